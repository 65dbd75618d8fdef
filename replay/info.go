package replay

import (
	"entente/sim"
	"entente/sim/journal"
)

// Info is what a file says of itself, without a record being unpacked.
type Info struct {
	Meta        Meta           `json:"run"`                 // what the run was made of
	Title       string         `json:"title"`               // title of the scenario
	Banner      string         `json:"banner"`              // of the exercise, to stand above whatever is shown of it
	Start       int64          `json:"start_unix_ms"`       // StartEx
	Records     journal.Num    `json:"records"`             // of the run
	Digest      string         `json:"digest,omitempty"`    // none in a truncated file
	Recovered   bool           `json:"recovered,omitempty"` // it is the beginning of a damaged file
	Truncated   string         `json:"truncated,omitempty"` // where it ends and why
	First       sim.Time       `json:"first_ms"`            // first record, since StartEx
	Last        sim.Time       `json:"last_ms"`             // last record, since StartEx
	Size        int64          `json:"bytes"`               // of the file
	Unpacked    int64          `json:"unpacked_bytes"`      // of all chunks
	Chunks      int            `json:"chunks"`              // of records
	Keyframes   int            `json:"keyframes"`           // for seeking
	Kinds       []Tally        `json:"kinds"`               // records by kind
	Topics      []Tally        `json:"topics"`              // records by topic
	Attachments []AttachedFile `json:"attachments"`         // sources of the scenario, and whatever else is attached
}

// Tally counts records of a kind or on a topic.
type Tally struct {
	Name    string `json:"name"`    // of the kind or topic
	Records int    `json:"records"` // so many
}

// AttachedFile is an attachment without its data.
type AttachedFile struct {
	Name      string `json:"name"`       // of the file
	MediaType string `json:"media_type"` // as MCAP says it
	Size      int64  `json:"bytes"`      // without compression
}

// Info gathers what the file says of itself. Of a truncated file it unpacks
// everything that is left, to count it.
func (f *File) Info() (Info, error) {
	x, err := f.Index()
	if err != nil {
		return Info{}, err
	}
	i := Info{
		Meta: f.meta, Title: f.static.Title, Banner: f.static.Banner, Start: f.static.Start,
		Records: f.Count(), Recovered: f.result.Recovered, Size: f.raw.size, Chunks: len(f.chunks),
	}
	if f.Truncated == nil {
		i.Digest = f.result.Digest.String()
	} else {
		i.Truncated = f.Truncated.Error()
	}
	for n := range f.chunks {
		c := &f.chunks[n]
		i.Unpacked += c.size
		if c.key {
			i.Keyframes++
		}
	}
	i.First, i.Last = f.instant(f.chunks[min(1, len(f.chunks)-1)].start), f.instant(f.chunks[len(f.chunks)-1].end)
	for _, a := range f.attached {
		if a.name != indexName {
			i.Attachments = append(i.Attachments, AttachedFile{a.name, a.mediaType, a.size})
		}
	}
	i.Kinds, i.Topics = f.countRecords(x)
	return i, nil
}

// countRecords counts records by kind and by topic.
func (f *File) countRecords(x Index) (kinds, topics []Tally) {
	var byKind [256]int
	for n := journal.Num(1); n <= x.Count(); n++ {
		byKind[x.Kind(n)]++
	}
	for k, n := range byKind {
		if n > 0 {
			kinds = append(kinds, Tally{journal.Kind(k).String(), n})
		}
	}
	for _, c := range f.layout.channels {
		if n := f.counts[c.ID]; n > 0 && c.ID != channelStatic && c.ID != channelKeyframe {
			topics = append(topics, Tally{c.Topic, int(n)})
		}
	}
	return kinds, topics
}
