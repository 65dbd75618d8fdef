package screen

// wheelNotch is what one notch of a wheel counts: pixels in a browser.
const wheelNotch = 100.0
