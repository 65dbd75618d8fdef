package replay

import (
	"fmt"
	"strings"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim/journal"
)

// Topics of the channels that are not a nation's.
const (
	TopicStatic    = "/static"
	TopicKeyframe  = "/keyframe"
	TopicEvents    = "/truth/events"
	TopicMessages  = "/messages"
	TopicDecisions = "/decisions"
)

// TopicKnown is the topic of what a nation's agencies come to know.
func TopicKnown(nation string) string { return "/nation/" + nation + "/known" }

// Numbers of the fixed channels, each with the schema of the same number;
// those of the nations follow, all with the schema of schemaKnown.
const (
	channelStatic = 1 + iota
	channelKeyframe
	channelEvents
	channelMessages
	channelDecisions
	schemaKnown
	channelNations = schemaKnown
)

// nationKey is the one key in a channel's metadata.
const nationKey = "nation"

// layout is the set of channels that a scenario's records go to. A reader
// builds the same from /static as the writer did from the scenario.
type layout struct {
	names    *journal.Names
	channels []*mcap.Channel // number n at n-1
	known    []uint16        // channel of each thing's nation, by Ref; 0 none
}

// fixedTopics are the topics of the channels below channelNations, by number, and
// what stands for those of the nations.
var fixedTopics = [...]string{
	channelStatic: TopicStatic, channelKeyframe: TopicKeyframe, channelEvents: TopicEvents,
	channelMessages: TopicMessages, channelDecisions: TopicDecisions, schemaKnown: "/nation/known",
}

// schemas are the schemas of what the channels carry, in order of their numbers.
func schemas() (list []*mcap.Schema) {
	for id, data := range [...][]byte{
		channelStatic: schemaOf("entente.static", staticMessage{}), channelKeyframe: keyframeSchema(),
		channelEvents: journal.Schema(journal.Truth), channelMessages: journal.Schema(journal.Messages),
		channelDecisions: journal.Schema(journal.Decisions), schemaKnown: journal.Schema(journal.Known),
	} {
		if id > 0 {
			name := "entente." + fixedTopics[id][strings.LastIndexByte(fixedTopics[id], '/')+1:]
			list = append(list, &mcap.Schema{ID: uint16(id), Name: name, Encoding: "jsonschema", Data: data})
		}
	}
	return list
}

func newLayout(names *journal.Names) (*layout, error) {
	l := &layout{names: names, known: make([]uint16, names.Len())}
	for id := channelStatic; id < channelNations; id++ {
		l.add(fixedTopics[id], uint16(id), nil)
	}
	of := make([]uint16, names.Len())
	for r := 1; r < names.Len(); r++ {
		if t := names.Of(journal.Ref(r)); t.Sort == journal.SortNation || t.Sort == journal.SortBody {
			l.add(TopicKnown(t.Name), schemaKnown, map[string]string{nationKey: t.Name})
			of[r] = uint16(len(l.channels))
		}
	}
	if len(l.channels) > maxChannels {
		return nil, fmt.Errorf("%d nations and bodies; at most %d have room", len(l.channels)-channelDecisions, maxChannels-channelDecisions)
	}
	for r := 1; r < names.Len(); r++ {
		l.known[r] = of[r]
		if nation := names.Of(journal.Ref(r)).Nation; nation != 0 {
			l.known[r] = of[nation]
		}
	}
	return l, nil
}

func (l *layout) add(topic string, schema uint16, metadata map[string]string) {
	l.channels = append(l.channels, &mcap.Channel{ID: uint16(len(l.channels) + 1), SchemaID: schema, Topic: topic, MessageEncoding: "json", Metadata: metadata})
}

// channel is the number of the channel that carries r.
func (l *layout) channel(r *journal.Record) (uint16, error) {
	switch r.Kind.Shape().Stream {
	case journal.Truth:
		return channelEvents, nil
	case journal.Messages:
		return channelMessages, nil
	case journal.Decisions:
		return channelDecisions, nil
	}
	if int(r.Actor) < len(l.known) && l.known[r.Actor] != 0 {
		return l.known[r.Actor], nil
	}
	return 0, fmt.Errorf("record %d says what %q knows, which belongs to no nation", r.Num, l.names.Text(r.Actor))
}

// topic is the topic of channel id.
func (l *layout) topic(id uint16) string { return l.channels[id-1].Topic }
