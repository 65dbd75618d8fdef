package measure

// Results are the measures of one run. M16 is one of a campaign of runs.
type Results struct {
	KeyFactWaits    Times
	SharedAwareness Times
	DeadlinesMet    Share
	LegalEffects    LegalEffects
	LostFacts       Share
	Duplicates      Duplicates
	Unactionable    Share
	AnswersInTime   Share
	Markings        Markings
	ActionMargins   Margins
	LegalCapacity   Capacity
	Decisions       Decisions
	Effort          Effort
	SupportTimes    Times
	TrustShifts     TrustShifts
	Rights          Rights
	Attention       Attention
	Suspicions      Suspicions
	Undone          Undone
}

// Results folds all measures.
func (s *Trace) Results() Results {
	deadlines := s.Deadlines()
	return Results{
		KeyFactWaits: WaitTimes(s.Waits()), SharedAwareness: AwarenessTimes(s.Shared()), DeadlinesMet: MetDeadlines(deadlines), LegalEffects: s.LegalEffects(), LostFacts: s.LostFacts(), Duplicates: s.Duplicates(), Unactionable: s.Unactionable(),
		AnswersInTime: TimelyAnswers(s.Clocks()), Markings: s.Markings(), ActionMargins: MarginsOf(deadlines), LegalCapacity: s.LegalCapacity(), Decisions: s.Decisions(), Effort: s.Effort(), SupportTimes: s.SupportTimes(),
		TrustShifts: s.TrustShifts(), Rights: s.Rights(), Attention: s.Attention(), Suspicions: s.Suspicions(), Undone: s.Undone(),
	}
}
