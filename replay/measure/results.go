package measure

// Results are the measures of one run. M16 is one of a campaign of runs.
type Results struct {
	M1  Times
	M2  Times
	M3  Share
	M4  Law
	M5  Share
	M6  Doubles
	M7  Share
	M8  Share
	M9  Markings
	M10 Margins
	M11 Capacity
	M12 Decisions
	M13 Effort
	M14 Times
	M15 Faiths
	M17 Rights
	M18 Attention
	M19 Suspicions
	M20 Undone
}

// Results folds all measures.
func (s *Story) Results() Results {
	deadlines := s.Deadlines()
	return Results{
		M1: M1(s.Waits()), M2: M2(s.Shared()), M3: M3(deadlines), M4: s.M4(), M5: s.M5(), M6: s.M6(), M7: s.M7(),
		M8: M8(s.Clocks()), M9: s.M9(), M10: M10(deadlines), M11: s.M11(), M12: s.M12(), M13: s.M13(), M14: s.M14(),
		M15: s.M15(), M17: s.M17(), M18: s.M18(), M19: s.M19(), M20: s.M20(),
	}
}
