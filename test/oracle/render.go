package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"helm.sh/helm/v4/pkg/chart/common"
	values "helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/loader/archive"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"
	release "helm.sh/helm/v4/pkg/release/v1/util"
	"istio.io/istio/manifests"
	"sigs.k8s.io/yaml"
)

var renderCommand = command{
	name:    "render",
	summary: "render official charts: a JSON request per line in, a JSON answer per line out",
	run:     renderLines,
}

var chartFolders = map[string]string{
	"base":          "base",
	"default":       "default",
	"istiod":        "istio-control/istio-discovery",
	"gateway":       "gateway",
	"cni":           "istio-cni",
	"ztunnel":       "ztunnel",
	"istio-ingress": "gateways/istio-ingress",
	"istio-egress":  "gateways/istio-egress",
}

type renderRequest struct {
	Chart     string          `json:"chart"`
	Release   string          `json:"release"`
	Namespace string          `json:"namespace"`
	Values    json.RawMessage `json:"values"`
	Upgrade   bool            `json:"upgrade"`
	// As in helm template, the version of Kubernetes that Helm's own libraries have when absent.
	KubeVersion string `json:"kubeVersion"`
	// The charts of the source tree say 1.0.0; a release is stamped with its own version.
	AppVersion string `json:"appVersion"`
}

type renderAnswer struct {
	Objects []json.RawMessage `json:"objects,omitzero"`
	Error   string            `json:"error,omitempty"`
}

func renderLines(_ []string, in io.Reader, out io.Writer) error {
	debug.SetGCPercent(400) // the charts are text in megabytes: a fifth less time for some 100 MB
	return answerLines(in, out, renderLine)
}

func renderLine(line []byte) renderAnswer {
	var request renderRequest
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&request); err != nil {
		return renderAnswer{Error: fmt.Sprintf("request: %v", err)}
	}
	objects, err := render(request)
	if err != nil {
		return renderAnswer{Error: err.Error()}
	}
	return renderAnswer{Objects: objects}
}

// render does what `helm template --include-crds` does with the chart, a values file and these options.
func render(request renderRequest) ([]json.RawMessage, error) {
	if err := chartutil.ValidateReleaseName(request.Release); err != nil {
		return nil, fmt.Errorf("release %q: %w", request.Release, err)
	}
	if request.Namespace == "" {
		return nil, errors.New("namespace: missing")
	}
	chrt, err := stampedChart(request.Chart, request.AppVersion)
	if err != nil {
		return nil, err
	}
	// Reading the values as YAML makes every number a float, as it is for the values file of a user.
	user, err := common.ReadValues(request.Values)
	if err != nil {
		return nil, fmt.Errorf("values: %w", err)
	}
	capabilities := common.DefaultCapabilities.Copy()
	if request.KubeVersion != "" {
		version, err := common.ParseKubeVersion(request.KubeVersion)
		if err != nil {
			return nil, fmt.Errorf("kubeVersion %q: %w", request.KubeVersion, err)
		}
		capabilities.KubeVersion = *version
	}
	all, err := values.ToRenderValues(chrt, user, common.ReleaseOptions{
		Name:      request.Release,
		Namespace: request.Namespace,
		Revision:  1,
		IsUpgrade: request.Upgrade,
		IsInstall: !request.Upgrade,
	}, capabilities)
	if err != nil {
		return nil, err
	}
	files, err := engine.Render(chrt, all)
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(files, func(name, _ string) bool { return path.Base(name) == "NOTES.txt" })
	hooks, sorted, err := release.SortManifests(files, nil, release.InstallOrder)
	if err != nil {
		return nil, err
	}

	objects := []json.RawMessage{}
	add := func(document string) error {
		// Helm ends every document with this newline, which a literal block at the end of one keeps.
		object, err := yaml.YAMLToJSON([]byte(document + "\n"))
		if err != nil {
			return fmt.Errorf("rendered document does not parse: %w\n%s", err, document)
		}
		if string(object) != "null" {
			objects = append(objects, object)
		}
		return nil
	}
	for _, manifest := range sorted {
		if err := add(manifest.Content); err != nil {
			return nil, err
		}
	}
	for _, hook := range hooks {
		if err := add(hook.Manifest); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

func stampedChart(name, version string) (*chart.Chart, error) {
	load, ok := charts[name]
	if !ok {
		return nil, fmt.Errorf("chart %q: unknown; one of %s", name, strings.Join(slices.Sorted(maps.Keys(charts)), ", "))
	}
	loaded, err := load()
	if err != nil || version == "" {
		return loaded, err
	}
	stamped, metadata := *loaded, *loaded.Metadata
	metadata.Version, metadata.AppVersion = version, version
	stamped.Metadata = &metadata
	return &stamped, nil
}

var charts = map[string]func() (*chart.Chart, error){}

func init() {
	for name, folder := range chartFolders {
		charts[name] = sync.OnceValues(func() (*chart.Chart, error) { return loadChart(folder) })
	}
}

func loadChart(folder string) (*chart.Chart, error) {
	tree, err := fs.Sub(manifests.FS, "charts/"+folder)
	if err != nil {
		return nil, err
	}
	var files []*archive.BufferedFile
	err = fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(tree, name)
		files = append(files, &archive.BufferedFile{Name: name, Data: data})
		return err
	})
	if err != nil {
		return nil, err
	}
	loaded, err := loader.LoadFiles(files)
	if err == nil && len(loaded.CRDObjects()) > 0 {
		return nil, fmt.Errorf("chart %s has a crds folder now; render must put these CRDs before the other objects", folder)
	}
	return loaded, err
}
