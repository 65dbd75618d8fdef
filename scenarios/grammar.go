package scenarios

// This file is the root of the grammar: what a scenario may say, as types. The
// types of its parts stand beside what compiles them. A field's tag is its key;
// `need` marks what must be there; `min` and `max` bound a figure. Engine defaults
// are filled into the tree before it is decoded (defaults.go), so that a field
// without `need` that is a plain value always has one, while a pointer is nil when
// nobody gave it.

// ID names a thing of a scenario: lower-case letters, digits and hyphens.
type ID string

// Document is one scenario.
type Document struct {
	// Version of the grammar; this is 1.
	Entente int64 `yaml:"entente" need:"yes"`
	// Scenario is its name, as replays and reports show it.
	Scenario ID     `yaml:"scenario" need:"yes"`
	Title    string `yaml:"title"`
	// Says is a sentence or two for people who choose a scenario.
	Says string `yaml:"says"`
	// Start is StartEx, T+0, with its offset; its date is D+0.
	Start StartTime `yaml:"start" need:"yes"`
	// End is EndEx.
	End Instant `yaml:"end" need:"yes"`
	// WarmUp precedes StartEx: only background work, outages and calendars run.
	WarmUp Span `yaml:"warm_up"`
	// Include merges further files: a library preset by its name, a file by a
	// name that ends in .yaml, which lies in the folder of the scenario or below
	// it, symbolic links or not. What two files both say is an error.
	Include []string `yaml:"include"`
	// Presets are what `like:` copies. A patch or --set changes one for all that is like
	// it: presets.desks.office.load=0.9.
	Presets    *Presets              `yaml:"presets"`
	Exercise   *Exercise             `yaml:"exercise"`
	Model      Constants             `yaml:"model"`
	Nations    map[ID]*Nation        `yaml:"nations" need:"yes"`
	Bodies     map[ID]*Body          `yaml:"bodies"`
	Relations  map[string]*Relation  `yaml:"relations"`
	Channels   map[ID]*Channel       `yaml:"channels"`
	Routes     map[string][][]string `yaml:"routes"`
	Storylines map[ID]*Storyline     `yaml:"storylines"`
	MSEL       []*Event              `yaml:"msel"`
	Stores     map[ID]*Store         `yaml:"stores"`
	Agreements map[ID]*Agreement     `yaml:"agreements"`
	Motions    map[ID]*Motion        `yaml:"motions"`
	Changes    map[ID]*Change        `yaml:"changes"`
	Teams      map[ID]*Team          `yaml:"teams"`
	Sites      map[ID]*Site          `yaml:"sites"`
	Support    map[ID]*Support       `yaml:"support"`
	Commands   map[ID]*Command       `yaml:"commands"`
	Campaign   *Campaign             `yaml:"campaign"`
	// Reforms are what could be done about its deadlines; a run knows none of them.
	Reforms map[ID]*Reform `yaml:"reforms"`
	Seats   Later          `yaml:"seats"`
	Expect  Later          `yaml:"expect"`
}

// Later has the keys of the grammar that this version does not simulate. They are refused
// wherever they are written, never ignored.
type Later struct{}

// Presets are named parts that `like:` copies, by kind. They may lack what a
// whole one needs. One that is called default lies below every thing of its kind,
// without `like`.
type Presets struct {
	Nations    map[ID]*Nation    `yaml:"nations"`
	Agencies   map[ID]*Agency    `yaml:"agencies"`
	Desks      map[ID]*Desk      `yaml:"desks"`
	Actions    map[ID]*Action    `yaml:"actions"`
	Laws       map[ID]*Law       `yaml:"laws"`
	Channels   map[ID]*Channel   `yaml:"channels"`
	Stores     map[ID]*Store     `yaml:"stores"`
	Agreements map[ID]*Agreement `yaml:"agreements"`
	Motions    map[ID]*Motion    `yaml:"motions"`
	Changes    map[ID]*Change    `yaml:"changes"`
	Teams      map[ID]*Team      `yaml:"teams"`
	Support    map[ID]*Support   `yaml:"support"`
	Commands   map[ID]*Command   `yaml:"commands"`
	Bodies     map[ID]*Body      `yaml:"bodies"`
	Storylines map[ID]*Storyline `yaml:"storylines"`
	Facts      map[ID]*Fact      `yaml:"facts"`
}

// Nation is a state.
type Nation struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Offset of local time from UTC; unset, the exercise's zone.
	Offset    *Offset `yaml:"offset"`
	Languages []ID    `yaml:"languages"`
	// Classes of its national scheme; others map upwards to the next it has.
	Classes []Class `yaml:"classes"`
	// Adequate: its data protection is recognised as adequate.
	Adequate bool `yaml:"adequate"`
	// Offences: classes of incident that its criminal law knows; unset, all.
	Offences []ID `yaml:"offences"`
	// Week: its business days, such as Sun-Thu; unset, those that the desk of who
	// decides names in its hours, else Mon-Fri. Holidays are none.
	Week     string   `yaml:"week"`
	Holidays []string `yaml:"holidays"`
	// Caveats: tasks that its forces and experts do not take on abroad.
	Caveats []ID `yaml:"caveats"`
	// Priorities: what classes of incidents matter to it, -1 to 1.
	Priorities map[ID]*Share `yaml:"priorities" min:"-1" max:"1"`
	// Credibility of other nations' word at the start.
	Credibility map[ID]*Share  `yaml:"credibility" max:"1"`
	Policy      *Policy        `yaml:"policy"`
	Laws        []*Law         `yaml:"laws"`
	Network     Channel        `yaml:"network"`
	Agencies    map[ID]*Agency `yaml:"agencies" need:"yes"`
}

