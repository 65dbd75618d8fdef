package agents

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// snapshotMagic opens a snapshot; its last byte is the format's version.
const snapshotMagic = "ENTSNAP\x02"

// ErrSnapshot says that bytes are no snapshot of this scenario and engine, or no whole one.
var ErrSnapshot = errors.New("agents: not a whole snapshot of this scenario by this engine")

// lineage is what a snapshot belongs to: the engine, and everything of the scenario that
// has a name, in order.
func lineage(spec *model.Spec) uint64 {
	id := sim.Name(Version).Child(sim.Name(spec.Name)).Nth(uint64(len(spec.Params)))
	for r := range spec.Names.Len() {
		id = id.Child(spec.Names.ID(journal.Ref(r)))
	}
	return uint64(id)
}

// Snapshot gives the whole run as bytes: little-endian, the same on every
// machine. Restored, it goes on exactly as the run itself. The last eight bytes are a sum
// against damage, not against forgers: a snapshot is as good as whoever kept it.
func (w *World) Snapshot() []byte {
	b := append([]byte(nil), snapshotMagic...)
	b = binary.LittleEndian.AppendUint64(b, lineage(w.spec))
	b = binary.LittleEndian.AppendUint64(b, w.seed)
	b = append(b, byte(sim.Bit(w.over)))
	b = w.k.AppendState(b)
	b = w.out.AppendState(b)
	v := reflect.ValueOf(&w.State).Elem()
	for i := range v.NumField() {
		column := v.Field(i)
		b = binary.LittleEndian.AppendUint32(b, uint32(column.Len()))
		var err error
		if b, err = binary.Append(b, binary.LittleEndian, column.Interface()); err != nil {
			panic("agents: column " + v.Type().Field(i).Name + " is not flat: " + err.Error())
		}
	}
	return binary.LittleEndian.AppendUint64(b, sumOf(b))
}

func sumOf(b []byte) uint64 { return uint64(sim.Name(string(b))) }

// Restore continues a run from a snapshot of the same scenario by the same engine, so
// that a program can save a run and continue it later. Who sits in a seat is no part of
// it; see World.Seat.
func Restore(spec *model.Spec, b []byte, sinks ...journal.Sink) (*World, error) {
	if len(b) < len(snapshotMagic)+17+8 || string(b[:len(snapshotMagic)]) != snapshotMagic {
		return nil, ErrSnapshot
	}
	end := len(b) - 8
	if binary.LittleEndian.Uint64(b[end:]) != sumOf(b[:end]) {
		return nil, ErrSnapshot
	}
	b = b[len(snapshotMagic):end]
	if binary.LittleEndian.Uint64(b) != lineage(spec) {
		return nil, ErrSnapshot
	}
	w := &World{spec: spec, max: spec.EventBound(), seed: binary.LittleEndian.Uint64(b[8:]), over: b[16] == 1, out: journal.NewWriter(&spec.Names, sinks...)}
	w.wireMechanisms()
	w.seatRules()
	var err error
	if w.k, b, err = sim.RestoreKernel(b[17:]); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSnapshot, err)
	}
	if b, err = w.out.RestoreState(b); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSnapshot, err)
	}
	v := reflect.ValueOf(&w.State).Elem()
	for i := range v.NumField() {
		if b, err = restoreColumn(v.Field(i), b); err != nil {
			return nil, fmt.Errorf("%w: column %s: %w", ErrSnapshot, v.Type().Field(i).Name, err)
		}
	}
	if len(b) != 0 {
		return nil, ErrSnapshot
	}
	w.backstage.countApart()
	return w, nil
}

// restoreColumn reads one column, bounded by the bytes that are there.
func restoreColumn(column reflect.Value, b []byte) ([]byte, error) {
	if len(b) < 4 {
		return nil, ErrSnapshot
	}
	n := int64(binary.LittleEndian.Uint32(b))
	b = b[4:]
	size := int64(binary.Size(reflect.New(column.Type().Elem()).Elem().Interface()))
	if n*size > int64(len(b)) {
		return nil, ErrSnapshot
	}
	column.Set(reflect.MakeSlice(column.Type(), int(n), int(n)))
	used, err := binary.Decode(b, binary.LittleEndian, column.Interface())
	if err != nil {
		return nil, err
	}
	return b[used:], nil
}

// Fork copies a run: both go on from here, on the same scenario and seed, and
// share no state. The fork has no sinks until it is given some.
func (w *World) Fork(sinks ...journal.Sink) *World {
	f := &World{spec: w.spec, max: w.max, seed: w.seed, k: w.k.Fork(), over: w.over, err: w.err, apart: w.apart, onstage: w.onstage, State: w.State, out: journal.NewWriter(&w.spec.Names, sinks...)}
	if _, err := f.out.RestoreState(w.out.AppendState(nil)); err != nil {
		panic("agents: a writer's own state does not restore: " + err.Error())
	}
	f.wireMechanisms()
	f.seat = slices.Clone(w.seat)
	v := reflect.ValueOf(&f.State).Elem()
	for i := range v.NumField() {
		old := v.Field(i)
		fresh := reflect.MakeSlice(old.Type(), old.Len(), old.Len())
		reflect.Copy(fresh, old)
		old.Set(fresh)
	}
	return f
}
