package cluster_test

import (
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/cmd/dev/depth"
	"entente/scenarios"
	"entente/scenarios/cluster"
)

func jobs() *cluster.Jobs {
	return &cluster.Jobs{Name: "small", Program: "/opt/entente", Folder: "/scratch/me/out", Shares: 12, Todo: []int{0, 1, 2, 7, 9, 10}, AtOnce: 4, Cores: 2}
}

func TestIndicesAreWrittenShort(t *testing.T) {
	require.Equal(t, "0-2,7,9-10", cluster.Indices([]int{0, 1, 2, 7, 9, 10}))
	require.Empty(t, cluster.Indices(nil))
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfDistinct(rapid.IntRange(0, 60), rapid.ID).Draw(t, "list")
		slices.Sort(list)
		var read []int
		for _, part := range strings.FieldsFunc(cluster.Indices(list), func(r rune) bool { return r == ',' }) {
			from, to, ok := strings.Cut(part, "-")
			a, b := number(from), number(from)
			if ok {
				b = number(to)
			}
			for ; a <= b; a++ {
				read = append(read, a)
			}
		}
		if !slices.Equal(list, read) {
			t.Fatalf("%v is read as %v", list, read)
		}
	})
}

func number(s string) (n int) {
	for _, r := range s {
		n = 10*n + int(r-'0')
	}
	return n
}

func TestOptionsOfSbatch(t *testing.T) {
	list, err := cluster.Options(`--time=01:00:00 -p short --comment "a b" --mem 4G`)
	require.NoError(t, err)
	require.Equal(t, []string{"--time=01:00:00", "-p short", `--comment "a b"`, "--mem 4G"}, list)
	for text, says := range map[string]string{
		"short":             "no option of sbatch",
		"--time=1 short":    "no option of sbatch",
		"--array=0-3":       "--array is set by entente",
		"-a 0-3":            "-a is set by entente",
		"-a0-3":             "-a is set by entente",
		`--comment "a`:      "without its other",
		"--time=1\nrm -r /": "line break",
		"--dependency=x":    "--dependency is set by entente",
	} {
		_, err := cluster.Options(text)
		require.ErrorContains(t, err, says, text)
	}
}

// The scripts as a person reads them before they are submitted.
func TestSlurmScripts(t *testing.T) {
	j := jobs()
	text := j.Array([]string{"--time=01:00:00"})
	for _, line := range []string{
		"#SBATCH --array=0-2,7,9-10%4", "#SBATCH --cpus-per-task=2", "#SBATCH --requeue", "#SBATCH --signal=B:TERM@60", "#SBATCH --time=01:00:00",
		"#SBATCH --chdir=/scratch/me/out", "#SBATCH --output=cluster/%A_%a.txt",
		`/opt/entente sweep shard . --shard "$SLURM_ARRAY_TASK_ID/12" --workers "${SLURM_CPUS_PER_TASK:-1}" &`,
	} {
		require.Contains(t, text, line+"\n")
	}
	text = j.Array([]string{"-c 8", "--output=mine.txt"})
	require.NotContains(t, text, "--cpus-per-task")
	require.NotContains(t, text, "--output=cluster")
	require.Contains(t, j.Merge(nil), "exec /opt/entente sweep merge .\n")
	require.Equal(t, []string{"--dependency=afterok:5", "--kill-on-invalid-dep=yes"}, j.After("5", nil))
	require.Equal(t, []string{"--dependency=afterok:5,afterany:3:4", "--kill-on-invalid-dep=yes"}, j.After("5", []string{"3", "4"}))
	j.Partial, j.Retry = true, true
	require.Equal(t, []string{"--dependency=afterany:5"}, j.After("5", nil))
	require.Contains(t, j.Merge(nil), "sweep merge . --partial\n")
	require.Contains(t, j.Array(nil), " --retry-failed &\n")
}

