package replay

import (
	"entente/sim"
	"entente/sim/journal"
)

// Info is what a file says of itself, without a record being unpacked.
type Info struct {
	Meta        Meta           `json:"run"`
	Title       string         `json:"title"`
	Banner      string         `json:"banner"`
	Start       int64          `json:"start_unix_ms"`
	Records     journal.Num    `json:"records"`
	Digest      string         `json:"digest,omitempty"` // none in a truncated file
	Recovered   bool           `json:"recovered,omitempty"`
	Truncated   string         `json:"truncated,omitempty"` // where it ends and why
	First       sim.Time       `json:"first_ms"`
	Last        sim.Time       `json:"last_ms"`
	Size        int64          `json:"bytes"`
	Unpacked    int64          `json:"unpacked_bytes"`
	Chunks      int            `json:"chunks"`
	Keyframes   int            `json:"keyframes"`
	Kinds       []Tally        `json:"kinds"`
	Topics      []Tally        `json:"topics"`
	Attachments []AttachedFile `json:"attachments"`
}

// Tally counts records of a kind or on a topic.
type Tally struct {
	Name    string `json:"name"`
	Records int    `json:"records"`
}

// AttachedFile is an attachment without its data.
type AttachedFile struct {
	Name      string `json:"name"`
	MediaType string `json:"media_type"`
	Size      int64  `json:"bytes"`
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
	i.Kinds, i.Topics = f.tally(x)
	return i, nil
}

// tally counts records by kind and by topic.
func (f *File) tally(x Index) (kinds, topics []Tally) {
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
