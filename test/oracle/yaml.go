package main

import (
	"encoding/json"
	"io"

	"sigs.k8s.io/yaml"
)

// What an API server and kubectl take a document for: the library is theirs.
var yamlCommand = command{
	name:    "yaml",
	summary: "reads one YAML document a line, as a text in JSON, and writes one {\"value\"} or {\"error\"} a line",
	run: func(_ []string, in io.Reader, out io.Writer) error {
		return answerLines(in, out, readDocument)
	},
}

type documentAnswer struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

func readDocument(line []byte) documentAnswer {
	var document string
	if err := json.Unmarshal(line, &document); err != nil {
		return documentAnswer{Error: err.Error()}
	}
	value, err := yaml.YAMLToJSONStrict([]byte(document))
	if err != nil {
		return documentAnswer{Error: err.Error()}
	}
	return documentAnswer{Value: value}
}
