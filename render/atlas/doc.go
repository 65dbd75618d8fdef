// Package atlas draws the map: where nations and offices are, what each nation knows as
// ink on its land, and who talks to whom.
//
// # What it gives
//
// A Map is made once of a scenario's nations, bodies and posts. Real nations lie on
// the world map; invented ones stand on a ring, and a scenario of invented nations
// never shows the world. Where both are named, the world is shown if most of the
// nations lie on it, and the others stand on a shelf below.
//
// Lay fits a Map into a box, with a zoom and a theme. Ground then draws what stays while
// time plays, Show what moves, and At says what is under a pointer. After the first
// picture Show allocates no memory.
//
// # Whose borders
//
// Shapes are those of Natural Earth 4.1, which is in the public domain, made into
// world.bin.gz by generate/generate.mjs. Names are short English names; the codes
// are those of ISO 3166-1. No position is taken, and the map says so.
package atlas