// The script of a task passes an end on that it is told, and asks for its return only
// where the share says that it was stopped.
func TestATaskThatIsToldToEndComesBack(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		depth.Missing(t, "bash")
	}
	for _, x := range []struct {
		name, share, restarts string
		back                  bool
		code                  int
	}{
		{"whole", `exit 0`, "0", false, 0},
		{"failed", `exit 1`, "0", false, 1},
		{"killed", `kill -9 $$`, "0", false, 137},
		{"stopped", `trap 'sleep 0.2; exit 75' TERM; kill -TERM $PPID; while :; do sleep 0.05; done`, "0", true, 75},
		{"told twice", `trap : TERM; kill -TERM $PPID; sleep 0.2; kill -TERM $PPID; sleep 0.2; exit 75`, "3", true, 75},
		{"for ever", `exit 75`, "100", false, 75},
	} {
		t.Run(x.name, func(t *testing.T) {
			dir := t.TempDir()
			program := filepath.Join(dir, "entente")
			require.NoError(t, os.WriteFile(program, []byte("#!/bin/bash\n"+x.share+"\n"), 0o700))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "scontrol"), []byte("#!/bin/sh\necho \"$@\" > requeued\n"), 0o700))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "sleep"), []byte("#!/bin/sh\n[ \"$1\" = 30 ] || exec /bin/sleep \"$1\"\n"), 0o700))
			j := jobs()
			j.Program = program
			c := exec.Command("bash", "-c", j.Array(nil))
			c.Dir, c.Env = dir, append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"), "SLURM_ARRAY_TASK_ID=7", "SLURM_ARRAY_JOB_ID=40", "SLURM_RESTART_COUNT="+x.restarts)
			_ = c.Run()
			require.Equal(t, x.code, c.ProcessState.ExitCode())
			text, err := os.ReadFile(filepath.Join(dir, "requeued"))
			if !x.back {
				require.ErrorIs(t, err, os.ErrNotExist)
				return
			}
			require.NoError(t, err)
			require.Equal(t, "requeue 40_7\n", string(text))
		})
	}
}

// What makes the tables also hands over the next replications where a study asks for
// more, and only then; how a run of it ended is what it ends with.
func TestTheNextReplicationsFollow(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		depth.Missing(t, "bash")
	}
	for _, x := range []struct {
		name          string
		merge, submit string // what the program does
		asks          bool   // whether submit is asked
		code          int
	}{
		{"enough", "exit 0", "exit 1", false, 0},
		{"no tables", "exit 1", "exit 1", false, 1},
		{"more", "exit 3", "echo : job 8", true, 0},
		{"some runs failed", "exit 3", "exit 0", true, 3},
		{"no cluster", "exit 3", "exit 2", true, 2},
	} {
		t.Run(x.name, func(t *testing.T) {
			dir := t.TempDir()
			j := jobs()
			j.Program, j.Folder = filepath.Join(dir, "entente"), dir
			j.Again = []string{j.Program, "sweep", "submit", dir, "--sbatch=--time=5 --comment 'a b'"}
			text := "#!/bin/bash\ncase $2 in\nmerge) " + x.merge + ";;\nsubmit) echo \"$#:$4\" > asked; " + x.submit + ";;\nesac\n"
			require.NoError(t, os.WriteFile(j.Program, []byte(text), 0o700))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "parallel"), []byte("#!/bin/sh\n"), 0o700))
			for _, script := range []string{j.Merge(nil), j.Parallel()} {
				require.NoError(t, os.RemoveAll(filepath.Join(dir, "asked")))
				c := exec.Command("bash", "-c", script)
				c.Dir, c.Env = dir, append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"))
				_ = c.Run()
				require.Equal(t, x.code, c.ProcessState.ExitCode(), script)
				said, err := os.ReadFile(filepath.Join(dir, "asked"))
				if !x.asks {
					require.ErrorIs(t, err, os.ErrNotExist)
					continue
				}
				require.NoError(t, err)
				require.Equal(t, "4:--sbatch=--time=5 --comment 'a b'\n", string(said), "options come through")
			}
		})
	}
}

