package cluster

import (
	_ "embed"
	"fmt"
	"path"
	"strings"
	"text/template"
)

//go:embed kubernetes.yaml.tmpl
var kubernetes string

var indexedJob = template.Must(template.New("kubernetes").Option("missingkey=error").Parse(kubernetes))

// Volume is where jobs of Kubernetes find the claim that holds the folder.
const Volume = "/study"

// Kubernetes is an Indexed Job, in YAML, with an index for each share. A share that a
// node lost or that was told to end is begun again and counts for nothing; what is
// wrong input stays wrong, and is not tried again. All shares are asked for: those that
// are there already end at once.
func (j *Jobs) Kubernetes(image, claim string) string {
	at := path.Join(Volume, j.Folder)
	atOnce := j.Shares
	if j.AtOnce > 0 {
		atOnce = min(atOnce, j.AtOnce)
	}
	cores := max(1, j.Cores)
	args := []string{"sweep", "shard", at, "--shard=$(SHARE)/" + fmt.Sprint(j.Shares), "--workers=" + fmt.Sprint(cores)}
	if j.Retry {
		args = append(args, "--retry-failed")
	}
	for i, a := range args {
		args[i] = yamlText(a)
	}
	var b strings.Builder
	err := indexedJob.Execute(&b, map[string]any{
		"Study": j.Name, "Name": objectName(j.Title()), "Shares": j.Shares, "AtOnce": atOnce, "Folder": at, "Partial": j.partialFlag(),
		"Image": yamlText(image), "Program": yamlText(j.Program), "Args": args, "Cores": yamlText(fmt.Sprint(cores)), "Volume": Volume, "Claim": yamlText(claim),
	})
	if err != nil {
		panic(err) // the template is ours
	}
	return b.String()
}

// objectName makes of a name what Kubernetes takes for one.
func objectName(name string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(name[:min(len(name), 50)])), "-")
}

// yamlText writes a text as YAML, in quotes: it stays a text whatever it looks like.
func yamlText(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
