// Package slurm runs a Slurm cluster of one node, which only this machine can reach, for
// tests of jobs: a controller, a node and the service by which they authenticate each
// other, in a folder and on ports of their own. It needs no system service, no database
// and no control groups, and so it runs in a container.
package slurm

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Cluster is one that runs.
type Cluster struct {
	Config string // its slurm.conf, for the variable SLURM_CONF

	folder  string
	servers []*exec.Cmd
}

// ErrMissing says that Slurm is not there.
var ErrMissing = errors.New("no Slurm here (apt-get install slurm-wlm munge)")

// patience is how long the cluster may take to come up.
const patience = 20 * time.Second

// settings are slurm.conf. Nothing listens but on the loopback address; processes are
// found without control groups; a job is looked at as soon as it is there.
const settings = `ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=%d
SlurmdPort=%d
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmUser=%s
SlurmdUser=%[3]s
AuthType=auth/munge
AuthInfo=socket=%[4]s/munge.socket
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
MinJobAge=3600
NodeName=localhost NodeAddr=127.0.0.1 NodeHostname=%[6]s CPUs=%[7]d State=UNKNOWN
PartitionName=main Nodes=localhost Default=YES MaxTime=INFINITE State=UP
`

// Start starts a cluster in an empty folder, whose arrays have at most so many tasks.
func Start(folder string, maxArray int) (*Cluster, error) {
	for _, program := range []string{"munged", "slurmctld", "slurmd", "sinfo"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, ErrMissing
		}
	}
	c := &Cluster{folder: folder, Config: filepath.Join(folder, "slurm.conf")}
	if err := c.write(maxArray); err != nil {
		return nil, err
	}
	at := func(name string) string { return filepath.Join(folder, name) }
	err := c.serve("munged", "--force", "--foreground", "--key-file="+at("munge.key"), "--socket="+at("munge.socket"),
		"--pid-file="+at("munge.pid"), "--log-file="+at("munge.log"), "--seed-file="+at("munge.seed"))
	if err == nil {
		err = wait("munged", func() bool { _, err := os.Stat(at("munge.socket")); return err == nil })
	}
	if err == nil {
		err = c.serve("slurmctld", "-D", "-f", c.Config)
	}
	if err == nil {
		err = c.serve("slurmd", "-D", "-f", c.Config, "-N", "localhost")
	}
	if err == nil {
		err = wait("the node", func() bool { said, _ := c.Say("sinfo", "-h", "-o", "%T"); return said == "idle" })
	}
	if err != nil {
		logs, _ := filepath.Glob(at("*.log"))
		for _, name := range logs {
			text, _ := os.ReadFile(name)
			err = fmt.Errorf("%w\n%s: %s", err, filepath.Base(name), text[max(0, len(text)-2000):])
		}
		c.Stop()
		return nil, err
	}
	return c, nil
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
		l, err := net.Listen("tcp", "127.0.0.1:0")
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

// serve starts one server, which writes to a log of its own.
func (c *Cluster) serve(program string, words ...string) error {
	log, err := os.Create(filepath.Join(c.folder, program+".log"))
	if err != nil {
		return err
	}
	defer log.Close()
	s := exec.Command(program, words...)
	s.Env = c.Env()
	s.Stdout, s.Stderr = log, log
	if err := s.Start(); err != nil {
		return err
	}
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

// Stop ends the cluster, with all of its jobs.
func (c *Cluster) Stop() {
	_, _ = c.Say("scancel", "--quiet", "--full", "--signal=KILL", "--partition=main")
	for i := len(c.servers) - 1; i >= 0; i-- {
		s := c.servers[i]
		_ = s.Process.Signal(os.Interrupt)
		over := make(chan struct{})
		go func() { _ = s.Wait(); close(over) }()
		select {
		case <-over:
		case <-time.After(5 * time.Second):
			_ = s.Process.Kill()
			<-over
		}
	}
}

// wait waits until something is so.
func wait(what string, is func() bool) error {
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(50 * time.Millisecond) {
		if is() {
			return nil
		}
	}
	return fmt.Errorf("%s did not come up in %v", what, patience)
}
