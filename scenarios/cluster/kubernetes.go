package cluster

import (
	"fmt"
	"path"
	"strings"
)

// Volume is where jobs of Kubernetes find the claim that holds the folder.
const Volume = "/work"

// Kubernetes is an Indexed Job, in YAML, with an index for each share. A share that a
// node lost or that was told to end is begun again and counts for nothing; what is
// wrong input stays wrong, and is not tried again. All shares are asked for: those that
// are there already end at once.
func (j *Jobs) Kubernetes(image, claim string) string {
	at := path.Join(Volume, j.Folder)
	name := label(j.Title())
	atOnce := j.Shares
	if j.AtOnce > 0 {
		atOnce = min(atOnce, j.AtOnce)
	}
	args := []string{"sweep", "shard", at, "--shard=$(SHARE)/" + fmt.Sprint(j.Shares), "--workers=" + fmt.Sprint(max(1, j.Cores))}
	if j.Retry {
		args = append(args, "--retry-failed")
	}
	var words strings.Builder
	for _, a := range args {
		fmt.Fprintf(&words, "\n            - %s", scalar(a))
	}
	return fmt.Sprintf(`# The study %[1]s as an Indexed Job with an index for each of its %[3]d shares; it needs
# Kubernetes 1.33 or later. The folder has to lie in the volume, as %[4]s. Then:
#   kubectl apply -f FILE
#   kubectl wait --for=condition=complete --timeout=-1s job/%[2]s
#   entente sweep merge DIR%[11]s, where the volume is mounted, or in a pod of this image
apiVersion: batch/v1
kind: Job
metadata:
  name: %[2]s
  labels:
    app.kubernetes.io/name: entente
spec:
  completionMode: Indexed
  completions: %[3]d
  parallelism: %[5]d
  backoffLimitPerIndex: 3
  podFailurePolicy:
    rules:
      - action: Ignore # the node was lost or is needed
        onPodConditions:
          - type: DisruptionTarget
      - action: Ignore # it was told to end, and what was done is written
        onExitCodes:
          containerName: entente
          operator: In
          values: [75]
      - action: FailIndex # the input is wrong
        onExitCodes:
          containerName: entente
          operator: In
          values: [2]
  template:
    metadata:
      labels:
        app.kubernetes.io/name: entente
    spec:
      restartPolicy: Never
      terminationGracePeriodSeconds: 60
      containers:
        - name: entente
          image: %[6]s
          command: [%[7]s]
          args:%[8]s
          env:
            - name: SHARE
              valueFrom:
                fieldRef:
                  fieldPath: metadata.annotations['batch.kubernetes.io/job-completion-index']
          resources:
            requests:
              cpu: %[9]s
          volumeMounts:
            - name: work
              mountPath: %[10]s
      volumes:
        - name: work
          persistentVolumeClaim:
            claimName: %[12]s
`, j.Name, name, j.Shares, at, atOnce, scalar(image), scalar(j.Program), words.String(), scalar(fmt.Sprint(max(1, j.Cores))), Volume, j.partial(), scalar(claim))
}

// label makes of a name what Kubernetes takes for one.
func label(name string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(name[:min(len(name), 50)])), "-")
}

// scalar writes a text as YAML, in quotes: it stays a text whatever it looks like.
func scalar(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
