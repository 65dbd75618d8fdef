// Package agents is the engine: it simulates how nations cooperate, or fail to, in a
// crisis.
//
// # What it gives
//
// New builds a run of a compiled scenario (Spec) with a seed; Run executes it
// to EndEx. Everything that happens leaves as records (package journal); the
// same Spec, seed and Version give the same records and digest on every
// machine.
//
// A World can be copied (Fork), to see what else would follow from this instant, and
// saved as bytes (Snapshot, Restore), for a service that people use over several days.
// The command line needs neither: it runs again from the seed.
//
// # The plan on the door
//
// A Spec (package model) never changes. State is columns of flat structs, which Fork
// copies and Snapshot saves. The kernel (package sim) executes events in one total order,
// and the table handle passes each to its mechanism: a type in mechanisms.go, whose
// methods are in the files with the prefix of its wing. Three rules hold the house
// together. Each is held by a test of cmd/dev that has been shown to fail:
//
//   - Whatever waits, waits on the calendar of events: no function reaches itself by
//     calls alone, and if a step of the chain called runSteps, Go itself would refuse it
//     as an initialization cycle. One kind of work needs no events: a desk at which only
//     other business lies goes on by itself until work of the story arrives. The results
//     are the same, and the run is faster.
//   - A column is written by one file, the one that declares its element. Every file may
//     read it.
//   - A mechanism calls only those that its comment in mechanisms.go names, and calls go
//     down: the mechanisms stand in fourteen wings, in order, and in order within a wing
//     too. What others only need to know, a mechanism tells by a notice (notices.go),
//     without knowing who listens.
//
// A message waits in one function only, holdMessage, so the spans of its records tile the
// time by construction; the journal's Writer refuses a record whose spans do not add up.
//
//	files     mechanisms             columns that change there
//	relation  relations teams        Flow Bond Team
//	desk      hours crises jobs      Hours Crisis Readiness Job
//	desk      arrivals queues        Business Desk Strain
//	desk      backstage              Offstage Alone
//	desk      trays desks            Tray Lying MatterSeen
//	change    changes                Param Fading Change Lent Look
//	threat    threats                Storyline Fact
//	know      holdings items labels  Holder Holding Origin Told Word Permit Item Carried
//	know      connections dossiers   Dossier Awareness AwareList Overlooked PairList
//	know      collection             -
//	clock     clocks retention       Clock
//	seat      seats                  Omission
//	send      transits channels      Transit Hold Parked Channel
//	send      routes instruments     Assurance Review
//	send      steps reading          -
//	ask       requests reminders     Request Token Agent Await
//	ask       taskings answers       -
//	ask       reports                Report Promise
//	store     terms stores           Listing Listed Hit Term Owing
//	act       crossings actions      Crossing Action Begun
//	body      bodies                 Proposal Ballot Duty
//	help      support                Call Directive
//	exercise  exercise deadlines     Entry Sends Sighting Deadline
//	span      -                      Span
//
// The wings stand in this order, lowest first. All other files are the base: world.go
// runs the world, state.go has the columns, value.go what parameters say, draw.go the random
// draws, span.go stretches of time, decider.go and view.go who decides at discretion and
// what it sees. mechanisms.go names what the base owns and argues for it, file by file, so
// that it does not grow. The base also has the tables by which
// calls go up, one for each kind of cause: kinds.go for an event that is due,
// continuation.go for a job that is done or lost, messages.go for a message that is read
// or lost, agenda.go for an agency that decides, effects.go for an effect that is
// applied, notices.go for everything else that others need to know.
//
// # Why it is one package
//
// What takes values and gives values has a package: model, law, decide. A wing does not.
// One read of a column in five is of another wing's, and all wings need the base for what
// parameters say, for draws and for records. As packages they would export more than a
// hundred methods and every column with the fields of its elements, to each other and to
// everybody else; and tables that are filled when a program begins are not seen by Go's
// check that no step calls runSteps. What packages would give, who may call whom, is given
// by the rows and the order in mechanisms.go, and one thing more: a column has one writer.
//
// # The life of one fact
//
// These are the steps from the instant at which a fact can be noticed to a deadline that
// is met, each with its file, its function and the record that it writes. An arrow is a
// wait on the calendar of events. A step without brackets is called by the one above; in
// brackets stands the table by which a step is reached otherwise, and can be found: Kinds
// are rows of handle (kinds.go), then... of finishers (continuation.go), on... are notices
// (notices.go), agenda is in agenda.go, chain in send_chain.go, holds in send_hold.go and
// reads in messages.go.
//
//	threat_storyline.go   exposeFact         exposed     -> (FactExposed) a stage opens the fact's window
//	know_collection.go    scheduleDetection              (onExposed) it is drawn who will see it, and when
//	know_collection.go    noticeFact         detected    -> (FactDetected) an agency's collection sees it
//	desk_serve.go         arriveAtDesk                   its desk puts it aside, or into a queue
//	desk_queue.go         startJob                       -> (DeskStarts) a collector has time
//	know_collection.go    collectionDone     collected   -> (JobDone thenCollected) it is understood
//	know_holding.go       updateCredence     credited    and believed
//	know_dossier.go       addHolding                     (onCredited) it joins what shares a token with it
//	seat_agenda.go        decideDue                      -> (DecideDue) the agency makes up its mind
//	know_dossier.go       openAssessment                 (agenda) its analysts get to work
//	know_dossier.go       assessmentDone     assessed    -> (JobDone thenAssessed) they have graded the dossier
//	ask_report.go         distributeNews                 -> (DecideDue agenda) whom to tell is asked of the seat
//	ask_report.go         sendDossier                    what the other has not is bundled
//	send_transit.go       send               sent        the item enters the chain
//	send_chain.go         runSteps                       -> (TransitDue) it goes through the chain step by step
//	send_hold.go          holdMessage                    a step that takes time does it in a row of holds
//	send_hold.go          releaseHold                    -> (TransitDue) the time is over: that leaves passed
//	send_law.go           lawStep                        (chain) may it go at all
//	send_consent.go       consentStep                    (chain) do its originators agree
//	send_will.go          willStep                       (chain) does the nation want to
//	send_release.go       releaseStep                    (chain) does somebody release it
//	send_carry.go         routeStep                      (chain) on which channel
//	send_carry.go         carryStep                      -> (TransitDue chain) the channel has carried it
//	send_transit.go       arriveAt           delivered   it is at the other's intake
//	send_transit.go       finishReading      read        -> (TransitDue) somebody reads it
//	send_read.go          readFact           held        (reads) the reader knows the fact
//	know_dossier.go       weighReading                   (onUnderstood) what is new is weighed
//	know_holding.go       updateCredence     credited    and believed there too
//	know_dossier.go       raiseLevels        level       -> (JobDone thenAssessed) after its own assessment
//	act_action.go         askAuthority       asked       -> (DecideDue agenda) the agency wants to act
//	act_action.go         authorityDecided   authority   -> (JobDone thenAuthorised) and may
//	act_action.go         attemptAction      available   with all that it needs
//	exercise_deadline.go  recordOutcome      deadline    -> (DeadlineDue) it was done in time, or not
//
// # Where to add what
//
//   - A step of the sending chain: its place and its row in chain (send_chain.go), its
//     function in a file of its own (send_classify.go is the shortest), and in skips
//     (send_message.go) which messages do not take it. Its name is a journal.Step, with its
//     row in stepNames (sim/journal/vocabulary.go); what people read of it is in
//     replay/wording/glossary.go and replay/wording/terms/hseep.json, whose delay it is in
//     delayOfStep (replay/measure/delay_reason.go).
//   - A kind of body: data, and nothing in Go, where it decides by a rule of package
//     decide. A new rule: its name and its count in Names and tallies
//     (agents/decide/procedure.go), its period in periods (body_procedure.go). What each
//     count leads to is in follow (body_proposal.go), whatever the rule.
//   - A reason for which something is refused: a journal.Reason, with its row in
//     reasonNames (sim/journal/vocabulary.go), and whether it is Legal or Discretionary
//     there, for that is what trust goes by; what people read of it is in reasonSays
//     (replay/wording/reasons.go), and its short name in replay/wording/terms/hseep.json.
//     Then say it in the verdict of the step.
//   - A measure: a fold over records in a file of package replay/measure, its summary in
//     Results (replay/measure/results.go), its figures in Catalogue
//     (replay/measure/catalogue.go), and what is printed as data in Behind
//     (replay/outcome/measures.go); nothing here.
//   - Something that happens: a Kind with its row in handle (kinds.go), its words in
//     livelock.go.
//   - A kind of message: its rows in reads and ended (messages.go). An effect of entries,
//     motions and changes: its row in effects.go. Something that an agency thinks of: a row
//     in agenda (agenda.go). Work at a desk: what follows, in finishers (continuation.go).
//   - A mechanism: a type in its wing in mechanisms.go, a column of State, a file with the
//     wing's prefix. If it has to hear of something, a row in notices.go.
//
// The tests name what is missing; go run ./cmd/dev schema writes the schemas anew.
//
// An argument of a record is written by its name, as in r.Args[journal.CreditedFact].
//
// # Chance and discretion
//
// A discretionary decision is made by the Decider in the nation's seat. It sees a View,
// which shows what the agency holds and never the truth, and returns Intents, which the
// world applies. A draw is a keyed hash of what is decided (draw.go), not the next number
// of a sequence: asked again it gives the same answer unless the odds have changed, and
// an unrelated nation changes nobody else's draws.
//
// How long a step takes, and whether permission is granted, is drawn once for everything
// that two agencies send each other on a storyline, and the time to analyse a storyline
// once for each agency. If draws depended on what an item carries, every bundle would
// have draws of its own: a fact sent alone could overtake the same fact in a bundle, and
// raising tension made one known fact in five hundred arrive sooner. With shared draws
// tension can only hurt, which a test can check (tension_test.go says where this holds:
// one fact must not hold up another, and relations have a memory). Paired comparisons
// lose no precision by it, and it is closer to what is documented: an office that is slow
// with one message is slow with the next.
//
// Every number that may change during a run is a parameter. It is changed in
// change_param.go alone, and from outside by World.Set, which records old value, new
// value and cause.
//
// # Where law and doctrine leave a choice, and what holds here
//
//   - Legal rules judge a request by the kinds of the facts that it asks about, since
//     asking reveals them.
//   - A request that a MSEL entry makes without a storyline asks for whatever names the
//     asker's nation.
//   - An agency has noticed what a MSEL inject gives it; others notice it by their own
//     collection.
//   - The markings of the originator that was heard first are binding. Its consent is
//     asked once per item. The third-party rule looks at nations, so a fact returns
//     freely to its originator's nation and moves freely inside the receiver's unless TLP
//     is RED or AMBER+STRICT.
//   - A desk that drops a search answers with a refusal; a request for authority or
//     consent that a desk drops counts as denied.
//   - An agency that has been asked about a matter is more willing in everything that
//     concerns it, in what was on its way then and in what follows, until follow_up after
//     it wrote the answer; in other matters it is not. What it comes to believe after it
//     wrote the answer is sent on to the asker, whether or not the answer has been read.
//   - Other business takes the share of a desk's time that its load says, however tired
//     people are: fatigue slows the work of the story alone. People recover by a shift of
//     rest, in one piece or in several (desk_fatigue.go says why).
//   - A wall is a law on who reads, so it is applied at reading, with its exceptions and
//     overrides. What it does not permit to be used onward stays with the reader, for
//     nobody can consent to what the law forbids. Once the reader knows the same fact by
//     a way without a wall, it is free.
//   - A nation that says nothing about release at home shares freely there. One that
//     names a releaser of a class needs that releaser at home too; otherwise the key
//     would have no effect in any nation whose law does not restrict sharing at home.
//   - DORMANT covers facts received from others as well as facts collected: reviews look
//     for readers who believed something and did nothing with it.
//   - A dossier is sent as two items where part of it must wait for consent or is
//     classified too high for the recipient: what is free goes at once. In one bundle,
//     adding true facts delayed what could go, or stopped it.
//   - A store that only one nation reads is that nation's own list: what its agencies
//     enter stays at home, whoever operates it.
//   - On its own initiative an agency asks abroad only where a way leads. To ask
//     elsewhere takes an order, for such questions brought nothing and counted as
//     refusals. Its policy may name whom it asks, or nobody.
//   - The law or the agreement says what follows when the time for an answer runs out:
//     the question is asked again, which is the default; or silence counts as a refusal,
//     which at once costs the trust that no answer costs, and may be disputed; or the
//     question goes to somebody higher there. A clock for an acknowledgement or a notice
//     is counted and has no other effect.
//   - Discretionary work may be put aside, and lie (desk_tray.go). This is on by default,
//     with odds from what inspectors general counted: in blind cases, written by others,
//     every miss was a run that was too fast. What law or a clock with a duty demands,
//     what a body has on its way and what an entry orders is done in turn.
//   - The precedence that a sender's assessment wrote on a message is heeded by its first
//     reader (know_label.go), unless attention is off. Work that a hit sets going is
//     owed: it is not discretionary. Connecting as work, habits and withholding at
//     discretion (know_connection.go, seat_practice.go) are off by default: no source
//     with a figure for them has been found.
//   - Crisis mode (desk_crisis.go) begins when an agency's own orders say so or somebody
//     declares it, never because of what is true. It holds for one agency and one
//     storyline, and reaches another agency only by messages marked FLASH. It has no
//     figure of its own, and takes nothing from other matters but their place in the
//     queue.
//   - A term that an asker sets is a clock where no law and no agreement has one. What
//     follows at its end is what follows from any other clock.
//   - Legal rules cannot test the purpose of a message: every message is sent as a lead,
//     and a name with one value decides nothing.
//   - The search for an answer counts as the step DECIDE, and so does idle time between
//     knowing and being asked.
//
// # Duties of the caller
//
// Call Spec.Seal once before New. Check values against Param.Min, Max and Live
// before Set. Do not keep the records a Sink is handed: they are reused. A
// World belongs to one goroutine; any number of them may share a Spec.
package agents
