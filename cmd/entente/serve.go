//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"entente/render/webpage"
	"entente/replay"
	"entente/sim/journal"
)

// serveFlags are what `entente serve` was asked to do.
type serveFlags struct {
	host  string
	port  uint16
	open  bool
	study string // what many runs came to; empty: none
}

func newServe(e *edge) *cobra.Command {
	o := &serveFlags{}
	c := &cobra.Command{
		Use:   "serve FILE...",
		Short: "Show replay files in a browser on this machine",
		Long: `Serve shows replay files in the browser: the viewer of entente-view, from a small
server that only this machine reaches. It prints the address of each file, and opens
a browser only with --open. Nothing but the named files and the page
can be read from it, nothing is fetched from elsewhere, and pages of other places are
refused. Ctrl-C ends it.

A release carries the viewer. From a source checkout it is built with the installed Go
the first time, which takes a minute, and kept in the user's cache.

--host with an address of this machine lets others in the network read the files too:
whoever reaches the address reads them, unencrypted.`,
		Example: `  entente serve run.mcap
  entente serve run.mcap --open               opens the browser as well
  entente serve run.mcap other.mcap           two files: each has an address, and one shows both
  entente serve run.mcap other.mcap --study study.json   and how far many runs of both differ
  entente serve run.mcap --port 8080`,
		Args: args(cobra.MinimumNArgs(1), "at least one replay file"), ValidArgsFunction: completeReplay,
		RunE: func(_ *cobra.Command, given []string) error { return o.serve(e, given) },
	}
	f := c.Flags()
	f.StringVar(&o.host, "host", "127.0.0.1", "listen on this `ADDRESS` of the machine")
	f.Uint16Var(&o.port, "port", 0, "listen on this `PORT`; 0: on one that is free")
	f.StringVar(&o.study, "study", "", "with two files, show over many runs: a `FILE` that sweep analyze --json wrote")
	f.BoolVar(&o.open, "open", false, "open the first address in the browser")
	return c
}

// serving is what a server needs of the machine.
type serving struct {
	listen func(network, address string) (net.Listener, error)
	viewer func() (webpage.Program, error)
	browse func(address string) error
}

// serve opens the files, listens, and serves until it is told to end.
func (o *serveFlags) serve(e *edge, names []string) error {
	s := &server{}
	for _, name := range names {
		f, err := e.open(name)
		if err != nil {
			return nameFile(name, wrong(plainly(err)))
		}
		defer f.Close()
		if _, err := replay.Open(f, f.size); err != nil && !pictured(err) {
			return nameFile(name, reading(err))
		}
		s.files = append(s.files, servable{filepath.Base(name), f})
	}
	if o.study != "" {
		if len(names) != 2 {
			return wrong(errors.New("--study goes with two files: it says what many runs came to of which those are two"))
		}
		_, data, err := e.readSample(o.study)
		if err != nil {
			return nameFile("--study "+o.study, err)
		}
		s.study = data
	}
	program, err := e.serve.viewer()
	if err != nil {
		return err
	}
	s.program = program
	l, err := e.serve.listen("tcp", net.JoinHostPort(o.host, strconv.Itoa(int(o.port))))
	if err != nil {
		return wrong(fmt.Errorf("--host %s --port %d: %w", o.host, o.port, err))
	}
	s.host = l.Addr().String()
	h := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 1 << 14}
	ended := make(chan struct{})
	e.course.onHalt(func() {
		within, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if h.Shutdown(within) != nil {
			h.Close()
		}
		close(ended)
	})
	e.printAddresses(s, o)
	if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
		return err
	} else if errors.Is(err, http.ErrServerClosed) {
		<-ended
	}
	fmt.Fprintln(e.stderr, "entente: the server has ended")
	return nil
}

// pictured says whether a file that cannot be read as it is still has a picture: the
// viewer says what is wrong with a damaged one.
func pictured(err error) bool {
	var damage *replay.Damage
	return errors.As(err, &damage) || errors.Is(err, replay.ErrNewer)
}

// printAddresses says the address of each file, and that of both beside each other.
func (e *edge) printAddresses(s *server, o *serveFlags) {
	first := ""
	for i := range s.files {
		at := s.address("replay", i)
		if first == "" {
			first = at
		}
		fmt.Fprintln(e.stdout, at)
	}
	if len(s.files) == 2 {
		beside := ""
		if s.study != nil {
			beside = "&study=" + studyPath
		}
		fmt.Fprintf(e.stdout, "%s&compare=%s%s\n", first, s.files[1].path(1), beside)
	}
	if ip := net.ParseIP(o.host); ip == nil && o.host != "localhost" || ip != nil && !ip.IsLoopback() {
		fmt.Fprintf(e.stderr, "entente: whoever reaches %s can read what is served\n", journal.Show(s.host))
	}
	fmt.Fprintln(e.stderr, "entente: Ctrl-C ends the server")
	if o.open {
		if err := e.serve.browse(first); err != nil {
			fmt.Fprintf(e.stderr, "entente: no browser was opened (%v): open the address yourself\n", err)
		}
	}
}