func TestWhatSlurmSays(t *testing.T) {
	require.Equal(t, 1001, cluster.MaxArray("MaxArraySize            = 1001\nMaxDBDMsgs              = 20008\n"))
	require.Zero(t, cluster.MaxArray("slurm_load_ctl_conf error"))
	tasks := cluster.Queue("12|3|RUNNING|None\n12|4|PENDING|(Resources)\n13|N/A|PENDING|(Dependency)\n12|5|FAILED|NonZeroExitCode\nnonsense\n")
	require.Equal(t, []cluster.Task{{"12", 3, "RUNNING", "None"}, {"12", 4, "PENDING", "(Resources)"}, {"13", -1, "PENDING", "(Dependency)"}, {"12", 5, "FAILED", "NonZeroExitCode"}}, tasks)
	require.False(t, tasks[0].Ended())
	require.False(t, tasks[1].Ended())
	require.True(t, tasks[3].Ended())
}

func TestParallelLines(t *testing.T) {
	j := jobs()
	require.Contains(t, j.Parallel(), `parallel -j4 --joblog /scratch/me/out/cluster/parallel.log --retries 3 '/opt/entente sweep shard /scratch/me/out --shard {}/12 --workers 2' ::: 0 1 2 7 9 10 &&`)
	j.Shares = 6
	require.Contains(t, j.Parallel(), "seq 0 5 | parallel -j4 ")
	j.Folder = "/scratch/my own/out"
	require.Contains(t, j.Parallel(), `sweep shard '\''/scratch/my own/out'\'' --shard`)
}

// job is what of batch/v1 Job of Kubernetes is used here, each field with its type: a
// key that is not among them, or a value of another type, is a problem.
type job struct {
	APIVersion string   `yaml:"apiVersion" need:"yes"`
	Kind       string   `yaml:"kind" need:"yes"`
	Metadata   metadata `yaml:"metadata"`
	Spec       struct {
		CompletionMode       string           `yaml:"completionMode" need:"yes"`
		Completions          *scenarios.Count `yaml:"completions" min:"1" need:"yes"`
		Parallelism          *scenarios.Count `yaml:"parallelism" max:"100000" need:"yes"`
		BackoffLimitPerIndex *scenarios.Count `yaml:"backoffLimitPerIndex"`
		PodFailurePolicy     struct {
			Rules []*rule `yaml:"rules"`
		} `yaml:"podFailurePolicy"`
		Template struct {
			Metadata metadata `yaml:"metadata"`
			Spec     pod      `yaml:"spec"`
		} `yaml:"template"`
	} `yaml:"spec"`
}

type metadata struct {
	Name   string                    `yaml:"name"`
	Labels map[string]*scenarios.Raw `yaml:"labels"`
}

type rule struct {
	Action          string       `yaml:"action" need:"yes"`
	OnPodConditions []*condition `yaml:"onPodConditions"`
	OnExitCodes     *exitCodes   `yaml:"onExitCodes"`
}

type condition struct {
	Type string `yaml:"type" need:"yes"`
}

type exitCodes struct {
	ContainerName string             `yaml:"containerName"`
	Operator      string             `yaml:"operator" need:"yes"`
	Values        []*scenarios.Count `yaml:"values"`
}

type pod struct {
	RestartPolicy string           `yaml:"restartPolicy" need:"yes"`
	Grace         *scenarios.Count `yaml:"terminationGracePeriodSeconds"`
	Containers    []*container     `yaml:"containers"`
	Volumes       []*volume        `yaml:"volumes"`
}

type container struct {
	Name    string   `yaml:"name" need:"yes"`
	Image   string   `yaml:"image" need:"yes"`
	Command []string `yaml:"command"`
	Args    []string `yaml:"args"`
	Env     []*struct {
		Name      string `yaml:"name" need:"yes"`
		ValueFrom struct {
			FieldRef struct {
				FieldPath string `yaml:"fieldPath"`
			} `yaml:"fieldRef"`
		} `yaml:"valueFrom"`
	} `yaml:"env"`
	Resources struct {
		Requests struct {
			CPU string `yaml:"cpu"`
		} `yaml:"requests"`
	} `yaml:"resources"`
	Mounts []*struct {
		Name      string `yaml:"name"`
		MountPath string `yaml:"mountPath"`
	} `yaml:"volumeMounts"`
}

type volume struct {
	Name  string `yaml:"name"`
	Claim struct {
		Name string `yaml:"claimName"`
	} `yaml:"persistentVolumeClaim"`
}

