// Package agents is the world: how nations cooperate, or fail to, in a crisis.
//
// # What it gives
//
// New builds a run of a compiled scenario (Spec) with a seed; Run executes it
// to EndEx. Everything that happens leaves as records (package journal); the
// same Spec, seed and Version give the same records and digest on every
// machine.
//
// A World can be forked, to see what else would follow from here, and laid down as bytes
// (Snapshot, Restore), for a service in whose seats people sit from one day to the next.
// The program itself needs neither: it runs again from the seed.
//
// # The plan on the door
//
// A Spec (package model) never changes. State is columns of flat structs; Fork copies
// them and Snapshot writes them down. The kernel (package sim) pops events in one total
// order and the table handle leads each to its mechanism: a type of mechanisms.go, whose
// methods stand in the files of its wing's prefix. Three rules hold the house together, each by
// a test of cmd/dev that is shown to fail:
//
//   - Who waits, waits on the calendar: no function comes back to itself by calls alone,
//     and if a step of the chain called runSteps, Go itself would refuse it as an
//     initialization cycle. One kind of work needs no calendar: desks at which only other
//     business lies go on by themselves until somebody of the story comes, which nobody
//     can see but by the time a run takes.
//   - A column has one writer, the file that declares its element. Everybody reads.
//   - A mechanism calls those that its row names, and calls go down: the mechanisms stand in
//     fourteen wings in order, and in order within each wing that is no knot. What others
//     only have to know, a mechanism tells by a notice (notices.go), and does not know who
//     listens.
//
// Time passes for a message in one function only, holdMessage, so the spans of its
// records tile by construction; the journal's Writer refuses a record whose spans do not
// add up.
//
//	files     mechanisms             columns that change there
//	relation  relations teams        Flow Bond Team
//	desk      jobs desks trays       Job Desk Strain Tray Lying MatterSeen
//	desk      crises backstage       Crisis Readiness Offstage Alone Business
//	change    changes                Param Fading Change Lent Look
//	threat    threats                Storyline Fact
//	know      holdings items labels  Holding Origin Told Word Permit Item Carried
//	know      connections dossiers   Dossier Awareness AwareList Overlooked PairList
//	know      collection             -
//	clock     clocks retention       Clock
//	seat      seats                  Omission
//	send      transits channels      Transit Hold Parked Channel
//	send      instruments reading    Assurance Review
//	ask       requests reminders     Request Token Agent Await
//	ask       taskings reports       Report Promise
//	store     terms stores           Listing Listed Hit Term Owing
//	act       actions crossings      Action Begun Crossing
//	body      bodies                 Proposal Ballot Duty
//	help      support                Call Directive
//	exercise  exercise deadlines     Entry Sends Sighting Deadline
//	span      -                      Span
//
// The wings stand in this order, lower first. The rest is the base: world.go runs,
// state.go has the columns, draw.go is chance, span.go stretches of time, subject.go what
// questions are about; and the tables that lead up stand there, one for each way in which
// something follows: kinds.go for an hour that has come, continuation.go for a job that is
// done or lost, messages.go for a message that is read or not, agenda.go for an agency
// that decides, effects.go for an effect that is applied, notices.go for all else that
// others have to know.
//
// # The life of one fact
//
// From the hour at which it can be noticed to a deadline that is met, each step with its
// file, its function and the record that it leaves. An arrow is a wait on the calendar; a
// name in brackets is the notice by which it is told of the step before.
//
//	threat_storyline.go   exposeFact         exposed     a stage opens the fact's window
//	know_collection.go    scheduleDetection              (onExposed) it is drawn who will see it, and when
//	know_collection.go    noticeFact         detected    -> an agency's collection sees it
//	desk_queue.go         startJob                       -> a collector has time
//	know_collection.go    collectionDone     collected   -> it is understood
//	know_holding.go       updateCredence     credited    and believed
//	know_dossier.go       addHolding                     (onCredited) it joins what shares a token with it
//	seat_agenda.go        decideDue                      -> the agency makes up its mind
//	know_dossier.go       assessmentDone     assessed    -> an analyst has graded the dossier
//	ask_report.go         distributeNews                 -> whom to tell is asked of the seat
//	ask_report.go         sendDossier                    what the other has not is bundled
//	send_transit.go       send               sent        the item enters the chain
//	send_law.go           lawStep                        may it go at all
//	send_consent.go       consentStep                    do its originators agree
//	send_will.go          willStep                       does the nation want to
//	send_release.go       releaseStep                    -> does somebody release it
//	send_route.go         routeStep                      on which channel
//	send_hold.go          holdMessage                    -> each wait; what ends it leaves passed
//	send_transit.go       arriveAt           delivered   -> it is at the other's intake
//	send_transit.go       finishReading      read        -> somebody reads it
//	send_read.go          readFact           held        the reader knows the fact
//	know_dossier.go       weighReading                   (onUnderstood) what is new is weighed
//	know_holding.go       updateCredence     credited    and believed there too
//	know_dossier.go       raiseLevels        level       -> after its own assessment
//	act_action.go         askAuthority       asked       -> the agency wants to act
//	act_prepare.go        recordAuthority    authority   -> and may
//	act_action.go         attemptAction      available   with all that it needs
//	exercise_deadline.go  recordOutcome      deadline    -> in time, or not
//
// # Where to add what
//
//   - A step of the sending chain: a row in chain (send_chain.go), its function in a
//     file of its own (send_will.go is the shortest), its place after the constants beside
//     the table; journal.Step and its word.
//   - A kind of body: nothing here if package decide can count it: a Procedure there, its
//     period in periods (body_procedure.go) and what follows in follow (body_proposal.go).
//   - A reason for which something is refused: a constant of journal.Reason, its word and
//     what people read in package wording; then say it in the verdict of the step.
//   - A measure: package replay/measure, from records alone; nothing here.
//   - Something that happens: a Kind with its row in handle, its words in livelock.go.
//   - A kind of message: its rows in messages.go. An effect of entries, motions and changes:
//     its row in effects.go. Something that an agency thinks of: a row in agenda.go.
//   - A mechanism: a type in its wing in mechanisms.go, a column of State, a file with the
//     wing's prefix. If it has to hear of something, a row in notices.go.
//
// An argument of a record is written by its name, as in r.Args[journal.CreditedFact].
//
// # Chance and discretion
//
// A decision that takes discretion goes through the Decider in the nation's
// seat. It sees a View, which shows what the agency holds and never the truth;
// it answers Intents, which the world applies. Chance is a keyed hash of what
// is decided (draw.go), not a sequence: asking again gives the same answer unless
// the odds have changed, and an unrelated nation changes nobody else's draws.
//
// How long a step takes, and whether permission is granted, is drawn once for all
// that two agencies send each other on a storyline, and the analysis of a
// storyline once for an agency. With draws by what an item carries, another
// bundle is another message: a fact that travels alone may overtake itself in
// company, and raising tension made one known fact in five hundred come sooner.
// As it is, tension can only hurt, which is a property that a test can hold to
// (tension_test.go says where: one fact must not hold up another, and relations
// remember). It costs no precision over paired runs, and it is nearer to the record: who
// is slow with one message is slow with the next.
//
// Every number that can be patched is a parameter and is changed in change_param.go alone,
// from outside by World.Set, which records old value, new value and cause.
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
//   - A crisis is what an agency's own orders or somebody who declares it say it is, never
//     what is true: crisis mode (desk_crisis.go) is of one agency and one storyline, and
//     reaches another only as what it gets, marked FLASH. It has no figure of its own, and
//     takes nothing from other matters but their place in the queue.
//   - A term that an asker sets is a clock where no law and no agreement has one, and its
//     end has what follows from any other.
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
