package agents

// mechanisms holds one of each, so that a call says where it goes: w.queues.startJob(d, j).
// A mechanism is a view of the world and keeps nothing of its own: what it remembers
// stands in columns of State, which it alone writes and everybody may read. Mechanisms
// stand in wings, and wings in order, lower first: calls go down, and what has to go up goes
// by a table of the base, which no wing owns. Within a wing it is the same.
type mechanisms struct {
	relations   relations
	teams       teams
	hours       hours
	crises      crises
	jobs        jobs
	arrivals    arrivals
	queues      queues
	backstage   backstage
	trays       trays
	desks       desks
	changes     changes
	threats     threats
	holdings    holdings
	items       items
	labels      labels
	connections connections
	dossiers    dossiers
	collection  collection
	clocks      clocks
	retention   retention
	seats       seats
	transits    transits
	channels    channels
	routes      routes
	instruments instruments
	steps       steps
	reading     reading
	requests    requests
	reminders   reminders
	taskings    taskings
	answers     answers
	reports     reports
	terms       terms
	stores      stores
	crossings   crossings
	actions     actions
	bodies      bodies
	support     support
	exercise    exercise
	deadlines   deadlines
}

// Wing relation: how nations stand to each other, and who works together.
type (
	// relations are trust, tension and balance between nations, and how willing they make.
	relations struct{ *World }

	// teams are nations that work together on a storyline.
	teams struct{ *World }
)

// Wing desk: who has time for what, and when.
type (
	// hours are when desks are open.
	hours struct{ *World }

	// crises are what agencies work on in crisis mode: first, at night too, never aside.
	crises struct{ *World }

	// jobs are pieces of work from the order to the end, and the time that they take.
	// May call: crises hours relations.
	jobs struct{ *World }

	// arrivals are other business as it comes to desks, drawn ahead.
	arrivals struct{ *World }

	// queues are what waits at a desk, who is at work there, and how tired.
	// May call: arrivals crises hours jobs relations.
	queues struct{ *World }

	// backstage is how desks go on by themselves while nobody of the story waits there.
	// May call: arrivals hours jobs queues.
	backstage struct{ *World }

	// trays are where work is put aside, and lies until somebody looks.
	// May call: backstage crises jobs relations.
	trays struct{ *World }

	// desks serve jobs: they take them in, begin and end them, and shed what is too much.
	// May call: arrivals backstage crises hours jobs queues trays.
	desks struct{ *World }
)

// Wing change: how the numbers of the world move.
type (
	// changes are what changes the world itself: parameters, effects, programmes.
	// May call: backstage desks jobs relations.
	changes struct{ *World }
)

// Wing threat: what is so, whoever knows of it.
type (
	// threats are the storylines as they go: stages, windows of facts, leaks and what follows
	// from them.
	// May call: relations.
	threats struct{ *World }
)

// Wing know: what agencies notice, hold, believe and make of it.
type (
	// holdings are which agency holds which fact, from whom, and how far it believes it.
	// May call: changes relations threats.
	holdings struct{ *World }

	// items are marked bundles of facts, and whose consent they need.
	// May call: holdings relations teams.
	items struct{ *World }

	// labels are the precedence that somebody wrote on a message by hand.
	// May call: crises desks holdings jobs.
	labels struct{ *World }

	// connections are facts that share a token and are seen to be one matter, or are not.
	// May call: backstage items jobs.
	connections struct{ *World }

	// dossiers are what an agency has put together, with its grade and its danger.
	// May call: connections desks holdings items jobs labels trays.
	dossiers struct{ *World }

	// collection is who notices which fact, and when.
	// May call: desks dossiers holdings jobs labels.
	collection struct{ *World }
)

// Wing clock: what has to be done before a time is over.
type (
	// clocks run until something is answered, acknowledged or told.
	clocks struct{ *World }

	// retention is what has to be purged when its time is over.
	// May call: clocks desks holdings jobs.
	retention struct{ *World }
)

// Wing seat: who decides at discretion, and by what habits.
type (
	// seats are where an agency decides: its agenda, its questions to the Decider.
	// May call: crises dossiers holdings items relations.
	seats struct{ *World }
)

// Wing send: how a message gets to another agency and is read, or is not.
type (
	// transits are messages on their way: where each is, what it waits for and for how long.
	// May call: crises dossiers jobs relations.
	transits struct{ *World }

	// channels carry messages, fail, close, are tested and overheard.
	// May call: relations threats transits.
	channels struct{ *World }

	// routes are the ways from one agency to another, over one channel or several.
	// May call: channels items.
	routes struct{ *World }

	// instruments are what the law is changed by for one message: agreements, assurances,
	// exceptions.
	// May call: clocks desks jobs relations transits.
	instruments struct{ *World }

	// steps are the sending chain: what each of its steps decides about a message.
	// May call: channels crises desks dossiers holdings instruments items jobs relations
	// routes seats teams transits.
	steps struct{ *World }

	// reading is what a message sets going when it is read.
	// May call: holdings instruments items relations steps transits.
	reading struct{ *World }
)