// The Indexed Job is one that Kubernetes takes: every key is one of its, and what its
// validation asks of an Indexed Job with a limit for each index holds.
func TestKubernetesJobIsStrict(t *testing.T) {
	j := jobs()
	j.Name, j.Folder, j.Program = `Liaison.or_platform`, "out", "entente"
	var x job
	text := j.Kubernetes(`registry.example/entente:1`, "work")
	form := scenarios.ReadForm("job.yaml", []byte(text), &x)
	require.NoError(t, form.Err())
	require.Error(t, scenarios.ReadForm("job.yaml", []byte(strings.Replace(text, "backoffLimitPerIndex", "backoffLimitPerindex", 1)), &job{}).Err())
	require.Equal(t, "batch/v1", x.APIVersion)
	require.Equal(t, "Job", x.Kind)
	require.Regexp(t, `^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$`, x.Metadata.Name)
	require.Equal(t, "Indexed", x.Spec.CompletionMode, "backoffLimitPerIndex asks for it")
	require.EqualValues(t, 12, x.Spec.Completions.Value)
	require.EqualValues(t, 4, x.Spec.Parallelism.Value)
	require.Equal(t, "Never", x.Spec.Template.Spec.RestartPolicy, "podFailurePolicy asks for it")
	c := x.Spec.Template.Spec.Containers[0]
	for _, r := range x.Spec.PodFailurePolicy.Rules {
		require.Contains(t, []string{"FailJob", "FailIndex", "Ignore", "Count"}, r.Action)
		require.NotEqual(t, r.OnExitCodes == nil, len(r.OnPodConditions) == 0, "one of both")
		if r.OnExitCodes != nil {
			require.Equal(t, c.Name, r.OnExitCodes.ContainerName)
			require.Contains(t, []string{"In", "NotIn"}, r.OnExitCodes.Operator)
			require.NotZero(t, r.OnExitCodes.Values[0].Value, "0 may not be among those In")
		}
	}
	require.Equal(t, []string{"entente"}, c.Command)
	require.Equal(t, []string{"sweep", "shard", path.Join(cluster.Volume, "out"), "--shard=$(SHARE)/12", "--workers=2"}, c.Args)
	require.Equal(t, "SHARE", c.Env[0].Name)
	require.Equal(t, "metadata.annotations['batch.kubernetes.io/job-completion-index']", c.Env[0].ValueFrom.FieldRef.FieldPath)
	require.Equal(t, c.Mounts[0].Name, x.Spec.Template.Spec.Volumes[0].Name)
	require.Equal(t, "work", x.Spec.Template.Spec.Volumes[0].Claim.Name)
}

// admits reads a Job as the API server of Kubernetes does before it takes one: to the key,
// with its defaults, and by its own rules.
const admits = `package main

import (
	"fmt"
	"io"
	"os"

	batchv1 "k8s.io/api/batch/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/kubernetes/pkg/apis/batch"
	"k8s.io/kubernetes/pkg/apis/batch/install"
	"k8s.io/kubernetes/pkg/apis/batch/validation"
	coreinstall "k8s.io/kubernetes/pkg/apis/core/install"
)

func main() {
	text, _ := io.ReadAll(os.Stdin)
	scheme := runtime.NewScheme()
	coreinstall.Install(scheme)
	install.Install(scheme)
	read, _, err := serializer.NewCodecFactory(scheme, serializer.EnableStrict).UniversalDeserializer().Decode(text, nil, nil)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	scheme.Default(read)
	read.(*batchv1.Job).Namespace = "default"
	job := &batch.Job{}
	if err := scheme.Convert(read, job, nil); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	// The server gives a job these before it looks at it.
	job.UID = "1"
	job.Spec.Selector = &metav1.LabelSelector{MatchLabels: map[string]string{"batch.kubernetes.io/controller-uid": "1"}}
	for _, prefix := range []string{"", "batch.kubernetes.io/"} {
		job.Spec.Template.Labels[prefix+"controller-uid"], job.Spec.Template.Labels[prefix+"job-name"] = "1", job.Name
	}
	problems := validation.ValidateJob(job, validation.JobValidationOptions{RequirePrefixedLabels: true})
	for _, p := range problems {
		fmt.Println(p)
	}
	if len(problems) > 0 {
		os.Exit(1)
	}
}
`

