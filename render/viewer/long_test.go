package viewer

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/render/review"
	"entente/render/view"
	"entente/replay"
	"entente/replay/epictest"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// pace is how long each frame of a part of a tour took.
type pace struct {
	name   string
	frames []time.Duration
}

func (p *pace) worst() time.Duration { return slices.Max(p.frames) }

// BenchmarkLongRun opens a replay of a million records, or of as many as ENTENTE_LARGE
// says, looks at all that a window shows of it, and tells the slowest frame of each part.
func BenchmarkLongRun(b *testing.B) {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("ENTENTE_LARGE"), "1000000"))
	require.NoError(b, err)
	var file []byte
	if name := os.Getenv("ENTENTE_LARGE_FILE"); name != "" {
		file, err = os.ReadFile(name)
	}
	if err != nil || file == nil {
		var out bytes.Buffer
		_, err = epictest.New(b, "twelve-nations", n).Write(&out)
		file = out.Bytes()
		if name := os.Getenv("ENTENTE_LARGE_FILE"); name != "" {
			require.NoError(b, os.WriteFile(name, file, 0o600))
		}
	}
	require.NoError(b, err)
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for b.Loop() {
		var all []*pace
		var v *Viewer
		part := func(name string, frames int, do func(i int) bool) {
			p := &pace{name: name}
			all = append(all, p)
			for i := range frames {
				began := spent()
				more := do(i)
				p.frames = append(p.frames, spent()-began)
				if !more {
					return
				}
			}
		}
		frame := func() bool {
			a := spent()
			v.Tick(16, 1000)
			b := spent()
			if v.Changed() {
				v.Frame(1920, 1080)
			}
			if c := spent(); c-a > 8*time.Millisecond && os.Getenv("SLOW") != "" {
				n, _ := v.Run.Loaded()
				fmt.Println("SLOW", all[len(all)-1].name, len(all[len(all)-1].frames), v.State.Screen, n, "tick", b-a, "frame", c-b)
			}
			return true
		}
		part("enter", 1, func(int) bool {
			f, trouble := review.Enter("long.mcap", bytes.NewReader(file), int64(len(file)), 0)
			require.Nil(b, trouble)
			run, err := review.Open(f, replay.Meta{}, wording.HSEEP)
			require.NoError(b, err)
			v = New(run)
			return true
		})
		part("first", 3, func(int) bool { return frame() })
		v.State.Screen = view.Lanes
		part("arriving", 100000, func(i int) bool {
			switch { // look around while records arrive
			case i%50 == 10:
				v.State.At = v.Run.Until * sim.Time(i%97) / 97
			case i%200 == 20:
				v.State.Screen = view.Screen(i/200) % view.NumScreens
			}
			frame()
			return v.Busy()
		})
		for s := range view.NumScreens {
			v.State = view.New()
			v.State.Screen, v.State.At = s, v.Run.Until/2
			part(s.String()+" open", 30, func(int) bool { return frame() })
			part(s.String()+" drag", 40, func(i int) bool { v.State.At = v.Run.Until * sim.Time(i*37%101) / 100; return frame() })
			v.State.Playing, v.State.Speed = true, 3
			part(s.String()+" play", 60, func(int) bool { return frame() })
		}
		v.State = view.New()
		v.State.Screen, v.State.At = view.Lanes, v.Run.Until/2
		for i, as := range perspectives(v.Run) {
			v.State.As, v.State.Missed, v.State.Playing = as, i%2 == 1, false
			name := fmt.Sprintf("as %d", i)
			part(name+" open", 30, func(int) bool { return frame() })
			part(name+" drag", 12, func(i int) bool { v.State.At = v.Run.Until * sim.Time(i*37%101) / 100; return frame() })
			for s := range view.NumScreens {
				v.State.Screen = s
				part(name+" "+s.String(), 20, func(int) bool { return frame() })
			}
			v.State.Screen = view.Lanes
		}
		v.State = view.New()
		for _, i := range []int{0, 1, len(v.Run.Outcomes) / 2, len(v.Run.Outcomes) - 1} {
			v.State.Outcome = v.Run.Outcomes[i].Thing
			for s := range view.NumScreens {
				v.State.Screen = s
				part("outcome "+s.String(), 20, func(int) bool { return frame() })
			}
			v.State.Screen, v.State.Tab = view.Lanes, view.KnownTab
			part("outcome known", 20, func(int) bool { return frame() })
			v.State.Tab = 0
		}
		v.State = view.New()
		v.State.Screen, v.State.At = view.Lanes, v.Run.Until/2
		part("zoom", 60, func(i int) bool {
			v.State.From, v.State.Until = v.Run.Until/2-v.Run.Until/sim.Time(2<<(i/5)), v.Run.Until/2+v.Run.Until/sim.Time(2<<(i/5))
			return frame()
		})
		part("pan", 60, func(i int) bool {
			v.State.From, v.State.Until = v.Run.Until/100*sim.Time(i), v.Run.Until/100*sim.Time(i+1)
			return frame()
		})
		v.State = view.New()
		for _, filter := range []string{"late:yes", "warning", "kind:read nation:belmora"} {
			v.State.Screen, v.State.Filter, v.State.At = view.Records, filter, v.Run.Until/2
			part("filter "+filter, 12, func(int) bool { frame(); return v.Busy() })
		}
		slices.SortStableFunc(all, func(x, y *pace) int { return cmp.Compare(y.worst(), x.worst()) })
		for _, p := range all[:min(40, len(all))] {
			over := 0
			for _, f := range p.frames {
				if f > 16*time.Millisecond {
					over++
				}
			}
			fmt.Printf("%-30s worst %8.1f ms, %d of %d frames over 16 ms (frame %d)\n", p.name, float64(p.worst())/1e6, over, len(p.frames), slices.Index(p.frames, p.worst()))
		}
		b.ReportMetric(float64(all[0].worst())/1e6, "worst-ms")
	}
}

// perspectives are one of each sort.
func perspectives(run *review.Run) []view.Perspective {
	list := []view.Perspective{{Sort: view.OfNation, Who: nationsOf(run)[0]}, {Sort: view.OfNation, Who: nationsOf(run)[1]}}
	for i, x := range run.Static.Things {
		if x.Sort == "agency" {
			list = append(list, view.Perspective{Sort: view.OfAgency, Who: journal.Ref(i)})
			break
		}
	}
	return append(list, view.Perspective{Sort: view.Shared}, view.Perspective{Sort: view.Pooled})
}