// Wing ask: what agencies ask, order and report.
type (
	// requests are questions and tasks as their asker sees them: put, put again, closed.
	// May call: clocks dossiers instruments labels reading relations routes transits.
	requests struct{ *World }

	// reminders are what a sender does while it waits to hear that something was read.
	// May call: desks items jobs labels requests transits trays.
	reminders struct{ *World }

	// taskings are what one agency tells another to do.
	// May call: dossiers holdings items requests seats transits.
	taskings struct{ *World }

	// answers are what whoever was asked does about it: a search, a reply, and what it learns later.
	// May call: connections desks holdings items jobs labels requests steps taskings transits.
	answers struct{ *World }

	// reports are written before they are sent, and promises are kept once there is news.
	// May call: desks dossiers holdings items jobs labels reminders routes seats taskings
	// teams transits.
	reports struct{ *World }
)

// Wing store: what machines compare.
type (
	// terms are within what time something is done about an entry of a store, or a hit.
	// May call: clocks desks dossiers holdings jobs trays.
	terms struct{ *World }

	// stores are indexes that agencies share: an entry meets a query, or does not.
	// May call: collection connections dossiers holdings instruments items labels requests
	// routes terms transits.
	stores struct{ *World }
)

// Wing act: what agencies do in the field.
type (
	// crossings are the permissions of hosts for actions over a border.
	// May call: desks instruments jobs transits.
	crossings struct{ *World }

	// actions are what agencies may lawfully do, once authorised and in their window.
	// May call: clocks crossings desks holdings jobs threats.
	actions struct{ *World }
)

// Wing body: what nations decide together.
type (
	// bodies decide on proposals: secretariat, votes, meetings, and what members are obliged to.
	// May call: actions desks dossiers holdings items jobs reading relations stores transits.
	bodies struct{ *World }
)

// Wing help: what one lends another.
type (
	// support is help that is asked for, offered or ordered.
	// May call: changes desks dossiers jobs relations transits.
	support struct{ *World }
)

// Wing exercise: what the exercise gives, and what it watches.
type (
	// exercise is the events list: what is released, and what is watched for.
	exercise struct{ *World }

	// deadlines are met, missed, late or void.
	// May call: actions.
	deadlines struct{ *World }
)

// The base is the world itself, below all wings. It grows by argument only: each method of
// its own, but for those that are exported to callers outside, is named here with why all
// wings need it. What reads the model alone belongs to package model, and what one
// wing alone calls belongs to that wing.
//
// Base world.go: a run goes from event to event, and whatever happens leaves as a record.
// startMechanisms handleEvent endExercise beginRecord emitRecord.
//
// Base mechanisms.go: each mechanism looks at this world. wireMechanisms.
//
// Base bound.go: what a run sets going has a bound. countEvent isWithinBounds overrunError.
//
// Base livelock.go: a run that does not end says why. noteLateRound describeEvent
// nameLivelock.
//
// Base value.go: a parameter is read in one way, whatever fades of it. value valueAt valuePPM
// valueTime fadedValue remainingAt.
//
// Base draw.go: a draw goes by a key, not by its turn. randomBits drawYes itemStorylineKey
// matterKey.
//
// Base span.go: time is kept in lists that are free to take, and tiles the time of a record.
// appendSpan freeSpans lendSpans takeBackSpans sumSpans tileSpans tileSpansAs.
//
// Base lookup.go: what a column says that lies higher than who asks, read only: which dossier
// a dossier has become, which facts a bundle has, what a question is about. survivorOf dossierOf
// dangerOf precedenceBy awarenessOf factsOf namesToken answersRequest isLive taskingOf.
//
// Base decider.go: discretion is the nation's. askDecider seatRules.
//
// Base effects.go: effects reach what they change by a table. applyEffects alreadyInEffect.
//
// Base notices.go: what others need to know goes up. tellRecord tellHappened tellAdvanced tellStage tellOver
// tellCrisis tellCalm tellTakenUp tellAsked tellSent tellDelivered tellActed tellAssessed
// tellMissed tellExposed tellUnderstood tellCredited tellConnected tellRefused tellHost
// tellMotion tellAttitude.

// wireMechanisms lets every mechanism look at this world.
func (w *World) wireMechanisms() {
	w.mechanisms = mechanisms{
		relations: relations{w}, teams: teams{w}, hours: hours{w}, crises: crises{w}, jobs: jobs{w}, arrivals: arrivals{w},
		queues: queues{w}, backstage: backstage{w}, trays: trays{w}, desks: desks{w}, changes: changes{w}, threats: threats{w},
		holdings: holdings{w}, items: items{w}, labels: labels{w}, connections: connections{w},
		dossiers: dossiers{w}, collection: collection{w}, clocks: clocks{w}, retention: retention{w},
		seats: seats{w}, transits: transits{w}, channels: channels{w}, routes: routes{w}, instruments: instruments{w},
		steps:   steps{w},
		reading: reading{w}, requests: requests{w}, reminders: reminders{w}, taskings: taskings{w}, answers: answers{w},
		reports: reports{w}, terms: terms{w}, stores: stores{w}, crossings: crossings{w}, actions: actions{w},
		bodies: bodies{w}, support: support{w}, exercise: exercise{w}, deadlines: deadlines{w},
	}
}
