package main

import (
	"io"

	"istio.io/istio/manifests"
)

var crdsCommand = command{
	name:    "crds",
	summary: "print the CRDs of Istio as YAML, descriptions included",
	run: func(_ []string, _ io.Reader, out io.Writer) error {
		crds, err := manifests.FS.ReadFile("charts/base/files/crd-all.gen.yaml")
		if err != nil {
			return err
		}
		_, err = out.Write(crds)
		return err
	},
}
