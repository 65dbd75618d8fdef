package scenarios

// DefaultsFile is where problems in the engine's own defaults would stand, and
// the mark of a figure that nobody gave.
const DefaultsFile = "engine defaults"

// defaults are all the engine's own figures, in the grammar of scenarios: what
// holds when a scenario and its presets say nothing. Nearly all are
// calibration values (tag C); the words beside them say what they are. They
// stand behind a scenario as a preset stands behind `like:`, so that each has a
// path, can be set and shows in a replay as not given.
const defaults = `
warm_up: {value: 72h, tag: C, source: "background work and outages before StartEx"}

model:
  trust:         {value: 0.5,  tag: C, source: "trust between nations that nothing is said of; also the baseline it returns to"}
  tension:       {value: 0,    tag: C, source: "tension between nations that nothing is said of"}
  grant:         {value: 0.95, tag: C, source: "an authority grants what it is asked"}
  assure:        {value: 0.90, tag: C, source: "a nation gives an assurance that it is asked for"}
  unlawful:      {value: 0.10, tag: C, source: "a review finds the use of an exception unlawful"}
  patience:      {value: 1h,   tag: C, source: "wait for a channel that is down before the next is tried"}
  notify_within: {value: 72h,  tag: S, source: "ex-post notification to an originator: within 72 hours of the disclosure (32 CFR 2001.51, 6 CFR 7.23, United States)"}
  look_for:      {value: 0.5,  tag: C, source: "of what would pass, the share that is noticed by whoever was told to look out for it; to be swept"}
  follow_up:     {value: 30d,  tag: C, source: "facts credited after an answer are sent on unasked"}
  lapse:
    routine:     {value: 30d,  tag: C, source: "a message parked unwilling lapses"}
    priority:    {value: 7d,   tag: C, source: "a message parked unwilling lapses"}
    immediate:   {value: 48h,  tag: C, source: "a message parked unwilling lapses"}
    flash:       {value: 12h,  tag: C, source: "a message parked unwilling lapses"}
  credit_at:     {value: 0.6,  tag: C, source: "credence at which a fact is credited"}
  own_word:      {value: 0.95, tag: C, source: "reliability of the own nation's agencies"}
  credibility:   {value: 0.75, tag: C, source: "reliability of another nation's agencies at the start"}
  recognise:     {value: 0.6,  tag: C, source: "share of the key facts that makes a pattern, rounded up"}
  danger:
    none:         {value: 0,   tag: C, source: "danger of a dossier at this level"}
    noticed:      {value: 0.1, tag: C, source: "danger of a dossier at this level"}
    suspected:    {value: 0.3, tag: C, source: "danger of a dossier at this level"}
    recognised:   {value: 0.6, tag: C, source: "danger of a dossier at this level"}
    actionable:   {value: 0.8, tag: C, source: "danger of a dossier at this level"}
    threat_level: {value: 0.2, tag: C, source: "added by a credited THREAT_LEVEL fact"}
  imminent_at:   {value: 0.7,  tag: C, source: "danger from which it is imminent"}
  precedence_at:
    priority:    {value: 0.3,  tag: C, source: "danger from which work is PRIORITY"}
    immediate:   {value: 0.6,  tag: C, source: "danger from which work is IMMEDIATE"}
    flash:       {value: 0.8,  tag: C, source: "danger from which work is FLASH"}
  priority_step: {value: 0.33, tag: C, source: "a nation's priority above which precedence moves one step"}
  will:
    base:        {value: 1.4,  tag: C, source: "willingness to send: constant"}
    trust:       {value: 3,    tag: C, source: "willingness to send: per trust above 0.5"}
    tension:     {value: -3,   tag: C, source: "willingness to send: per tension"}
    balance:     {value: 1,    tag: C, source: "willingness to send: per balance of facts had and given"}
    danger:      {value: 2,    tag: C, source: "willingness to send: per danger"}
    priority:    {value: 1,    tag: C, source: "willingness to send: per priority of the class of incident"}
  will_asked:    {value: 1,    tag: C, source: "added to willingness when the recipient asks"}
  veto_at:       {value: 0.9,  tag: C, source: "tension of a political veto, unless danger is imminent"}
  consent:
    base:        {value: 1,    tag: C, source: "an originator's consent: constant"}
    trust:       {value: 3,    tag: C, source: "an originator's consent: per trust above 0.5"}
    tension:     {value: -3,   tag: C, source: "an originator's consent: per tension"}
    balance:     {value: 0,    tag: C, source: "an originator's consent: per balance of facts had and given"}
    danger:      {value: 2,    tag: C, source: "an originator's consent: per danger"}
    priority:    {value: 0,    tag: C, source: "an originator's consent: per priority of the class of incident"}
  vote:
    base:        {value: 1,    tag: C, source: "a member's vote for a proposal: constant"}
    evidence:    {value: 2,    tag: C, source: "a member's vote for a proposal: per share of the key facts it credits"}
    interest:    {value: 2,    tag: C, source: "a member's vote for a proposal: per interest"}
    trust:       {value: 2,    tag: C, source: "a member's vote for a proposal: per trust in the proposer above 0.5"}
    tension:     {value: -3,   tag: C, source: "a member's vote for a proposal: per tension with the proposer"}
    redraft:     {value: 0.5,  tag: C, source: "a member's vote for a proposal: per new text since it objected"}
  human:
    trust:       {value: 1.2,  tag: C, source: "human factor: discretionary work shortens with trust above 0.5"}
    tension:     {value: 1.5,  tag: C, source: "human factor: discretionary work lengthens with tension"}
    min:         {value: 0.4,  tag: C, source: "human factor: held above"}
    max:         {value: 4,    tag: C, source: "human factor: held below"}
  it:
    "0":         {value: 1.5,  tag: C, source: "factor of work at IT level 0"}
    "1":         {value: 1.2,  tag: C, source: "factor of work at IT level 1"}
    "2":         {value: 1,    tag: C, source: "factor of work at IT level 2"}
    "3":         {value: 0.8,  tag: C, source: "factor of work at IT level 3"}
  fatigue:
    after:       {value: 8h,   tag: C, source: "hours in which all servers stayed busy before work slows"}
    rate:        {value: 0.05, tag: C, source: "slower per hour beyond"}
    max:         {value: 1.5,  tag: C, source: "at most"}
  keep:
    structured:  {value: 0.97, tag: C, source: "a fact survives re-keying from a structured format"}
    free:        {value: 0.90, tag: C, source: "a fact survives re-keying from free text"}
    names:       {value: 0.90, tag: C, source: "an IDENTITY fact survives transliteration"}
  sanitise_cost: {value: 0.1,  tag: C, source: "quality that sanitising costs"}
  liaison:
    base:        {value: 0.05, tag: C, source: "a posted liaison officer adds to the trust baseline both ways"}
    will:        {value: 0.10, tag: C, source: "added to trust for what a liaison officer relays"}
  word:
    kept:        {value: 0.10, tag: C, source: "a recognised storyline proved real: credibility gains of what is missing to 1"}
    broken:      {value: 0.25, tag: C, source: "a recognised storyline proved benign: credibility loses of what there is"}
  trust_moves:
    half_life:   {value: 180d, tag: C, source: "between updates trust returns to its baseline"}
    answer:      {value: 0.05, tag: C, source: "answer within the clock with a new fact: of what is missing to 1"}
    gift:        {value: 0.08, tag: C, source: "unasked item that raised a level: of what is missing to 1"}
    training:    {value: 0.10, tag: C, source: "joint training held: of what is missing to 1"}
    legal:       {value: 0.01, tag: C, source: "refused on a legal ground: of what there is"}
    discretion:  {value: 0.06, tag: C, source: "refused at discretion, consent denied: of what there is"}
    late:        {value: 0.02, tag: C, source: "late answer: of what there is"}
    none:        {value: 0.05, tag: C, source: "no answer by twice the clock: of what there is"}
    leak:        {value: 0.30, tag: C, source: "leak traced: of what there is"}
    breach:      {value: 0.40, tag: C, source: "marking breached: of what there is"}
  notice:
    inject:      {value: 1,    tag: C, source: "an inject's leak is noticed"}
    action:      {value: 0.6,  tag: C, source: "an overt action is noticed"}
    public:      {value: 0.9,  tag: C, source: "a public warning is noticed"}
    channel:     {value: 0.3,  tag: C, source: "an item on a compromised channel is noticed"}
  hasten:        {value: 0.5,  tag: C, source: "remaining time that is left when a storyline hastens"}
  react_after:   {median: 6h,  p95: 48h, tag: C, source: "from noticing a leak to reacting"}
  pause_for:     {median: 3d,  p95: 10d, tag: C, source: "a storyline that pauses"}
  on_call:       {median: 30m, p95: 2h,  tag: C, source: "from the call to work in closed hours"}
  attention:
    aside:       {value: 0.25, tag: S, source: "share of ordinary pieces that nobody asked for: 25 % of 4.8 million hours of recordings (31 % of 46 million files) not reviewed, DOJ OIG 10-02, 2009"}
    lies:        {median: 25d, p95: 132d, tag: S, source: "the lognormal with a mean of 42 d (nominations to a list, DOJ OIG 09-25, 2009) of which 72 % exceeds 14 d (18.1 % of alerts unopened by then, Singh and others 2009, of 25 % put aside)"}
    precedence:
      routine:   {value: 1,    tag: C, source: "odds of being put aside, by precedence: what the others are measured by"}
      priority:  {value: 0.5,  tag: S, source: "odds: 15 % of the subjects of terrorism investigations never put on the list (DOJ OIG 09-25, 2009), against 25 %"}
      immediate: {value: 0.03, tag: S, source: "odds: under 1 % of recordings in terrorism cases unreviewed (FBI 2004), against 25 %"}
      flash:     {value: 0,    tag: S, source: "odds: none of the recordings in cases of highest priority unreviewed (DOJ OIG 05-33, 2005); receipt is demanded"}
    danger:      {value: 0.1,  tag: C, source: "odds where the agency sees all danger there is; less in proportion; to be swept"}
    asked:       {value: 0.3,  tag: C, source: "odds of what the desk's own side asked for; to be swept"}
    owed:        {value: 0.3,  tag: C, source: "odds of what a clock runs for; to be swept"}
    others:      {value: 2,    tag: C, source: "odds of answering and consenting for somebody else, taken from alerts to two people against one: odds ratio 2.02 (Singh and others 2009); names that others refer are listed in 44 d against 17 business days (DOJ OIG 2014)"}
    copied:      {value: 2,    tag: C, source: "odds of reading what came for information, another being addressed for action; taken from alerts to two people against one: odds ratio 2.02 (Singh and others 2009); of mail in copy 84 % is opened and 19 % of that answered, of all 60 % and 16 % (Hiver, State of Email, 1,000 accounts), so it may be less than 1; to be swept"}
    again:       {value: 0.5,  tag: C, source: "odds for each further piece on the same matter; to be swept"}
    queue:       {value: 0.05, tag: C, source: "added to the factor of the odds for each job that waits, per server: the share answered falls as load grows (Kooti and others 2015), by how much is to be swept"}
    trust:       {value: 1,    tag: C, source: "added to the factor of the odds for trust below 0.5, taken off above; to be swept"}
  labels:
    heeded:      {value: 1,    tag: S, source: "readers who take over the precedence of a sender's own assessment before they have made up their mind: as procedure has it, not counted: precedence tells addressees in what order to see to what they get (NAVEDTRA 14148); nobody, where nothing is put aside"}
    kept:        {value: 0.5,  tag: C, source: "readers who keep a higher precedence although they make less of the matter themselves"}
    handled:
      routine:   {value: 0s,   tag: C, source: "work of reading a message or passing it on is at most that; 0s: no bound. ACP 121 has 6 h"}
      priority:  {value: 0s,   tag: C, source: "no bound; ACP 121 has 3 h"}
      immediate: {value: 0s,   tag: C, source: "no bound; ACP 121 has 30 min"}
      flash:     {value: 0s,   tag: C, source: "no bound; ACP 121 has 10 min"}
  connecting:
    chance:      {value: 1,    tag: C, source: "pairs of facts with an equal token that are connected at once: all, unless a scenario says otherwise; what an agency noticed itself always is"}
    searched:    {value: 6,    tag: C, source: "odds where a hit, a question or a tasking has the index searched for the token"}
    exact:       {value: 4,    tag: C, source: "odds where both are biometric or normalised"}
    again:       {value: 2,    tag: C, source: "odds for each further look"}
    queue:       {value: 0.1,  tag: C, source: "divisor of the odds for each job that waits at the analysts' desk, per server"}
  practice:
    habit:       {value: 0.8,  tag: C, source: "a distribution rule that is a habit is followed"}
    custom:      {value: 0.4,  tag: C, source: "a distribution rule that is a custom is followed"}
    danger:      {value: 1,    tag: C, source: "of what is missing to always, where the agency sees all danger there is"}
  withhold:      {value: 0,    tag: C, source: "a release authority says no at its discretion, at a trust of 0.5 and no danger: never, unless a scenario says so"}
  touch:
    collect:     {median: 30m, p95: 3h,  tag: C, source: "touch time"}
    assess:      {median: 45m, p95: 4h,  tag: C, source: "touch time"}
    search:      {median: 30m, p95: 4h,  tag: C, source: "touch time of search and reply"}
    consent:     {median: 20m, p95: 2h,  tag: C, source: "touch time"}
    release:     {median: 20m, p95: 2h,  tag: C, source: "touch time"}
    sanitise:    {median: 1h,  p95: 6h,  tag: C, source: "touch time"}
    translate:   {median: 90m, p95: 8h,  tag: C, source: "touch time"}
    rekey:       {median: 20m, p95: 90m, tag: C, source: "touch time"}
    read:        {median: 10m, p95: 1h,  tag: C, source: "touch time"}
    relay:       {median: 20m, p95: 2h,  tag: C, source: "touch time"}
    review:      {median: 2h,  p95: 1d,  tag: C, source: "touch time of a body's review"}
    prosecutor:  {median: 30m, p95: 3h,  tag: C, source: "touch time"}
    court:       {median: 90m, p95: 6h,  tag: C, source: "touch time"}
    minister:    {median: 30m, p95: 3h,  tag: C, source: "touch time, taken as a prosecutor's"}
    audit:       {median: 30m, p95: 3h,  tag: C, source: "touch time of an ex-post review, taken as a prosecutor's"}
    purge:       {median: 10m, p95: 1h,  tag: C, source: "touch time, taken as reading"}
    draft:       {median: 2h,  p95: 1d,  tag: C, source: "touch time of a proposal, taken as a body's review"}
    authorise:   {median: 30m, p95: 3h,  tag: C, source: "touch time of an authority of any other role, taken as a prosecutor's"}
    compose:     {median: 1h,  p95: 1d,  tag: C, source: "touch time of a report before it is sent, where a rule has one written"}
    renew:       {median: 30m, p95: 4h,  tag: C, source: "touch time of looking at an entry of a list again, taken as a search"}
    implement:   {median: 2h,  p95: 1d,  tag: C, source: "touch time of carrying a decision out at home, taken as a body's review"}

# What stands behind every nation, agency and so on, as if it said like:.
presets:
  nations:
    default:
      languages: [common]
      classes: [UNCLASSIFIED, RESTRICTED, CONFIDENTIAL, SECRET, TOP_SECRET]
      adequate: false
      # Who is told, where a policy lists nothing of its own.
      policy:
        distribution:
          - {id: own-crisis-centre, when: 'level >= RECOGNISED || "THREAT_LEVEL" in kinds', to: own.crisis}
          - {id: nations-of-places, when: 'level >= SUSPECTED', to: place.spoc}
          - {id: stores, when: 'level >= SUSPECTED && ("IDENTITY" in kinds || "TRAVEL" in kinds)', to: stores}
          - {id: fius, when: 'level >= SUSPECTED && "FIN" in kinds', to: named.fiu}
          - {id: nations-named, when: 'level >= RECOGNISED', to: named.spoc}
          - {id: hand-on, when: 'sender.role == "spoc"', to: collectors}
      network:
        class: TOP_SECRET
        latency: {median: 5m, p95: 30m, tag: C, source: "the nation's own network"}
  bodies:
    default:
      classes: [UNCLASSIFIED, RESTRICTED, CONFIDENTIAL, SECRET, TOP_SECRET]
      operational: true
      adequate: true
      role: secretariat
      languages: [common]
      policy:
        distribution:
          - {id: nations-of-places, when: 'level >= SUSPECTED', to: place.spoc}
          - {id: nations-named, when: 'level >= RECOGNISED', to: named.spoc}
  agencies:
    default:
      clearance: TOP_SECRET
      collects:
        FIN:          {value: 0, tag: C, source: "not listed: not collected"}
        TRAVEL:       {value: 0, tag: C, source: "not listed: not collected"}
        ACTIVITY:     {value: 0, tag: C, source: "not listed: not collected"}
        IDENTITY:     {value: 0, tag: C, source: "not listed: not collected"}
        THREAT_LEVEL: {value: 0, tag: C, source: "not listed: not collected"}
  desks:
    default:
      servers:     {value: 1,   tag: C, source: "servers of a desk"}
      hours: 24/7
      on_call: false
      load:        {value: 0.6, tag: C, source: "share of open server time taken by other business"}
      it:          {value: 2,   tag: C, source: "IT level at which work takes its time"}
      skill:       {value: 1,   tag: C, source: "factor of work"}
      backlog_max: {value: 50,  tag: C, source: "queue per server above which a desk sheds work"}
      aside:       {value: 1,   tag: C, source: "odds of putting a piece aside, beside other desks"}
      graceful: true
  channels:
    default:
      class: TOP_SECRET
      slots:     {value: 0, tag: C, source: "no limit of slots"}
      loss:      {value: 0, tag: C, source: "no loss"}
      closes_at: {value: 2, tag: C, source: "no tension closes it"}
      gateway:   {value: 0s, tag: C, source: "no delay between domains"}
      survives_tension: false
      test_fail:  {value: 0, tag: C, source: "no test fails"}
      closed_for: {median: 3d, p95: 14d, tag: C, source: "closed after a failed test or a discovered compromise"}
      discover:   {value: 0.5, tag: C, source: "a test discovers a compromise"}
  stores:
    default:
      class: TOP_SECRET
      lag:          {median: 2m, p95: 15m, tag: C, source: "from entering to visible everywhere"}
      query:        {median: 5m, p95: 30m, tag: C, source: "until a person has looked"}
      completeness: {value: 0.5, tag: C, source: "an entry has the fields to act on"}
      match:        {value: 0.85, tag: C, source: "an equal token is found to match where neither side is biometric nor normalised"}
      biometric: false
      override: false
  agreements:
    default:
      suspended: {value: 0, tag: C, source: "in force"}
      closes_at: {value: 2, tag: C, source: "no tension closes it"}
      survives_tension: false
  motions:
    default:
      rule: consensus
      share:    {value: more than 1/2, tag: C, source: "a majority exceeds half of the weights"}
      quorum:   {value: 1/2, tag: C, source: "half of the weights must have reacted"}
      react:    {median: 6h,  p95: 24h,  tag: C, source: "a member's time to react to a proposal"}
      window:   {value: 24h, tag: C, source: "period of a majority or of a silence"}
      days:     {value: 10,  tag: C, source: "business days without objection"}
      hold:     {median: 60d, p95: 180d, tag: C, source: "how long an objection stands"}
      hold_max: {value: 180d, tag: C, source: "cap of an objection"}
      at_cap: lapse
      rounds:   {value: 5,   tag: C, source: "breaks of silence after which the meeting decides"}
      redraft:  {median: 12h, p95: 48h,  tag: C, source: "to a new text"}
      convene:  {median: 24h, p95: 96h,  tag: C, source: "to an extra meeting"}
  changes:
    default:
      agrees:   {value: 0.9, tag: C, source: "who has to agree does"}
      pace:     {value: 1,   tag: C, source: "factor on the lead time"}
      cost:     {value: 0,   tag: C, source: "no cost is given"}
  actions:
    default:      {needs_level: ACTIONABLE, teams: {value: 0, tag: C, source: "no limit of teams"}, passive: false, overt: false, public: false}
    watch:        {coercive: false, needs_level: RECOGNISED, passive: true, lasts: {value: 30d, tag: C, source: "renewed by each newly credited fact"}}
    warn:         {coercive: false, needs_level: RECOGNISED, overt: true, public: true, lasts: {value: 7d, tag: C, source: "renewed by each newly credited fact"}}
    protect:      {coercive: false, needs_level: RECOGNISED, lasts: {value: 7d, tag: C, source: "renewed by each newly credited fact"}}
    freeze:       {coercive: true, overt: true}
    refuse-entry: {coercive: true, overt: true}
    search:       {coercive: true, overt: true}
    detain:       {coercive: true, overt: true}
    deploy:       {coercive: false, overt: true}
  storylines:
    default:
      benign: false
      incident: general
      reactions: {value: 2, tag: C, source: "reactions of a storyline to leaks at most"}
      weights:
        none:   {value: 0.2, tag: C, source: "reaction to a leak: weight"}
        pause:  {value: 0.3, tag: C, source: "reaction to a leak: weight"}
        hasten: {value: 0.3, tag: C, source: "reaction to a leak: weight"}
        move:   {value: 0.2, tag: C, source: "reaction to a leak: weight"}
  facts:
    default:
      after:         {value: 0s,  tag: C, source: "its window opens with its stage"}
      for:           {value: 0s,  tag: C, source: "its window closes at once"}
      detectability: {value: 1,   tag: C, source: "detectability of a fact"}
      quality:       {value: 0.9, tag: C, source: "quality of a fact"}
      class: UNCLASSIFIED
`

// noPriority is what a nation makes of a class of incident that it does not
// name.
var noPriority = Share{Provenance: Provenance{Tag: "C", Source: "priority of a class of incident that the nation does not name"}}

// usualRoles are the roles that need no explanation: an agency whose id is one
// of them has that role.
var usualRoles = []string{
	"police", "intelligence", "fiu", "border", "prosecutor", "court", "minister", "foreign-ministry",
	"defence", "spoc", "ncb", "crisis", "liaison", "mission",
}
