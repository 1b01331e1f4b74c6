package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime/debug"
)

var sampleCommand = command{
	name:    "sample",
	args:    "PATH",
	summary: "print a file below Istio's samples/ folder; for a folder, list the files in it",
	run:     printSample,
}

func printSample(args []string, _ io.Reader, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("needs one path below samples/, got %d", len(args))
	}
	name := path.Clean(args[0])
	if !fs.ValidPath(name) {
		return fmt.Errorf("%q is not a path below samples/; oracle sample . lists them all", args[0])
	}
	module, err := istioFolder()
	if err != nil {
		return err
	}
	samples := os.DirFS(filepath.Join(module, "samples"))
	info, err := fs.Stat(samples, name)
	if err != nil {
		return fmt.Errorf("no sample %q; oracle sample . lists them all", name)
	}
	if info.IsDir() {
		return listSamples(samples, name, out)
	}
	text, err := fs.ReadFile(samples, name)
	if err != nil {
		return err
	}
	_, err = out.Write(text)
	return err
}

func listSamples(samples fs.FS, folder string, out io.Writer) error {
	return fs.WalkDir(samples, folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.Name() == "testdata":
			return fs.SkipDir
		case !entry.IsDir():
			fmt.Fprintln(out, name)
		}
		return nil
	})
}

// istioFolder is where Go keeps the version of Istio that this program was built with, for Istio embeds
// its charts but not its samples. Go fetches it where only this binary was restored from a cache.
func istioFolder() (string, error) {
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		if module.Path != "istio.io/istio" {
			continue
		}
		answer, runErr := exec.Command("go", "mod", "download", "-json", module.Path+"@"+module.Version).Output()
		var found struct{ Dir, Error string }
		if err := json.Unmarshal(answer, &found); err != nil || found.Error != "" {
			return "", fmt.Errorf("go mod download %s@%s: %v %s", module.Path, module.Version, runErr, found.Error)
		}
		return found.Dir, nil
	}
	return "", fmt.Errorf("this build does not say which version of Istio it has; build it with test/peers/build.mjs")
}
