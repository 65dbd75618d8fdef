package main

import "github.com/spf13/cobra"

// complete offers values of a flag to a shell, each a word and after a tab what it is.
func complete(c *cobra.Command, flag string, list func(typed string) []string) {
	err := c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return list(typed), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the flag is defined where this is called
	}
}
