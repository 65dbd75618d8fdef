// Package slurm runs a Slurm cluster of one node, which only this machine can reach, for
// tests of jobs: a controller, a node and the service by which they authenticate each
// other, in a folder and on ports of their own. It needs no system service, no database
// and no control groups, and so it runs in a container.
package slurm

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// Cluster is one that runs.
type Cluster struct {
	Config string // its slurm.conf, for the variable SLURM_CONF

	folder  string
	servers []*server
}

// server is one of its programs; over is closed once it has ended.
type server struct {
	*exec.Cmd
	over chan struct{}
}

// ErrMissing says that Slurm is not there.
var ErrMissing = errors.New("no Slurm here (apt-get install slurm-wlm munge)")

// patience bounds every wait: it is for a machine that hangs, not for a slow one.
const patience = 2 * time.Minute

// tries is how often a cluster is started: a port that was free may be taken meanwhile.
const tries = 3

// settings are slurm.conf. Nothing listens but on the loopback address; processes are
// found without control groups; a job is looked at as soon as it is there. However slow
// the machine, no message and no start comes too late. What goes back into the queue
// stays there for an hour (cred_expire), or until StartNow.
const settings = `ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=%d
SlurmdPort=%d
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmUser=%s
SlurmdUser=%[3]s
AuthType=auth/munge
AuthInfo=socket=%[4]s/munge.socket,cred_expire=3600
CredType=cred/munge
StateSaveLocation=%[4]s/state
SlurmdSpoolDir=%[4]s/spool
SlurmctldPidFile=%[4]s/slurmctld.pid
SlurmdPidFile=%[4]s/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,bf_interval=1,sched_interval=1,sched_min_interval=0
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MaxArraySize=%[5]d
ReturnToService=2
KillWait=5
MessageTimeout=100
TCPTimeout=60
BatchStartTimeout=3600
UnkillableStepTimeout=3600
SlurmdTimeout=0
MinJobAge=3600
NodeName=localhost NodeAddr=127.0.0.1 NodeHostname=%[6]s CPUs=%[7]d State=UNKNOWN
PartitionName=main Nodes=localhost Default=YES MaxTime=INFINITE State=UP
`

// Start starts a cluster in an empty folder, whose arrays have at most so many tasks.
func Start(folder string, maxArray int) (c *Cluster, err error) {
	for _, program := range []string{"munged", "slurmctld", "slurmd", "sinfo"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, ErrMissing
		}
	}
	for try := range tries {
		c = &Cluster{folder: filepath.Join(folder, strconv.Itoa(try))}
		c.Config = filepath.Join(c.folder, "slurm.conf")
		if err = c.start(maxArray); err == nil {
			return c, nil
		}
		err = fmt.Errorf("try %d of %d: %w\n%s", try+1, tries, err, c.logs())
		c.Stop()
	}
	return nil, err
}

// start starts the servers one after the other, and waits for the node.
func (c *Cluster) start(maxArray int) error {
	if err := c.write(maxArray); err != nil {
		return err
	}
	at := func(name string) string { return filepath.Join(c.folder, name) }
	err := c.serve("munged", "--force", "--foreground", "--key-file="+at("munge.key"), "--socket="+at("munge.socket"),
		"--pid-file="+at("munge.pid"), "--log-file="+at("munge.log"), "--seed-file="+at("munge.seed"))
	if err == nil {
		err = c.wait("munged", func() bool { _, err := os.Stat(at("munge.socket")); return err == nil })
	}
	if err == nil {
		err = c.serve("slurmctld", "-D", "-f", c.Config)
	}
	if err == nil {
		err = c.serve("slurmd", "-D", "-f", c.Config, "-N", "localhost")
	}
	if err == nil {
		err = c.wait("the node", c.Idle)
	}
	return err
}

// write writes what the servers read.
func (c *Cluster) write(maxArray int) error {
	who, err := user.Current()
	if err != nil {
		return err
	}
	host, err := os.Hostname()
	if err != nil {
		return err
	}
	host, _, _ = strings.Cut(host, ".")
	var ports [2]int
	for i := range ports {
		l, err := freePort()
		if err != nil {
			return err
		}
		defer l.Close()
		ports[i] = l.Addr().(*net.TCPAddr).Port
	}
	key := make([]byte, 128)
	if _, err := rand.Read(key); err != nil {
		return err
	}
	for _, name := range []string{"state", "spool"} {
		if err := os.MkdirAll(filepath.Join(c.folder, name), 0o755); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(c.folder, "munge.key"), key, 0o600); err != nil {
		return err
	}
	return os.WriteFile(c.Config, fmt.Appendf(nil, settings, ports[0], ports[1], who.Username, c.folder, maxArray, host, max(2, runtime.NumCPU())), 0o644)
}

