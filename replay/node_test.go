package replay

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
)

// An independent reader, written by others in another language, must read our
// files and find in them what we wrote.
func TestOtherReadersReadIt(t *testing.T) {
	node := depth.Need(t, "node")
	if _, err := os.Stat("testdata/node/node_modules/@mcap/core"); err != nil {
		depth.Missing(t, "@mcap/core (`npm ci` in replay/testdata/node)")
	}
	for name, options := range map[string][]Option{"packed": nil, "unpacked": {Unpacked}} {
		t.Run(name, func(t *testing.T) {
			b, f := fakeFile(t, 41, 5000, options...)
			path := filepath.Join(t.TempDir(), "run.mcap")
			require.NoError(t, os.WriteFile(path, b, 0o600))
			out, err := exec.Command(node, "testdata/node/read.mjs", path).Output()
			var exit *exec.ExitError
			if errors.As(err, &exit) {
				t.Fatalf("%v\n%s", err, exit.Stderr)
			}
			require.NoError(t, err)
			type counts struct {
				Topics  map[string]int
				Records int
				SHA256  string
			}
			var got struct {
				Indexed struct {
					counts
					Back, Messages int
					Attachments    map[string]string
					Run            map[string]string
					Schemas        []string
					Profile        string
				}
				Streamed counts
			}
			require.NoError(t, json.Unmarshal(out, &got))

			file := openBytes(t, b)
			h, topics := sha256.New(), map[string]int{TopicStatic: 1, TopicKeyframe: 2}
			require.NoError(t, file.Records(func(e *Entry) error {
				topics[e.Topic]++
				h.Write(append(e.Text, '\n'))
				return nil
			}))
			want := counts{topics, int(f.out.Count()), hex.EncodeToString(h.Sum(nil))}
			require.Equal(t, want, got.Indexed.counts)
			require.Equal(t, want, got.Streamed)
			require.Equal(t, int(f.out.Count())+3, got.Indexed.Messages)
			require.Equal(t, got.Indexed.Messages, got.Indexed.Back, "it reads backwards too")
			require.Equal(t, "entente", got.Indexed.Profile)
			require.Equal(t, f.out.Digest().String(), got.Indexed.Run["digest"])
			require.Equal(t, `["a=1","b=2,3"]`, got.Indexed.Run["set"])
			require.Len(t, got.Indexed.Schemas, 6)
			for _, a := range fakeSources {
				sum := sha256.Sum256(a.Data)
				require.Equal(t, hex.EncodeToString(sum[:]), got.Indexed.Attachments[a.Name], a.Name)
			}
		})
	}
}
