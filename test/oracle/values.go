package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/strvals"
)

var valuesCommand = command{
	name:    "values",
	summary: "merge values files and --set options as Helm does: a JSON request per line in, a JSON answer per line out",
	run:     mergeLines,
}

type valuesRequest struct {
	// Texts of values files, the strongest last.
	Files     []string `json:"files"`
	Set       []string `json:"set"`
	SetString []string `json:"setString"`
}

type valuesAnswer struct {
	Values map[string]any `json:"values,omitempty"`
	Error  string         `json:"error,omitempty"`
}

func mergeLines(_ []string, in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for lines.Scan() {
		answer := valuesAnswer{}
		values, err := mergeLine(lines.Bytes())
		if err != nil {
			answer.Error = err.Error()
		} else {
			answer.Values = values
		}
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
	return lines.Err()
}

func mergeLine(line []byte) (map[string]any, error) {
	var request valuesRequest
	if err := json.Unmarshal(line, &request); err != nil {
		return nil, fmt.Errorf("request: %w", err)
	}
	values := map[string]any{}
	for _, file := range request.Files {
		tree, err := loader.LoadValues(bytes.NewReader([]byte(file)))
		if err != nil {
			return nil, err
		}
		values = loader.MergeMaps(values, tree)
	}
	for _, option := range request.Set {
		if err := strvals.ParseInto(option, values); err != nil {
			return nil, err
		}
	}
	for _, option := range request.SetString {
		if err := strvals.ParseIntoString(option, values); err != nil {
			return nil, err
		}
	}
	return values, nil
}
