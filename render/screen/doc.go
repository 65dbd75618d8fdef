// Package screen shows a viewer in a window, on a desktop and in a browser. It is
// the only package that knows Ebiten: where a picture meets a screen, and where keys,
// wheels and pointers come from.
//
// # How to think of it
//
// A Brush paints a scene onto an Ebiten image. Everything in a scene, letters and
// hatching too, becomes triangles over one texture (sheet.go), so a frame is a
// handful of draw calls however much is in it. A Window asks its viewer for a frame
// when something changed and then draws all of it; while nothing changes it draws
// nothing. What happened in the window, it tells the viewer in the viewer's own
// terms: names of keys, notches of the wheel, places in pixels at text of 100 %.
// Fingers become what a pointer does (touch.go).
//
// # Why there is no library of widgets
//
// Buttons, fields, lists and dialogs are drawn by the viewer and not by a library such
// as ebitenui, since widgets that keep a state of their own and draw on an Ebiten image
// could not be in a link, a golden picture or an exported file, nor be driven by a test
// without a window. What is left that such a library would add, a field with a caret
// and a clipboard, is a page of code in package viewer.
package screen
