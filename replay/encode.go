package replay

import (
	"encoding/binary"

	"github.com/foxglove/mcap/go/mcap"
)

// appendString appends a string with its length before it.
func appendString[S string | []byte](b []byte, s S) []byte {
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(s))), s...)
}

// appendRecord appends a whole record with the fields that body appends.
func appendRecord(b []byte, op mcap.OpCode, body func([]byte) []byte) []byte {
	at := len(b)
	b = binary.LittleEndian.AppendUint64(append(b, byte(op)), 0)
	b = body(b)
	binary.LittleEndian.PutUint64(b[at+1:], uint64(len(b)-at-recordHead))
	return b
}

func appendSchema(b []byte, s *mcap.Schema) []byte {
	return appendRecord(b, mcap.OpSchema, func(b []byte) []byte {
		b = binary.LittleEndian.AppendUint16(b, s.ID)
		return appendString(appendString(appendString(b, s.Name), s.Encoding), s.Data)
	})
}

func appendChannel(b []byte, c *mcap.Channel) []byte {
	return appendRecord(b, mcap.OpChannel, func(b []byte) []byte {
		b = binary.LittleEndian.AppendUint16(b, c.ID)
		b = binary.LittleEndian.AppendUint16(b, c.SchemaID)
		b = appendString(appendString(b, c.Topic), c.MessageEncoding)
		nation, ok := c.Metadata[nationKey]
		if !ok {
			return binary.LittleEndian.AppendUint32(b, 0)
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(4+len(nationKey)+4+len(nation)))
		return appendString(appendString(b, nationKey), nation)
	})
}