// browse opens an address in the browser of the desktop.
func browse(address string) error {
	line := map[string][]string{"darwin": {"open"}, "windows": {"rundll32", "url.dll,FileProtocolHandler"}}[runtime.GOOS]
	if line == nil {
		line = []string{"xdg-open"}
	}
	return exec.Command(line[0], append(line[1:], address)...).Start()
}

// server serves the page, the viewer and the named files, and nothing else.
type server struct {
	host    string // address and port that it listens on
	files   []servable
	study   []byte // nil: none
	program webpage.Program
}

// studyPath is where the result of a study lies on a server.
const studyPath = "/study.json"

// servable is one replay file that is served.
type servable struct {
	name string
	opened
}

// path is where the i-th file lies on the server.
func (f *servable) path(i int) string {
	return fmt.Sprintf("/replay/%d/%s", i+1, url.PathEscape(f.name))
}

// address is the address that shows a file.
func (s *server) address(key string, i int) string {
	return fmt.Sprintf("http://%s/?%s=%s", s.host, key, url.QueryEscape(s.files[i].path(i)))
}

// ServeHTTP answers one request, if it comes from this page or from somebody who
// typed the address.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for key, value := range headers {
		w.Header().Set(key, value)
	}
	if code, why := s.refusalOf(r); code != 0 {
		http.Error(w, why, code)
		return
	}
	switch at := r.URL.Path; at {
	case "/":
		whole(w, "text/html; charset=utf-8", webpage.HTML)
	case "/page.css":
		whole(w, "text/css; charset=utf-8", webpage.Style)
	case "/page.js":
		whole(w, "text/javascript; charset=utf-8", webpage.Script)
	case "/wasm_exec.js":
		whole(w, "text/javascript; charset=utf-8", s.program.Glue)
	case "/view.wasm":
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Entente-Size", strconv.FormatInt(s.program.Size, 10))
		whole(w, "application/wasm", s.program.Packed)
	case studyPath:
		if s.study == nil {
			http.Error(w, "there is nothing here", http.StatusNotFound)
			return
		}
		whole(w, "application/json", s.study)
	default:
		for i := range s.files {
			if f := &s.files[i]; r.URL.EscapedPath() == f.path(i) {
				w.Header().Set("Content-Type", "application/octet-stream")
				http.ServeContent(w, r, "", time.Time{}, f.section())
				return
			}
		}
		http.Error(w, "there is nothing here", http.StatusNotFound)
	}
}

// headers are sent with every answer: who may run, frame, read and keep it.
var headers = map[string]string{
	"Content-Security-Policy":      webpage.Policy,
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Referrer-Policy":              "no-referrer",
	"X-Content-Type-Options":       "nosniff",
	"Cache-Control":                "no-store",
}

func whole(w http.ResponseWriter, sort string, b []byte) {
	w.Header().Set("Content-Type", sort)
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	_, _ = w.Write(b) // who left needs no answer
}

// refusalOf says why a request gets no answer. A name that somebody made lead to this
// address (rebinding) is in Host; a page of another place says so in Origin or
// Sec-Fetch-Site. Only following a link to the page itself is nobody's harm.
func (s *server) refusalOf(r *http.Request) (code int, why string) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return http.StatusMethodNotAllowed, "files are only read here"
	}
	if !s.isOurs(r.Host) {
		return http.StatusMisdirectedRequest, "this server is not " + journal.Show(r.Host)
	}
	if o := r.Header.Get("Origin"); o != "" && o != "http://"+r.Host {
		return http.StatusForbidden, "pages of other places may not read this"
	}
	site := r.Header.Get("Sec-Fetch-Site")
	follows := r.URL.Path == "/" && r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	if site != "" && site != "same-origin" && site != "none" && !follows {
		return http.StatusForbidden, "pages of other places may not read this"
	}
	return 0, ""
}

// isOurs says whether a Host is this server: the address it listens on, or where it
// is only reached from this machine, another spelling of that. A server that others
// reach may be named by any of its addresses, but by no name.
func (s *server) isOurs(host string) bool {
	name, port, err := net.SplitHostPort(host)
	ours, ourPort, _ := net.SplitHostPort(s.host)
	if err != nil || port != ourPort {
		return false
	}
	ip, at := net.ParseIP(name), net.ParseIP(ours)
	switch {
	case host == s.host, name == "localhost" && at.IsLoopback():
		return true
	case ip == nil:
		return false
	}
	return at.IsUnspecified() || at.IsLoopback() && ip.IsLoopback()
}
