//go:build !js

package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/render/webpage"
)

// noServer is for tests that serve nobody: what listens has ended already.
var noServer = &serving{
	listen: func(network, address string) (net.Listener, error) {
		l, err := net.Listen(network, address)
		if err == nil {
			l.Close()
		}
		return l, err
	},
	viewer: func() (webpage.Program, error) { return pretended, nil },
	browse: func(string) error { return errors.New("there is none in a test") },
}

// pretended stands for a viewer where only its server is tested.
var pretended = func() webpage.Program {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte("\x00asm and so on"))
	_ = z.Close()
	p, err := webpage.NewProgram(b.Bytes(), []byte("// glue"))
	if err != nil {
		panic(err)
	}
	return p
}()

// served runs `entente serve` on a free port of this machine until the test ends,
// and gives the addresses that it prints and the way to end it.
func served(t *testing.T, args ...string) (addresses []string, talk *bytes.Buffer, end func() int) {
	t.Helper()
	e, _, talk := testEdge(t, append([]string{"serve"}, args...)...)
	r, w := io.Pipe()
	e.stdout = w
	listening := make(chan struct{})
	e.serve = &serving{viewer: noServer.viewer, browse: noServer.browse, listen: func(network, address string) (net.Listener, error) {
		defer close(listening)
		return net.Listen(network, address)
	}}
	code := make(chan int, 1)
	go func() { code <- run(e); w.Close() }()
	lines := make(chan string, 8)
	go func() {
		b := make([]byte, 4096)
		for {
			n, err := r.Read(b)
			for _, line := range strings.Fields(string(b[:n])) {
				lines <- line
			}
			if err != nil {
				return
			}
		}
	}()
	<-listening
	want := len(args)
	if slices.Contains(args, "--study") {
		want -= 2
	}
	if want == 2 {
		want = 3 // both beside each other
	}
	for range want {
		select {
		case line := <-lines:
			addresses = append(addresses, line)
		case <-time.After(hang):
			t.Fatal("no address was said")
		}
	}
	ended := false
	end = func() int {
		if ended {
			return done
		}
		ended = true
		for e.course.halt.Load() == nil {
			time.Sleep(time.Millisecond)
		}
		(*e.course.halt.Load())()
		return <-code
	}
	t.Cleanup(func() { end() })
	return addresses, talk, end
}

// replayOf is a replay file of a scenario of the library.
func replayOf(t *testing.T, scenario string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "run.mcap")
	require.NoError(t, os.WriteFile(name, craftable(t, scenario), 0o644))
	return name
}

// askServer asks a server for something, with headers by name and value.
func askServer(t *testing.T, method, address string, header ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, address, nil)
	require.NoError(t, err)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer, string(body)
}

func TestServeGivesThePageAndTheNamedFilesOnly(t *testing.T) {
	file := replayOf(t, "two-nations")
	secret := filepath.Join(filepath.Dir(file), "secret.txt")
	require.NoError(t, os.WriteFile(secret, []byte("secret"), 0o644))
	addresses, talk, end := served(t, file)
	at, err := url.Parse(addresses[0])
	require.NoError(t, err)
	require.Equal(t, "127.0.0.1", at.Hostname())
	root := "http://" + at.Host
	whole, err := os.ReadFile(file)
	require.NoError(t, err)

	answer, body := askServer(t, "GET", addresses[0])
	require.Equal(t, 200, answer.StatusCode)
	require.Equal(t, string(webpage.HTML), body)
	require.Equal(t, webpage.Policy, answer.Header.Get("Content-Security-Policy"))
	for name, value := range map[string]string{"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
		require.Equal(t, value, answer.Header.Get(name), name)
	}
	answer, body = askServer(t, "GET", root+at.Query().Get("replay"))
	require.Equal(t, 200, answer.StatusCode)
	require.Equal(t, string(whole), body)
	answer, body = askServer(t, "GET", root+at.Query().Get("replay"), "Range", "bytes=5-9")
	require.Equal(t, 206, answer.StatusCode)
	require.Equal(t, string(whole[5:10]), body)
	for _, part := range []string{"/page.css", "/page.js", "/wasm_exec.js", "/view.wasm"} {
		answer, body := askServer(t, "GET", root+part)
		require.Equal(t, 200, answer.StatusCode, part)
		require.NotEmpty(t, body, part)
	}

	for _, path := range []string{"/secret.txt", "/replay/1/secret.txt", "/replay/1/../secret.txt", "/replay/1/%2e%2e/secret.txt", "/replay/2/run.mcap", "/replay/0/run.mcap", "/replay/", "/replay/1/", "//etc/passwd", "/.%2f", "/index.html", "/page.html"} {
		answer, body := askServer(t, "GET", root+path)
		require.Equal(t, 404, answer.StatusCode, path)
		require.NotContains(t, body, "secret", path)
	}
	require.Equal(t, done, end())
	require.Contains(t, talk.String(), "the server has ended")
}