// Body is an institution of several nations. It acts as one agency of its own.
type Body struct {
	Agency `yaml:",inline"`
	// Offset of its seat from UTC; unset, the exercise's zone.
	Offset  *Offset `yaml:"offset"`
	Classes []Class `yaml:"classes"`
	// Members are nations; MembersOf a channel means all nations on it.
	Members   []ID `yaml:"members"`
	MembersOf ID   `yaml:"members_of"`
	// Channels it joins.
	Channels []ID `yaml:"channels"`
	// Week: its business days, such as Sun-Thu; unset, those that its desk names in
	// its hours, else Mon-Fri. Holidays are none.
	Week     string   `yaml:"week"`
	Holidays []string `yaml:"holidays"`
	// Operational: it has a desk that carries time-critical messages.
	Operational bool `yaml:"operational"`
	Adequate    bool `yaml:"adequate"`
	// Review: what it relays and for which this holds, it refuses; read as a law.
	Review string `yaml:"review"`
	Cited  `yaml:",inline"`
}

// Agency is an actor.
type Agency struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Role: police, intelligence, fiu, border, prosecutor, court, minister,
	// foreign-ministry, defence, spoc, ncb, crisis, liaison, mission or any
	// other word; unset, its id.
	Role ID `yaml:"role"`
	// Host nation of a liaison officer or mission, whose clock it works by.
	Host ID `yaml:"host"`
	// Site where it sits, one of the scenario's sites; unset, somewhere in its host
	// nation or its own.
	Site ID `yaml:"site"`
	// Collects: the probability of noticing a fact of a kind that is there to
	// be seen.
	Collects map[FactKind]*Share `yaml:"collects" max:"1"`
	// CreditAt is its own threshold: the credence at which it believes a fact; unset,
	// that of the model.
	CreditAt  *Share `yaml:"credit_at" max:"1"`
	Languages []ID   `yaml:"languages"`
	// Clearance is the highest class its staff may handle.
	Clearance Class `yaml:"clearance"`
	// Domain is the security domain of its desks, Format the message format
	// they work in; unset, the open domain and free text.
	Domain  ID             `yaml:"domain"`
	Format  ID             `yaml:"format"`
	Policy  *Policy        `yaml:"policy"`
	Laws    []*Law         `yaml:"laws"`
	Desks   map[ID]*Desk   `yaml:"desks" words:"desk"`
	Actions map[ID]*Action `yaml:"actions"`
}

// Policy is what an agency releases, under which markings, and whom it tells.
// An agency's own policy wins over its nation's, field by field.
type Policy struct {
	// Marking of what the agency collects itself.
	Marking *Marking `yaml:"marking"`
	// Standing permissions to release without asking. Where none is to `own`, an
	// agency shares freely at home: everything, or what is below the lowest class
	// of release_by.
	Standing []*Standing `yaml:"standing"`
	// ReleaseBy names the agency that releases items of a class, abroad and at home.
	ReleaseBy map[Class]string `yaml:"release_by"`
	// Asks: whom it asks by itself once it suspects, in the words of a distribution
	// rule's `to`, but no store; [] is nobody. Unset, the spoc of each nation that
	// credited facts name, and the fiu where only money names it, as far as a channel
	// or route leads there.
	Asks []string `yaml:"asks"`
	// AsksFor: what its questions ask to be done; unset, an answer.
	AsksFor *Tasking `yaml:"asks_for"`
	// Reminders about what its agencies ask.
	Reminders *Reminders `yaml:"reminders"`
	// AsksPrecedence is written on its requests, AsksWithin is the term it sets for the
	// answer. Unset, a request carries what the agency makes of the matter, and no term.
	AsksPrecedence *Precedence `yaml:"asks_precedence"`
	AsksWithin     *Span       `yaml:"asks_within"`
	// Crisis says, in the words of a distribution rule's when, of what it works in crisis
	// mode: all that comes to its desks on that matter is done as FLASH, at night too, and
	// never laid aside, until the storyline ends or an entry says so. never: of nothing.
	Crisis string `yaml:"crisis"`
	// CrisisPace is the share of its usual time that a kind of work takes on a matter in crisis
	// mode, from 0 to 1, by its name in a desk's `work`. Unset, all of it.
	CrisisPace map[TaskName]*Share `yaml:"crisis_pace" max:"1"`
	// Distribution rules, in order.
	Distribution []*Distribution `yaml:"distribution"`
}

