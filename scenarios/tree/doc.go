// Package tree reads files of YAML into one tree whose nodes know their places, merges
// and changes such trees, writes them on one line, and collects problems by place.
//
// It knows no grammar: what a key means, which keys there are and what a value may be is
// for those who decode the tree. It knows two shapes, since trees cannot be merged
// without them: a figure or a distribution is one thing that is never mixed, and lists
// of laws are merged by the ids of the laws.
//
// It is the one package that sees the YAML library, and accepts less than YAML does: one
// document without aliases, anchors, merge keys and tags. A file has at most 8 MiB,
// 500,000 parts, 64 levels and 5,000 keys in one mapping, which is counted before the
// library spends memory on it; a scenario has at most 200 files, and includes none from
// outside its folder.
package tree