// kubernetes is the version whose server is asked, without the number before it, and the
// parts that its module names without one.
const (
	kubernetes = "34.2"
	parts      = "api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider cluster-bootstrap code-generator component-base component-helpers controller-manager cri-api cri-client csi-translation-lib dynamic-resource-allocation endpointslice externaljwt kube-aggregator kube-controller-manager kube-proxy kube-scheduler kubectl kubelet metrics mount-utils pod-security-admission sample-apiserver"
)

// What is a Job by our own list of its fields is one that the API server of Kubernetes
// would take, by its own code.
func TestKubernetesAdmitsTheJob(t *testing.T) {
	if depth.Pick(0, 0, 1) == 0 {
		t.Skip("it builds a piece of Kubernetes' API server: ENTENTE_DEPTH=long asks for it")
	}
	dir := t.TempDir()
	module := "module admits\n\ngo 1.26\n\nrequire k8s.io/kubernetes v1." + kubernetes + "\n"
	for part := range strings.FieldsSeq(parts) {
		module += fmt.Sprintf("replace k8s.io/%s => k8s.io/%[1]s v0.%s\n", part, kubernetes)
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte(module), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(admits), 0o600))
	do := func(input string, words ...string) (string, error) {
		c := exec.Command(words[0], words[1:]...)
		c.Dir, c.Stdin = dir, strings.NewReader(input)
		said, err := c.CombinedOutput()
		return string(said), err
	}
	if said, err := do("", "go", "mod", "tidy"); err != nil {
		depth.Missing(t, "k8s.io/kubernetes: "+said)
	}
	said, err := do("", "go", "build", "-o", "admits", ".")
	require.NoError(t, err, said)
	j := jobs()
	j.Retry = true
	text := j.Kubernetes("registry.example/entente:1", "work")
	said, err = do(text, "./admits")
	require.NoError(t, err, said)
	for _, x := range []struct{ old, new, says string }{
		{"completions:", "completion:", `unknown field "spec.completion"`},
		{"completionMode: Indexed", "completionMode: Any", "spec.completionMode: Unsupported value"},
		{"restartPolicy: Never", "restartPolicy: Always", "spec.template.spec.restartPolicy"},
	} {
		require.Contains(t, text, x.old)
		said, err := do(strings.Replace(text, x.old, x.new, 1), "./admits")
		require.Error(t, err, x.new)
		require.Contains(t, said, x.says)
	}
}

// Slurm's programs are asked by the caller's function: a queue by its title, a job by its
// number, and a machine without them is named as that.
func TestSlurmAsksItsPrograms(t *testing.T) {
	var asked []string
	s := cluster.Slurm{Run: func(program string, words ...string) (string, error) {
		asked = append(asked, program+" "+strings.Join(words, " "))
		return map[string]string{"scontrol": "MaxArraySize = 17\n", "squeue": "7|2|RUNNING|None\n", "sbatch": "41;here\n"}[program], nil
	}}
	most, err := s.MaxArray()
	require.NoError(t, err)
	require.Equal(t, 17, most)
	tasks, err := s.Queue("entente-x")
	require.NoError(t, err)
	require.Equal(t, []cluster.Task{{Job: "7", Share: 2, State: "RUNNING", Why: "None"}}, tasks)
	job, err := s.Submit("merge.sbatch", "--dependency=afterok:7")
	require.NoError(t, err)
	require.Equal(t, "41", job)
	require.Equal(t, []string{"scontrol show config", "squeue --noheader --array --format=%F|%K|%T|%r --name=entente-x,entente-x-merge", "sbatch --parsable --dependency=afterok:7 merge.sbatch"}, asked)

	s.Run = func(string, ...string) (string, error) { return "", exec.ErrNotFound }
	_, err = s.Submit("merge.sbatch")
	require.ErrorIs(t, err, cluster.ErrNoSlurm)
	most, _ = s.MaxArray()
	require.Equal(t, cluster.UsualMaxArray, most)
}