func TestServeRefusesOtherPlaces(t *testing.T) {
	addresses, _, _ := served(t, replayOf(t, "two-nations"))
	at, err := url.Parse(addresses[0])
	require.NoError(t, err)
	root, replay := "http://"+at.Host, "http://"+at.Host+at.Query().Get("replay")
	port := at.Port()
	for _, c := range []struct {
		method, address string
		header          []string
		code            int
	}{
		{"GET", root, []string{"Host", "evil.example:" + port}, 421},
		{"GET", root, []string{"Host", "127.0.0.1.evil.example:" + port}, 421},
		{"GET", root, []string{"Host", "127.0.0.1"}, 421},
		{"GET", root, []string{"Host", "127.0.0.1:1"}, 421},
		{"GET", root, []string{"Host", "192.0.2.1:" + port}, 421},
		{"GET", root, []string{"Host", "localhost:" + port}, 200},
		{"GET", root, []string{"Host", "[::1]:" + port}, 200},
		{"GET", replay, []string{"Origin", "http://evil.example"}, 403},
		{"GET", replay, []string{"Origin", "null"}, 403},
		{"GET", replay, []string{"Origin", "http://localhost:" + port}, 403},
		{"GET", replay, []string{"Origin", root}, 200},
		{"GET", replay, []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"GET", replay, []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"GET", replay, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 403},
		{"GET", replay, []string{"Sec-Fetch-Site", "same-origin"}, 200},
		{"GET", root + "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		{"GET", root + "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
		{"POST", root, nil, 405},
		{"PUT", replay, nil, 405},
		{"DELETE", replay, nil, 405},
		{"HEAD", replay, nil, 200},
	} {
		answer, _ := askServer(t, c.method, c.address, c.header...)
		require.Equal(t, c.code, answer.StatusCode, "%s %s %v", c.method, c.address, c.header)
		require.Empty(t, answer.Header.Get("Access-Control-Allow-Origin"))
		require.Equal(t, webpage.Policy, answer.Header.Get("Content-Security-Policy"))
	}
}

func TestServeTwoFilesAlsoBesideEachOther(t *testing.T) {
	addresses, _, _ := served(t, replayOf(t, "two-nations"), replayOf(t, "two-nations"))
	require.Len(t, addresses, 3)
	at, err := url.Parse(addresses[2])
	require.NoError(t, err)
	for _, key := range []string{"replay", "compare"} {
		answer, body := askServer(t, "GET", "http://"+at.Host+at.Query().Get(key))
		require.Equal(t, 200, answer.StatusCode)
		require.NotEmpty(t, body)
	}
}

// The result of a study is served beside two files, and shown with them; one that is none
// is told, and so is one beside one file.
func TestServeAStudyBesideTwoFiles(t *testing.T) {
	study := filepath.Join(t.TempDir(), "study.json")
	text := `{"level": 0.95, "study": "pairs", "scenario": "two-nations", "baseline": "a", "measures": [{"id": "M1", "unit": "ms", "options": [{"option": "a", "runs": 3}, {"option": "b", "runs": 3}]}]}`
	require.NoError(t, os.WriteFile(study, []byte(text), 0o600))
	addresses, _, _ := served(t, replayOf(t, "two-nations"), replayOf(t, "two-nations"), "--study", study)
	at, err := url.Parse(addresses[2])
	require.NoError(t, err)
	answer, body := askServer(t, "GET", "http://"+at.Host+at.Query().Get("study"))
	require.Equal(t, 200, answer.StatusCode)
	require.JSONEq(t, text, string(body))
	plain, _, _ := served(t, replayOf(t, "two-nations"))
	at, err = url.Parse(plain[0])
	require.NoError(t, err)
	answer, _ = askServer(t, "GET", "http://"+at.Host+studyPath)
	require.Equal(t, 404, answer.StatusCode)
}

func TestServeSaysWhatItCannotServe(t *testing.T) {
	text := filepath.Join(t.TempDir(), "notes.txt")
	require.NoError(t, os.WriteFile(text, []byte("no replay"), 0o644))
	good := replayOf(t, "two-nations")
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"serve"}, "at least one replay file"},
		{[]string{"serve", good, "--study", text}, "--study goes with two files"},
		{[]string{"serve", good, good, "--study", text}, "no result of a study"},
		{[]string{"serve", text}, "notes.txt"},
		{[]string{"serve", "missing.mcap"}, "missing.mcap"},
		{[]string{"serve", good, "--port", port}, port},
		{[]string{"serve", good, "--port", "70000"}, "--port"},
		{[]string{"serve", good, "--host", "no such host"}, "--host"},
	} {
		e, _, talk := testEdge(t, c.args...)
		require.Equal(t, wrongInput, run(e), talk)
		require.Contains(t, talk.String(), c.says)
	}
}

