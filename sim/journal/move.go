package journal

import "math/bits"

// ExerciseMove is a stretch of scenario time that is played in a stretch of exercise
// time, all in milliseconds.
type ExerciseMove struct {
	ID       string `json:"id"`
	From     int64  `json:"from_ms"` // since StartEx
	To       int64  `json:"to_ms"`
	PlayedIn int64  `json:"played_in_ms"`
}

// Play maps an instant of scenario time to exercise time: the milliseconds
// played since the first move began, and the move. Between moves the exercise
// stands still: there, and before and after all moves, ok is false, and played is
// that of the next instant of play, or the end of it. Without moves the two times
// are one.
func (s *Static) Play(t int64) (move string, played int64, ok bool) {
	if len(s.Moves) == 0 {
		return "", t, true
	}
	for i := range s.Moves {
		m := &s.Moves[i]
		switch {
		case t < m.From:
			return "", played, false
		case t < m.To || t == m.To && i == len(s.Moves)-1:
			hi, lo := bits.Mul64(uint64(t-m.From), uint64(m.PlayedIn))
			part, _ := bits.Div64(hi, lo, uint64(m.To-m.From))
			return m.ID, played + int64(part), true
		}
		played += m.PlayedIn
	}
	return "", played, false
}

// Unplay is the way back: the first instant of scenario time at which so much was
// played, in milliseconds since the first move began; ok is false where no move is
// played for so long.
func (s *Static) Unplay(played int64) (t int64, ok bool) {
	if len(s.Moves) == 0 {
		return played, played >= 0
	}
	for i := range s.Moves {
		m := &s.Moves[i]
		if played < 0 {
			return 0, false
		}
		if played < m.PlayedIn || played == m.PlayedIn && i == len(s.Moves)-1 {
			hi, lo := bits.Mul64(uint64(played), uint64(m.To-m.From))
			lo, carry := bits.Add64(lo, uint64(m.PlayedIn-1), 0) // rounded up, so that Play gives no less
			part, _ := bits.Div64(hi+carry, lo, uint64(m.PlayedIn))
			return m.From + int64(part), true
		}
		played -= m.PlayedIn
	}
	return 0, false
}
