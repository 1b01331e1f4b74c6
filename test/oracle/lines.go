package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"runtime"
)

// answerLines answers each line on a core of its own, and writes the answers in the order of the lines, each as soon as it is there.
func answerLines[Answer any](in io.Reader, out io.Writer, answerOf func(line []byte) Answer) error {
	pending := make(chan chan Answer, runtime.GOMAXPROCS(0))
	var readErr error
	go func() {
		defer close(pending)
		lines := bufio.NewReader(in)
		for readErr == nil {
			var line []byte
			line, readErr = lines.ReadBytes('\n')
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			answer := make(chan Answer, 1)
			pending <- answer
			go func() { answer <- answerOf(line) }()
		}
	}()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for answer := range pending {
		if err := encoder.Encode(<-answer); err != nil {
			return err
		}
	}
	if !errors.Is(readErr, io.EOF) {
		return readErr
	}
	return nil
}
