// Package files opens and replaces files on a disk, in one way for every command, so that
// nothing a person made is ever lost.
//
// Open reads regular files only: a read from a pipe or a device might wait for ever. A
// Store writes: a command says in a Plan what it is about to write and what it reads, and
// Begin refuses what must not be replaced:
//
//   - a file that the command reads, under whatever name: another spelling, a hard
//     link, a symbolic link;
//   - what is no regular file: a directory, a device, a pipe, a socket;
//   - a file that is not what the command writes there;
//   - a finished file, unless Plan.Force says so or the new one is the same to the
//     byte. An empty file holds nothing to lose.
//
// All files of a plan are written under temporary names beside their own, flushed and
// synced, and only then take their names, together. Whatever fails on the way, each of
// the old files is whole and no temporary file remains. A program that is told to end
// calls Store.Abandon first.
package files
