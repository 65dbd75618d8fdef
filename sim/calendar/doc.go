// Package calendar says when a desk is open and when a legal clock runs out.
package calendar