// Marking is what the header of an item says.
type Marking struct {
	Class Class       `yaml:"class"`
	TLP   Label       `yaml:"tlp"`
	PAP   ActionLabel `yaml:"pap"`
	// Controlled by the originator: the third-party rule.
	Controlled bool `yaml:"controlled"`
	// RelTo: releasable to these nations only.
	RelTo []ID `yaml:"rel_to"`
	// Evidential: may be used in court if the originator agrees.
	Evidential bool `yaml:"evidential"`
}

// Standing is a permission to release up to a class, to a nation, to `own` or
// to everybody (`"*"`).
type Standing struct {
	To    string     `yaml:"to" need:"yes"`
	Class *Class     `yaml:"class"`
	Kinds []FactKind `yaml:"kinds"`
	// InCrisis: it holds only on matters on which the agency works in crisis mode.
	InCrisis bool `yaml:"in_crisis"`
	// TellAfterwards: what others originated under their control goes on without their
	// consent being asked; they are told within model.notify_within, and the use is reviewed.
	// It holds in a crisis only.
	TellAfterwards bool `yaml:"tell_afterwards"`
}

// Distribution is one rule of who is told.
type Distribution struct {
	ID   ID     `yaml:"id"`
	When string `yaml:"when"`
	// To: an agency (belmora.spoc); a role in the own nation (own.crisis), in
	// nations that credited facts place (place.spoc), whose nationals they name
	// (nationality.spoc), or both (named.fiu); `bodies`; or `collectors`, the
	// own nation's agencies that collect or act on the kinds; a store, by its
	// name; or `stores`, every store that the agency may write to.
	To List `yaml:"to" need:"yes"`
	By By   `yaml:"by"`
	// Copies: whom it tells for information, in the words of `to` but no store; those in
	// `to` are addressed for action. A copy is more likely put aside
	// (model.attention.copied), asks for no receipt and gives no task. Who is addressed
	// for action by one rule is no copy by another.
	Copies List `yaml:"copies"`
	// Practice: a duty is always done, a habit mostly, a custom sometimes
	// (model.practice). Unset, a duty.
	Practice Practice `yaml:"practice"`
	// Precedence is written on what goes by this rule: ROUTINE, PRIORITY, IMMEDIATE or
	// FLASH. Unset, it carries what the agency makes of the matter.
	Precedence *Precedence `yaml:"precedence"`
	// Reminders: whoever is told confirms that it was read, and is reminded until it does.
	Reminders *Reminders `yaml:"reminders"`
	// Task: whoever is told is told to do that too, once for a matter.
	Task *Tasking `yaml:"task"`
	// Within: the term for that task, from its delivery, where no law and no agreement has a
	// clock. Unset, asks_within of the agency.
	Within *Span `yaml:"within"`
	// Certain: it is sent, as is documented or ordered: neither the sender's will nor its
	// attention holds it. Law, classes, an originator's consent and channels do.
	Certain bool `yaml:"certain"`
	// Composed: a report is written first, a compose job at the analysis desk; what is
	// believed when it is written goes.
	Composed bool `yaml:"composed"`
	Cited    `yaml:",inline"`
}

// Action is something an agency may lawfully do. Its id is what: watch, freeze,
// refuse-entry, search, detain, protect, warn, deploy or any other word, which
// then says whether it is coercive.
type Action struct {
	Like ID `yaml:"like"`
	// Coercive: it bears on a person against their will, and on an innocent one
	// it counts as such.
	Coercive *bool `yaml:"coercive"`
	// Authority is the role whose grant it needs, any that agencies have.
	Authority ID `yaml:"authority"`
	// NeedsLevel is the level the agency must have reached.
	NeedsLevel Grade `yaml:"needs_level"`
	// Passive actions are allowed under PAP AMBER.
	Passive bool `yaml:"passive"`
	// NeedsEvidence: it rests only on facts that their originators let into court.
	NeedsEvidence bool `yaml:"needs_evidence"`
	// Overt actions can be noticed by the threat side; Public ones are meant to
	// be, and are more often.
	Overt  bool `yaml:"overt"`
	Public bool `yaml:"public"`
	// Window of the day in which it may be carried out.
	Window string `yaml:"window"`
	Lasts  *Dist  `yaml:"lasts"`
	// Clock that runs from the instant it takes effect.
	Clock *Statute `yaml:"clock"`
	// Teams at once; 0 no limit.
	Teams Count `yaml:"teams" max:"10000"`
	// Across: it may be carried on over a border.
	Across *Across `yaml:"across"`
}

// Extension of a statutory clock.
type Extension struct {
	Len       Limit `yaml:"len" need:"yes"`
	Authority ID    `yaml:"authority" need:"yes"`
	// ApplyBefore counts from the instant of effect; unset, before expiry.
	ApplyBefore Span `yaml:"apply_before"`
	// DecideWithin counts from the application; unset, by expiry.
	DecideWithin Span `yaml:"decide_within"`
	// Late: so long past expiry an application may still be decided; the person
	// is held meanwhile.
	Late Span `yaml:"late"`
}
