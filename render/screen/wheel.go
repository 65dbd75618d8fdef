//go:build !js

package screen

// wheelNotch is what one notch of a wheel counts.
const wheelNotch = 1.0
