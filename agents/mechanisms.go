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
// May call: holdings relations.
type threats struct{ *World }

// collection is who notices which fact, and when.
// May call: desks holdings jobs labels taskings.
type collection struct{ *World }

// holdings are which agency holds which fact, from whom, and how far it believes it.
// May call: changes crises dossiers relations threats.
type holdings struct{ *World }

// connections are facts that share a token and are seen to be one matter, or are not.
// May call: desks dossiers items jobs requests stores.
type connections struct{ *World }

// dossiers are what an agency has put together, with its grade and its danger.
// May call: connections desks holdings items jobs labels trays.
type dossiers struct{ *World }

// items are marked bundles of facts, and whose consent they need.
// May call: dossiers holdings labels relations reminders reports teams transits.
type items struct{ *World }

// labels are the precedence that somebody wrote on a message by hand.
// May call: crises desks dossiers holdings jobs.
type labels struct{ *World }

// reports are written before they are sent, and promises are kept once there is news.
// May call: desks dossiers holdings items jobs seats.
type reports struct{ *World }

// seats are where an agency decides: its agenda, its questions to the Decider.
// May call: dossiers holdings items relations reports taskings teams.
type seats struct{ *World }

// transits are messages on their way through the chain of steps.
// May call: channels crises desks dossiers holdings instruments items jobs relations
// requests seats teams.
type transits struct{ *World }

// channels carry messages, fail, close, are tested and overheard.
// May call: relations threats transits.
type channels struct{ *World }

// instruments are what the law is changed by for one message: agreements, assurances,
// exceptions.
// May call: bodies clocks desks dossiers items jobs relations transits.
type instruments struct{ *World }

// retention is what has to be purged when its time is over.
// May call: clocks desks holdings jobs.
type retention struct{ *World }

// requests are questions and their answers.
// May call: connections desks dossiers holdings instruments items jobs labels reading
// relations reminders reports taskings transits.
type requests struct{ *World }

// clocks run until something is answered, acknowledged or told.
// May call: dossiers instruments relations reminders requests transits.
type clocks struct{ *World }

// reminders are what a sender does while it waits to hear that something was read.
// May call: desks dossiers items labels requests transits trays.
type reminders struct{ *World }

// taskings are what one agency tells another to do.
// May call: bodies dossiers holdings items requests seats transits.
type taskings struct{ *World }

// reading is what a message sets going when it is read.
// May call: dossiers holdings instruments items labels relations reminders retention
// stores transits.
type reading struct{ *World }

// stores are indexes that agencies share: an entry meets a query, or does not.
// May call: collection connections dossiers holdings instruments items labels requests
// transits.
type stores struct{ *World }

// desks serve jobs: queues with servers, hours, fatigue and overload.
// May call: backstage crises jobs relations trays.
type desks struct{ *World }

// jobs are pieces of work from the order to the end, and their place in a queue.
// May call: backstage desks labels relations.
type jobs struct{ *World }

// trays are where work is put aside, and lies until somebody looks.
// May call: crises desks dossiers jobs relations reports.
type trays struct{ *World }

// crises are what agencies work on in crisis mode: first, at night too, never aside.
// May call: desks dossiers trays.
type crises struct{ *World }

// backstage is how desks go on by themselves while nobody of the story waits there.
// May call: desks jobs.
type backstage struct{ *World }

// relations are trust, tension and balance between nations, and how willing they make.
type relations struct{ *World }

// teams are nations that work together on a storyline.
// May call: items.
type teams struct{ *World }

// bodies decide on proposals: secretariat, votes, meetings, and what members are obliged to.
// May call: actions changes desks dossiers holdings items jobs reading relations stores
// transits.
type bodies struct{ *World }

// actions are what agencies may lawfully do, once authorised and in their window.
// May call: clocks crossings desks dossiers holdings jobs threats.
type actions struct{ *World }

// crossings are actions that go over a border.
// May call: actions desks dossiers instruments jobs transits.
type crossings struct{ *World }

// support is help that is asked for, offered or ordered.
// May call: changes desks dossiers jobs relations transits.
type support struct{ *World }

// changes are what changes the world itself: parameters, effects, programmes.
// May call: backstage desks jobs relations.
type changes struct{ *World }

// exercise is the events list: what is released, and what is watched for.
// May call: changes.
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
