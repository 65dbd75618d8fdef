// Package scenarios turns YAML into a compiled scenario.
package scenarios
