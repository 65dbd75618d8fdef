package cluster

import (
	"fmt"
	"path"
	"strings"
)

// Parallel are the lines of a shell that make the shares by GNU parallel, here or over
// ssh, and then the tables.
func (j *Jobs) Parallel() string {
	var b strings.Builder
	source, end := fmt.Sprintf("seq 0 %d | ", j.Shares-1), ""
	if !j.isWhole() {
		var words []string
		for _, i := range j.Todo {
			words = append(words, fmt.Sprint(i))
		}
		source, end = "", " ::: "+strings.Join(words, " ")
	}
	atOnce := ""
	if j.AtOnce > 0 {
		atOnce = fmt.Sprintf(" -j%d", j.AtOnce)
	}
	log := Quote(path.Join(j.Folder, Notes, "parallel.log"))
	fmt.Fprintf(&b, "# Makes %d shares of the study %s, then its tables. Over ssh: add --sshloginfile HOSTS, where the folder is shared.\n", len(j.Todo), j.Name)
	fmt.Fprintf(&b, "%sparallel%s --joblog %s --retries 3 %s%s &&\n", source, atOnce, log,
		Quote(fmt.Sprintf("%s sweep shard %s --shard {}/%d --workers %d%s", Quote(j.Program), Quote(j.Folder), j.Shares, max(1, j.Cores), j.retryFlag())), end)
	if j.Again == nil {
		fmt.Fprintf(&b, "\t%s sweep merge %s%s\n", Quote(j.Program), Quote(j.Folder), j.partialFlag())
		return b.String()
	}
	fmt.Fprintf(&b, `	(
		%s sweep merge %s
		code=$?
		if [ "$code" -eq 3 ]; then # more replications are asked for; where nothing is missing, some runs failed
			next=$(%s) || exit
			[ -z "$next" ] || { printf '%%s\n' "$next" | sh; code=$?; }
		fi
		exit "$code"
	)
`, Quote(j.Program), Quote(j.Folder), j.nextCommand())
	return b.String()
}
