package scenarios

import "testing"

func TestScratch(t *testing.T) {
	for _, n := range []string{"two-nations", "three-nations"} {
		s, err := Load(n, Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d params, %d names", len(s.Spec.Params), s.Spec.Names.Len())
	}
}
