package mark

import "entente/render/scene"

// most is how many points a shape has at most, with what its outline and its cuts add.
const most = 32

// shapes has the outline of each family at radius 1, from the top, clockwise. They
// are numbers and not sines, so that they are the same on every machine.
var shapes = [NumFamilies][]scene.Point{
	Information: circle[:],
	Alert:       {{X: 0, Y: -1.12}, {X: 1.12, Y: 0}, {X: 0, Y: 1.12}, {X: -1.12, Y: 0}},
	Instrument:  {{X: -0.86, Y: -0.86}, {X: 0.86, Y: -0.86}, {X: 0.86, Y: 0.86}, {X: -0.86, Y: 0.86}},
	Release:     {{X: -0.5, Y: -0.866}, {X: 0.5, Y: -0.866}, {X: 1, Y: 0}, {X: 0.5, Y: 0.866}, {X: -0.5, Y: 0.866}, {X: -1, Y: 0}},
	Procedure:   {{X: 0, Y: -1}, {X: 0.9511, Y: -0.309}, {X: 0.5878, Y: 0.809}, {X: -0.5878, Y: 0.809}, {X: -0.9511, Y: -0.309}},
	Support:     {{X: 0, Y: -1.05}, {X: 1.05, Y: 0.85}, {X: -1.05, Y: 0.85}},
	NoteVerbale: {{X: -0.78, Y: -1}, {X: 0.2, Y: -1}, {X: 0.78, Y: -0.42}, {X: 0.78, Y: 1}, {X: -0.78, Y: 1}},
	Exercise: {
		{X: -0.36, Y: -1},
		{X: 0.36, Y: -1},
		{X: 0.36, Y: -0.36},
		{X: 1, Y: -0.36},
		{X: 1, Y: 0.36},
		{X: 0.36, Y: 0.36},
		{X: 0.36, Y: 1},
		{X: -0.36, Y: 1},
		{X: -0.36, Y: 0.36},
		{X: -1, Y: 0.36},
		{X: -1, Y: -0.36},
		{X: -0.36, Y: -0.36},
	},
}

// circle has 24 corners.
var circle = [24]scene.Point{
	{X: 0, Y: -1},
	{X: 0.2588, Y: -0.9659},
	{X: 0.5, Y: -0.866},
	{X: 0.7071, Y: -0.7071},
	{X: 0.866, Y: -0.5},
	{X: 0.9659, Y: -0.2588},
	{X: 1, Y: 0},
	{X: 0.9659, Y: 0.2588},
	{X: 0.866, Y: 0.5},
	{X: 0.7071, Y: 0.7071},
	{X: 0.5, Y: 0.866},
	{X: 0.2588, Y: 0.9659},
	{X: 0, Y: 1},
	{X: -0.2588, Y: 0.9659},
	{X: -0.5, Y: 0.866},
	{X: -0.7071, Y: 0.7071},
	{X: -0.866, Y: 0.5},
	{X: -0.9659, Y: 0.2588},
	{X: -1, Y: 0},
	{X: -0.9659, Y: -0.2588},
	{X: -0.866, Y: -0.5},
	{X: -0.7071, Y: -0.7071},
	{X: -0.5, Y: -0.866},
	{X: -0.2588, Y: -0.9659},
}
