// Package replay writes the records of a run to a file, reads them back as far as they
// can be trusted, and works out the state at any instant. It imports neither the world
// nor scenarios: the file explains itself.
//
// # Model
//
// Create gives a Writer, which is a journal.Sink: a run that is given one writes a file.
// Open reads a file within fixed bounds, whatever is in it. File.Records and File.Events
// go through its records, File.Walk does so a piece at a time, File.Record picks one,
// File.Find finds those that are about something, File.At and File.Upto give the State at
// an instant or after a record: the nearest keyframe, and the records since. A Memory
// does the same for records in memory. File.Ledger tells from it who knew what, beside
// what was true or as one nation. File.Check compares the parts of a file with each
// other; a Comparer writes the file anew while the run is made again, and compares every
// byte; Align pairs the records of two runs by their identities; Recover saves the
// beginning of a damaged file, and Around opens such a file for viewing, with what is
// whole after the damage.
//
// Another MCAP tool may write a file anew: packed otherwise or not at all, in other
// chunks or in none, in another order, without its index, its sources or its metadata.
// Open finds the messages wherever they are, reads such a file like the original, and
// says in File.Rewritten what was done to it; the digest shows whether its records are
// those of the run. Check reports such a file as rewritten and does not accept it;
// Recover writes the original again, byte for byte where nothing is missing. Records are
// never renumbered: where that tool left some out, what comes before the first of them is
// read and recovered, and the missing ones are named.
//
// Files are read in one place, open.go and page.go: what comes from there has been
// checked against the bounds of raw.go before memory was allocated for it, and against
// the rules of journal.Static.Check and journal.Record.Check before anything was looked
// up or added up. What breaks them is a Damage.
//
// # Duties
//
// A File and a Writer serve one goroutine at a time. An Entry is valid until
// the next one is read. The file under a File must not change; one that
// OpenFile opened must be closed. Close a Writer, or the file has no summary:
// it can still be opened, as far as it goes, with File.Truncated set.
// Check, and a Comparer after it, before believing a file from elsewhere.
//
// # The format, version 2
//
// A replay file is an MCAP file (https://mcap.dev/spec) with profile "entente".
// Messages are JSON, schemas are jsonschema in the plain subset that generic
// viewers read. The same run gives the same bytes.
//
// Its parts, in order:
//
//	Header, Metadata "run"   what the run was made of
//	Attachments              the scenario's sources, patches and inputs, in order
//	Chunk                    schemas, channels, and the one message on /static
//	Chunks of 128 KiB        records; a keyframe begins a new chunk
//	Attachment "index"       where records are and what they are about, see below
//	Metadata "run"           the same once more, with what came out
//	summary and footer       all of the MCAP indexes and checksums
//
// Chunks are packed with zstd, or not at all; every checksum is given, and a
// reader refuses parts without one. A writer that stops at any byte leaves a
// file that opens up to its last whole chunk.
//
// The channels, of which the last is there for each nation and body:
//
//	/static              names, parameters with provenance, rules, objectives, tasks, MSEL, facts
//	/keyframe            what changed of the State, after every 2,000 records, in
//	                     parts below 1 MB
//	/truth/events        what happened, whoever knows
//	/messages            messages through the sending chain
//	/decisions           clocks, deadlines, authority, actions
//	/nation/NAME/known   what the agencies of a nation come to know
//
// In a message, sequence is the record's number, from 1. log_time is the UTC
// time of the scenario at which it took effect, publish_time the same, or for
// messages delivered and read when they were sent. So any tool shows latency.
// Where StartEx less the warm-up is before 1970 they count from 1850-01-01, since
// they have no sign: a tool then shows dates that are 120 years late.
//
// The metadata "run" has format, engine, commit, scenario, seed, until, set (a
// JSON list of PATH=VALUE), branches (where the run parted from another: a JSON list
// of the parent's digest, at_ms and set), sources (the SHA-256 over the attachments: of each
// the name and the data, both after their length in 8 bytes), and at the end
// records, events (how many the run worked off) and digest (the SHA-256 over the
// canonical bytes of all records; see package journal). A file saved from a
// damaged one says recovered.
//
// The index has five sections, each of which is read when it is asked for. It
// begins with the length (8 bytes) and the CRC-32 (4) of each, and the CRC-32
// of these 60 bytes; all is little-endian:
//
//	chunks    per chunk: the number of its first record, or of the next (4)
//	records   per record: the number of its binding cause (4; 0 none), its kind (1)
//	things    postings: the records by thing, under 2 for each place in the list
//	          of things, and 1 more where it is their actor; a record that has it
//	          as actor and names it besides is only there
//	subjects  postings: the records by subject
//	causes    postings: the records by the records in their from and trigger
//
// Postings are blocks of up to 64 keys, each with its list of numbers of records, which
// ascend as the keys do. A key is written as its difference from the one before it in the
// block (0 for the first), then the bytes of its list, then each number as its difference
// from the one before it: all varints. After the blocks come, per block, its first key
// (8) and where it begins (8), and then the number of blocks (4).
//
// # Records
//
// A record is one JSON object without spaces, its fields in this order, what is
// empty left out:
//
//	n        number of the record
//	id       identity: a hash of kind, actor, subject and nth, 16 hexadecimal digits
//	t        instant, ms since StartEx
//	kind     what happened, see below
//	actor    the agency, nation, body, channel or storyline it happened to or by
//	subject  identity of what it is about: a message, job, clock, action
//	nth      ordinal among records of this kind, actor and subject, if not the first
//	from     numbers of the records whose information or permission made it possible
//	trigger  number of the record that set it going
//	spans    [{step, cause, object, ms}] that tile the time since the latest of from
//	step     the part of the way from knowledge to action, where one is meant
//	reason   why something was refused, ended, late or lifted
//	rule     the rule, desk, channel, nation or body that the reason names
//	...      the kind's own fields
//	facts    names of the facts carried or judged
//
// Things are given by name, and by "sort:name" where two sorts share one. An instant that
// never came is left out; other numbers are there even when zero. Instants and spans are
// ms, shares and chances millionths; identities are 16 hexadecimal digits; levels,
// classes, reasons and the like are words, listed in package journal.
//
// The kinds, each with its own fields and their types:
//
//	startex      /truth/events      the exercise begins
//	             seed (number)
//	endex        /truth/events      the exercise ends
//	inject       /truth/events      a MSEL entry was released
//	             entry (name), to (name)
//	set          /truth/events      a parameter changed
//	             param (name), old (number), new (number)
//	stage        /truth/events      a storyline entered a stage
//	             stage (count), until (instant)
//	exposed      /truth/events      a fact can be noticed until
//	             fact (name), until (instant)
//	detected     /truth/events      an agency's collection noticed a fact
//	             fact (name)
//	collected    /nation/.../known  an agency understood what it collected itself
//	             fact (name), purposes (purposes)
//	held         /nation/.../known  an agency learned a fact by reading
//	             fact (name), origin (name), via (name), understood (bool), purposes (purposes), received (instant)
//	credited     /nation/.../known  an agency believes a fact
//	             fact (name), credence (millionths)
//	assessed     /nation/.../known  an assessment ended
//	             storyline (name), before (level), after (level), danger (millionths), precedence (precedence)
//	level        /nation/.../known  an agency sees more in a storyline
//	             storyline (name), before (level), after (level)
//	dormant      /nation/.../known  no rule sends this fact on
//	             fact (name)
//	sent         /messages          a message entered the sending chain
//	             message (message), to (name), class (class), precedence (precedence), storyline (name), re (identity)
//	passed       /messages          a message left a step at which it waited
//	             outcome (outcome), to (name), storyline (name), chance (millionths)
//	parked       /messages          a message waits for the sender's willingness
//	             chance (millionths), lapses (instant), to (name), storyline (name)
//	delivered    /messages          a message reached an intake
//	             sender (name), channel (name), storyline (name)
//	read         /messages          a message was read
//	             message (message), sender (name), storyline (name), sent (instant)
//	ended        /messages          a message ended without being read
//	             outcome (outcome), message (message), to (name), storyline (name)
//	exception    /decisions         imminent danger or a crisis lifted a rule
//	             to (name), storyline (name)
//	review       /decisions         a review judged the use of an exception
//	             outcome (outcome)
//	answered     /messages          a request was answered
//	             outcome (outcome), by (name), storyline (name)
//	clock_start  /decisions         a clock began to run
//	             clock (name), due (instant)
//	clock_end    /decisions         a clock ended
//	             clock (name), outcome (outcome), due (instant)
//	deadline     /decisions         a deadline resolved
//	             deadline (name), outcome (outcome), due (instant), when (instant), storyline (name)
//	asked        /decisions         authority for an action was asked
//	             action (name), storyline (name), of (name)
//	authority    /decisions         authority was decided
//	             action (name), storyline (name), outcome (outcome)
//	available    /decisions         an action is lawfully available
//	             action (name), storyline (name)
//	ordered      /decisions         an action took effect
//	             action (name), storyline (name), until (instant)
//	closed       /decisions         an action ended
//	             action (name), storyline (name), outcome (outcome)
//	channel      /truth/events      a channel changed
//	             state (outcome), until (instant)
//	overload     /truth/events      a desk shed work
//	             outcome (outcome), waiting (count)
//	leak         /truth/events      information reached the threat side
//	             storyline (name), noticed (bool)
//	reaction     /truth/events      a storyline reacted
//	             outcome (outcome)
//	expected     /decisions         an expected action was seen or missed
//	             entry (name), outcome (outcome), due (instant)
//	purged       /decisions         a retained holding was purged
//	             fact (name)
//	trust        /truth/events      trust in a nation changed, or at home in an agency
//	             toward (name), before (millionths), after (millionths)
//	listed       /decisions         a store shows a new entry
//	             fact (name), owner (name), actionable (bool)
//	hit          /nation/.../known  a check matched an entry of a store
//	             store (name), checked (name), entry (name), owner (name), actionable (bool)
//	tested       /truth/events      a channel was tested
//	             outcome (outcome), until (instant)
//	clock_moved  /decisions         a clock was extended
//	             clock (name), due (instant)
//	over         /truth/events      a storyline ended
//	credibility  /nation/.../known  an agency takes a nation's word for more or less
//	             nation (name), was (millionths), now (millionths)
//	proposed     /decisions         a proposal was submitted
//	             motion (name), body (name), storyline (name)
//	circulated   /decisions         a proposal is before the members
//	             motion (name), body (name), storyline (name), round (count), until (instant)
//	vote         /decisions         a member reacted to a proposal
//	             motion (name), body (name), outcome (outcome), chance (millionths), round (count)
//	decided      /decisions         a proposal came to its end
//	             motion (name), body (name), storyline (name), outcome (outcome), submitted (instant)
//	implemented  /decisions         a member carried a decision out at home
//	             motion (name), body (name), storyline (name)
//	changed      /truth/events      a change of how the nations work moved on
//	             change (name), outcome (outcome), until (instant)
//	team         /decisions         a joint team was set up or ended
//	             team (name), outcome (outcome), until (instant)
//	support      /decisions         support for another nation moved on
//	             support (name), outcome (outcome), of (name), storyline (name), asked_at (instant)
//	order        /decisions         an order passed an echelon
//	             command (name), outcome (outcome), storyline (name)
//	unlisted     /decisions         a store's entry was withdrawn
//	             fact (name), owner (name)
//	assurance    /decisions         an assurance was asked or answered
//	             outcome (outcome), of (name), storyline (name)
//	crossing     /decisions         an action went over a border, or had to stop
//	             action (name), storyline (name), outcome (outcome), host (name), until (instant)
//	breach       /truth/events      a marking was breached
//	             storyline (name), by (name)
//	aside        /truth/events      a desk put a piece of work aside, or took it up again
//	             outcome (outcome), desk (name), storyline (name), chance (millionths), until (instant), message (identity)
//	unanswered   /messages          somebody who asked has no answer
//	             outcome (outcome), by (name), storyline (name), after (span), reminders (count), re (identity)
//	overlooked   /truth/events      nobody connected two facts that share a token
//	             fact (name), other (name), chance (millionths)
//	connected    /nation/.../known  somebody connected two facts that had been overlooked
//	             fact (name), other (name), chance (millionths)
//	omitted      /decisions         an agency did not pass on what it usually does
//	             to (name), storyline (name), chance (millionths)
//	crisis       /decisions         an agency began or ended to work in crisis mode
//	             outcome (outcome), storyline (name)
//
// # Keyframes
//
// A keyframe is {n, since, t, part, more, holdings, levels, transits, stages, channels,
// actions, deadlines, clocks, params, trusts}: what of the State after record n, at
// instant t, changed since record since, 0 for all of it. What is under way, transits and
// clocks, is always there whole. The i-th keyframe of a file, from 1, builds on the one
// whose number is i with its lowest set bit cleared: the 13th on the 12th, the 12th on
// the 8th, the 8th on none. Rows are in the order of what they are about, as it stands in
// the list of things. Instants that have not come are left out of its rows, which have
// the fields of the types of the same name here. Purposes are bits: 1 lead, 2 onward, 4
// act, 8 evidence, 16 passive.
package replay
