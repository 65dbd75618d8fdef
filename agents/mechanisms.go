package agents

// mechanisms holds one of each, so that a call says where it goes: w.desks.startJob(d, j).
// A mechanism is a view of the world and keeps nothing of its own: what it remembers
// stands in columns of State, which it alone writes and everybody may read.
type mechanisms struct {
	threats     threats
	collection  collection
	holdings    holdings
	connections connections
	dossiers    dossiers
	items       items
	labels      labels
	reports     reports
	seats       seats
	transits    transits
	channels    channels
	instruments instruments
	retention   retention
	requests    requests
	clocks      clocks
	reminders   reminders
	taskings    taskings
	reading     reading
	stores      stores
	desks       desks
	jobs        jobs
	trays       trays
	crises      crises
	backstage   backstage
	relations   relations
	teams       teams
	bodies      bodies
	actions     actions
	crossings   crossings
	support     support
	changes     changes
	exercise    exercise
	deadlines   deadlines
}

// threats are the storylines as they go: stages, windows of facts, leaks and what follows
// from them.
type threats struct{ *World }

// collection is who notices which fact, and when.
type collection struct{ *World }

// holdings are which agency holds which fact, from whom, and how far it believes it.
type holdings struct{ *World }

// connections are facts that share a token and are seen to be one matter, or are not.
type connections struct{ *World }

// dossiers are what an agency has put together, with its grade and its danger.
type dossiers struct{ *World }

// items are marked bundles of facts, and whose consent they need.
type items struct{ *World }

// labels are the precedence that somebody wrote on a message by hand.
type labels struct{ *World }

// reports are written before they are sent, and promises are kept once there is news.
type reports struct{ *World }

// seats are where an agency decides: its agenda, its questions to the Decider.
type seats struct{ *World }

// transits are messages on their way through the chain of steps.
type transits struct{ *World }

// channels carry messages, fail, close, are tested and overheard.
type channels struct{ *World }

// instruments are what the law is changed by for one message: agreements, assurances,
// exceptions.
type instruments struct{ *World }

// retention is what has to be purged when its time is over.
type retention struct{ *World }

// requests are questions and their answers.
type requests struct{ *World }

// clocks run until something is answered, acknowledged or told.
type clocks struct{ *World }

// reminders are what a sender does while it waits to hear that something was read.
type reminders struct{ *World }

// taskings are what one agency tells another to do.
type taskings struct{ *World }

// reading is what a message sets going when it is read.
type reading struct{ *World }

// stores are indexes that agencies share: an entry meets a query, or does not.
type stores struct{ *World }

// desks serve jobs: queues with servers, hours, fatigue and overload.
type desks struct{ *World }

// jobs are pieces of work from the order to the end, and their place in a queue.
type jobs struct{ *World }

// trays are where work is put aside, and lies until somebody looks.
type trays struct{ *World }

// crises are what agencies work on in crisis mode: first, at night too, never aside.
type crises struct{ *World }

// backstage is how desks go on by themselves while nobody of the story waits there.
type backstage struct{ *World }

// relations are trust, tension and balance between nations, and how willing they make.
type relations struct{ *World }

// teams are nations that work together on a storyline.
type teams struct{ *World }

// bodies decide on proposals: secretariat, votes, meetings, and what members are obliged to.
type bodies struct{ *World }

// actions are what agencies may lawfully do, once authorised and in their window.
type actions struct{ *World }

// crossings are actions that go over a border.
type crossings struct{ *World }

// support is help that is asked for, offered or ordered.
type support struct{ *World }

// changes are what changes the world itself: parameters, effects, programmes.
type changes struct{ *World }

// exercise is the events list: what is released, and what is watched for.
type exercise struct{ *World }

// deadlines are met, missed, late or void.
type deadlines struct{ *World }

// wireMechanisms lets every mechanism look at this world.
func (w *World) wireMechanisms() {
	w.mechanisms = mechanisms{
		threats: threats{w}, collection: collection{w}, holdings: holdings{w}, connections: connections{w},
		dossiers: dossiers{w}, items: items{w}, labels: labels{w}, reports: reports{w}, seats: seats{w},
		transits: transits{w}, channels: channels{w}, instruments: instruments{w}, retention: retention{w},
		requests: requests{w}, clocks: clocks{w}, reminders: reminders{w}, taskings: taskings{w},
		reading: reading{w}, stores: stores{w}, desks: desks{w}, jobs: jobs{w}, trays: trays{w}, crises: crises{w},
		backstage: backstage{w}, relations: relations{w}, teams: teams{w}, bodies: bodies{w},
		actions: actions{w}, crossings: crossings{w}, support: support{w}, changes: changes{w},
		exercise: exercise{w}, deadlines: deadlines{w},
	}
}
