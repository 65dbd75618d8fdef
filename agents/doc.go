// Package agents is the world: how nations cooperate, or fail to, in a crisis.
//
// # What it gives
//
// New builds a run of a compiled scenario (Spec) with a seed; Run executes it
// to EndEx. Everything that happens leaves as records (package journal); the
// same Spec, seed and Version give the same records and digest on every
// machine.
//
// # How to think of it
//
// A Spec never changes. State is columns of flat structs; Fork copies them and
// Snapshot writes them down. The kernel (package sim) pops events in one total
// order and the table handle leads each to its mechanism. The mechanisms are
// few and the institutions are data on them: a desk is a queue with hours, a
// channel carries, a transit is one message's way through the chain of
// send_transit.go, a dossier is what one agency has joined. Mechanisms call each
// other only through the calendar of events, so there is one path for time,
// cause and record: if a step of the chain called runSteps, Go itself would
// refuse it as an initialization cycle. One kind of work needs no calendar: desks at
// which only other business lies go on by themselves until somebody of the story
// comes (desk_offstage.go), which nobody can see but by the time a run takes.
//
// Time passes for a message in one function only, holdMessage, so the spans of its
// records tile by construction; the journal's Writer refuses a record whose
// spans do not add up.
//
// A decision that takes discretion goes through the Decider in the nation's
// seat. It sees a View, which shows what the agency holds and never the truth;
// it answers Intents, which the world applies. Chance is a keyed hash of what
// is decided (draw.go), not a sequence: asking again gives the same answer unless
// the odds have changed, and an unrelated nation changes nobody else's draws.
//
// How long a step takes, and whether a leave is granted, is drawn once for all
// that two agencies send each other on a storyline, and the analysis of a
// storyline once for an agency. With draws by what an item carries, another
// bundle is another message: a fact that travels alone may overtake itself in
// company, and raising tension made one known fact in five hundred come sooner.
// As it is, tension can only hurt, which is a property that a test can hold to
// (tension_test.go says where: one fact must not hold up another, and relations
// remember). It costs no precision: over paired runs of the library the intervals
// are as wide as they were, some wider and some narrower. And it is nearer to the
// record, for who is slow with one message is slow with the next: of the intervals
// of documented cases that are predicted, 58 % instead of 46 % lay inside, all
// else equal.
//
// Every number that can be patched is a parameter (change_param.go) and is changed by
// World.Set alone, which records old value, new value and cause.
//
// # What the texts leave open, and what holds here
//
//   - A request is read by legal rules through the kinds of the facts it asks
//     about, since asking reveals them.
//   - A request put in by a MSEL entry without a storyline asks for whatever
//     names the asker's nation.
//   - What a MSEL inject hands to an agency, that agency has noticed; others
//     notice it by their own collection.
//   - Markings bind by the originator that was heard first. Its consent is
//     asked once per item; the third-party rule looks at nations, so a fact
//     returns freely to its originator's nation and moves freely inside the
//     receiver's unless TLP is RED or AMBER+STRICT.
//   - A desk that drops a search answers with a refusal; one that drops a
//     request for authority or consent has as good as denied it.
//   - Who has been asked about a matter is more willing in all that concerns it,
//     whatever was on its way then and whatever follows, until follow_up after
//     the answer was written; not in other matters. What comes to be credited
//     after the answer was written follows it, read or not.
//   - Other business takes the share of a desk's time that its load says, from
//     people as they are: fatigue slows the work of the story alone. They recover
//     by a shift of rest, in one piece or in several (desk_fatigue.go says why).
//   - A wall is the law of who reads, so it is asked there, with its exceptions and
//     overrides; what it does not leave to be used onward stays with the reader, for
//     nobody could consent to what the law forbids. Known by another way that no
//     wall stands on, it is free.
//   - Whoever has said nothing of release at home shares freely there; who names a
//     releaser of a class is taken at its word, at home too, or the key would be
//     dead in every nation that does not forbid itself to share.
//   - DORMANT is what was had from others as well as what was collected: a reader
//     who believes and lets lie is what reviews look for.
//   - A recipient gets two items of one dossier where some of it must wait for
//     consent or is too high for it: what is free goes at once. With one bundle, more
//     true facts made what could go come later, or never.
//   - A store that only one nation reads is that nation's own list: what its agencies
//     enter stays at home, whoever runs the machine.
//   - By itself an agency asks abroad where a way leads; to ask where none does takes
//     an order, for such questions told nothing and counted as refusals. Its policy may
//     name whom it asks, or nobody.
//   - What follows when the time for an answer runs out is said by the law or the
//     agreement: the question again, as ever; silence as a refusal, which costs the
//     trust of no answer at once and may be disputed; or somebody higher there. A
//     clock of an acknowledgement or of a notice is counted and forces nothing.
//   - A piece of discretionary work may be put aside, and lie (desk_tray.go). That is on by
//     default, with odds from what inspectors general counted, since of cases that others
//     wrote and nobody had seen every miss was too fast. What law or a clock with a duty
//     demands, what a body has on its way and what an entry orders is done in turn.
//   - What a sender's own assessment wrote on a message is heeded by its first reader, since
//     that is what precedence is for (know_label.go); with attention off it is not. What a hit sets
//     going is owed. Connecting as work, habits and withholding at discretion (know_connection.go,
//     seat_practice.go) are off by default: no figure for them has been found in a source.
//   - Legal rules cannot read a purpose: every message is sent as a lead, and a name
//     with one value decides nothing.
//   - The search for an answer is DECIDE; so is idle time between knowing and
//     being asked.
//
// # Duties of the caller
//
// Call Spec.Seal once before New. Check values against Param.Min, Max and Live
// before Set. Do not keep the records a Sink is handed: they are reused. A
// World belongs to one goroutine; any number of them may share a Spec.
package agents