// freePort listens on a port that nobody listens on, and that no system gives to whoever
// wants any: it would be taken again before a server comes.
func freePort() (l net.Listener, err error) {
	for range 100 {
		var b [2]byte
		if _, err = rand.Read(b[:]); err != nil {
			break
		}
		port := 10_000 + int(binary.BigEndian.Uint16(b[:]))%20_000
		if l, err = net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port))); err == nil {
			break
		}
	}
	return l, err
}

// serve starts one server, which writes to a log of its own.
func (c *Cluster) serve(program string, words ...string) error {
	log, err := os.Create(filepath.Join(c.folder, program+".log"))
	if err != nil {
		return err
	}
	defer log.Close()
	s := &server{exec.Command(program, words...), make(chan struct{})}
	s.Env = c.Env()
	s.Stdout, s.Stderr = log, log
	if err := s.Start(); err != nil {
		return err
	}
	go func() { _ = s.Wait(); close(s.over) }()
	c.servers = append(c.servers, s)
	return nil
}

// Env is the environment in which Slurm's programs speak with this cluster.
func (c *Cluster) Env() []string { return append(os.Environ(), "SLURM_CONF="+c.Config) }

// Say runs a program of Slurm's and gives what it prints.
func (c *Cluster) Say(program string, words ...string) (string, error) {
	p := exec.Command(program, words...)
	p.Env = c.Env()
	said, err := p.CombinedOutput()
	return strings.TrimSpace(string(said)), err
}

// Idle says whether no job has the node, nor what is left of one.
func (c *Cluster) Idle() bool {
	said, err := c.Say("sinfo", "-h", "-o", "%T")
	return err == nil && said == "idle"
}

// StartNow has a job start that went back into the queue. Its last try must have ended:
// Slurm knows the tries of a job by the second, and what begins in the one in which
// another was ended would count as that one, and have failed.
func (c *Cluster) StartNow(job string) error {
	ended := time.Now().Unix()
	return c.wait(job, func() bool {
		said, err := c.Say("squeue", "-h", "--states=all", "--jobs="+job, "--format=%T")
		if err == nil && said == "PENDING" && time.Now().Unix() > ended+1 {
			_, _ = c.Say("scontrol", "update", "JobId="+job, "StartTime=now")
		}
		return err == nil && said != "PENDING"
	})
}

// Report is all that can be told of the cluster, for a test that waits in vain.
func (c *Cluster) Report() string {
	var b strings.Builder
	for _, line := range []string{"squeue --all --array --states=all", "sinfo --long", "scontrol show jobs"} {
		words := strings.Fields(line)
		said, err := c.Say(words[0], words[1:]...)
		fmt.Fprintf(&b, "%s: %s (%v)\n", line, said, err)
	}
	return b.String() + c.logs()
}

// logs are the ends of what the servers wrote.
func (c *Cluster) logs() string {
	var b strings.Builder
	list, _ := filepath.Glob(filepath.Join(c.folder, "*.log"))
	for _, name := range list {
		text, _ := os.ReadFile(name)
		fmt.Fprintf(&b, "%s: %s\n", filepath.Base(name), text[max(0, len(text)-4000):])
	}
	return b.String()
}

// Stop ends the cluster, with all of its jobs.
func (c *Cluster) Stop() {
	if len(c.servers) > 1 && c.living() == nil { // what a job does last is written into folders that may go next
		_ = c.wait("the end of all jobs", func() bool {
			_, _ = c.Say("scancel", "--quiet", "--full", "--signal=KILL", "--partition=main")
			said, err := c.Say("squeue", "-h", "--states=running,completing")
			return err == nil && said == ""
		})
	}
	for i := len(c.servers) - 1; i >= 0; i-- {
		s := c.servers[i]
		_ = s.Process.Signal(os.Interrupt)
		select {
		case <-s.over:
		case <-time.After(patience):
			_ = s.Process.Kill()
			<-s.over
		}
	}
}

// living is an error if a server has ended.
func (c *Cluster) living() error {
	for _, s := range c.servers {
		select {
		case <-s.over:
			return fmt.Errorf("%s has ended: %v", filepath.Base(s.Path), s.ProcessState)
		default:
		}
	}
	return nil
}

// wait waits until something is so, as long as all servers live.
func (c *Cluster) wait(what string, is func() bool) error {
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(50 * time.Millisecond) {
		if is() {
			return nil
		}
		if err := c.living(); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s: not there after %v", what, patience)
}
