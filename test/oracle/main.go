// Command oracle answers questions about Istio by running Istio's own code, so that the tests of this
// repository compare with Istio itself and not with what we believe it does.
package main

import (
	"fmt"
	"io"
	"os"
)

// A command lives in a file of its own, named after it, and is listed in commands below.
type command struct {
	name    string
	args    string
	summary string
	run     func(args []string, in io.Reader, out io.Writer) error
}

var commands = []command{
	admissionCommand, analyzeCommand, gatewayTemplateCommand, renderCommand, routesCommand, crdsCommand, sampleCommand, valuesCommand,
	envoyTypesCommand, yamlCommand,
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprint(os.Stderr, "usage:\n")
		for _, c := range commands {
			fmt.Fprintf(os.Stderr, "  oracle %-16s %s\n", c.name+" "+c.args, c.summary)
		}
		os.Exit(2)
	}
	for _, c := range commands {
		if c.name != os.Args[1] {
			continue
		}
		if err := c.run(os.Args[2:], os.Stdin, os.Stdout); err != nil {
			fmt.Fprintf(os.Stderr, "oracle %s: %v\n", c.name, err)
			os.Exit(1)
		}
		return
	}
	fmt.Fprintf(os.Stderr, "oracle: no command %q; run oracle without arguments for the list\n", os.Args[1])
	os.Exit(2)
}
