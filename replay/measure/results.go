package measure

// Results are the measures of one run.
type Results struct {
	M1  Times
	M3  Share
	M4  Law
	M8  Share
	M9  Markings
	M10 Margins
	M13 Effort
	M17 Rights
}

// Results folds all measures.
func (s *Story) Results() Results {
	deadlines := s.Deadlines()
	return Results{
		M1: M1(s.Waits()), M3: M3(deadlines), M4: s.M4(), M8: M8(s.Clocks()), M9: s.M9(),
		M10: M10(deadlines), M13: s.M13(), M17: s.M17(),
	}
}