// The program itself, told to end by Ctrl-C and by TERM.
func TestServeEndsWhenItIsTold(t *testing.T) {
	file := replayOf(t, "two-nations")
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		link := filepath.Join(t.TempDir(), "entente-serving") // the name under which the tests are the program, with a viewer
		self, err := os.Executable()
		require.NoError(t, err)
		require.NoError(t, os.Symlink(self, link))
		c := exec.Command(link, "serve", file)
		out, err := c.StdoutPipe()
		require.NoError(t, err)
		var talk bytes.Buffer
		c.Stderr = &talk
		require.NoError(t, c.Start())
		line := make([]byte, 200)
		n, err := out.Read(line)
		require.NoError(t, err, talk.String())
		require.Contains(t, string(line[:n]), "http://127.0.0.1:")
		require.NoError(t, c.Process.Signal(s))
		require.NoError(t, c.Wait(), talk.String())
		require.Contains(t, talk.String(), "the server has ended")
	}
}

// viewerOnce is the viewer as a checkout builds it, for all tests of this package. The
// build finds half of what an earlier one, which was cut off, has left.
func viewerOnce(t *testing.T) *viewerBuild {
	root, err := checkout()
	require.NoError(t, err)
	b := &viewerBuild{root: root, compiler: depth.Need(t, "go")}
	b.kept, err = shared.made("viewer", func(kept string) error {
		var talk bytes.Buffer
		b := &viewerBuild{root: root, compiler: b.compiler, kept: kept, talk: &talk}
		sum, err := b.sumSources()
		if err != nil {
			return err
		}
		err = errors.Join(
			os.MkdirAll(filepath.Join(kept, sum), 0o755),
			os.WriteFile(filepath.Join(kept, sum, packedName), []byte("half"), 0o644),
			os.WriteFile(filepath.Join(kept, sum, glueName), []byte("glue"), 0o644))
		if err == nil {
			_, err = b.program()
		}
		if err == nil && !strings.Contains(talk.String(), "once") {
			err = fmt.Errorf("what was cut off was taken for whole: %s", &talk)
		}
		return err
	})
	require.NoError(t, err)
	return b
}

// A checkout builds the viewer once, and again when its sources change or the build was
// cut off.
func TestViewerIsBuiltOnceOfTheSources(t *testing.T) {
	depth.NeedFull(t, "compiles the viewer for a browser")
	b := viewerOnce(t)
	var talk bytes.Buffer
	b.talk = &talk
	first, err := b.program()
	require.NoError(t, err)
	require.Empty(t, talk.String(), "what is kept is not built again")
	require.Greater(t, len(first.Packed), 1_000_000)
	kept, err := os.ReadDir(b.kept)
	require.NoError(t, err)
	require.Len(t, kept, 1)
	replace := map[string]string{} // a release embeds the same files from its own folder
	for _, name := range []string{packedName, glueName} {
		replace[filepath.Join(b.root, "render", "webpage", "release", name)] = filepath.Join(b.kept, kept[0].Name(), name)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	require.NoError(t, err)
	list := filepath.Join(t.TempDir(), "overlay.json")
	require.NoError(t, os.WriteFile(list, overlay, 0o644))
	c := exec.Command(b.compiler, "build", "-tags", "release", "-overlay", list, "./render/webpage")
	c.Dir = b.root
	said, err := c.CombinedOutput()
	require.NoError(t, err, string(said))
}
