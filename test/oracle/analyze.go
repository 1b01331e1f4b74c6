package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	_ "unsafe" // for go:linkname

	_ "cdk8s-istio/oracle/quiet"

	meshv1alpha1 "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pilot/pkg/config/file"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/analysis"
	"istio.io/istio/pkg/config/analysis/analyzers"
	"istio.io/istio/pkg/config/analysis/diag"
	"istio.io/istio/pkg/config/analysis/legacy/source/kube"
	"istio.io/istio/pkg/config/analysis/legacy/util/kuberesource"
	"istio.io/istio/pkg/config/analysis/local"
	"istio.io/istio/pkg/config/schema/gvk"
	"istio.io/istio/pkg/kube/krt"
	"istio.io/istio/pkg/log"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

var analyzeCommand = command{
	name:    "analyze",
	summary: "run Istio's analyzers over whole meshes: a JSON request per line in, a JSON answer per line out",
	run:     analyzeLines,
}

type analyzeRequest struct {
	Files []analyzeFile `json:"files"`
	// The mesh configuration. That of the ConfigMap istio among the files, else Istio's defaults, when absent.
	MeshConfig json.RawMessage `json:"meshConfig"`
}

type analyzeFile struct {
	Name string `json:"name"`
	// Documents of YAML.
	Text string `json:"text"`
}

type analyzeAnswer struct {
	Messages []analyzeMessage `json:"messages"`
	// Why documents were left out; the others are analyzed all the same.
	Unread []string `json:"unread"`
	Error  string   `json:"error,omitempty"`
}

// A message about a pod that a workload makes is one about the workload.
type analyzeMessage struct {
	Code      string `json:"code"`
	Level     string `json:"level"`
	Kind      string `json:"kind"`
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	File      string `json:"file"`
	Line      int    `json:"line"`
	Text      string `json:"text"`
	// How often an analyzer said it, before istioctl left out what is said twice.
	Times int `json:"times"`
}

// counted notes what an analyzer says.
type counted struct {
	analysis.Analyzer
	found *diag.Messages
}

func (c counted) Analyze(ctx analysis.Context) {
	c.Analyzer.Analyze(noted{ctx, c.found})
}

type noted struct {
	analysis.Context
	found *diag.Messages
}

func (n noted) Report(kind config.GroupVersionKind, message diag.Message) {
	n.found.Add(message)
	n.Context.Report(kind, message)
}

// The analyzer of AuthorizationPolicies keeps the first mesh configuration that it sees.
//
//go:linkname authzMeshConfig istio.io/istio/pkg/config/analysis/analyzers/authz.meshConfig
var authzMeshConfig *meshv1alpha1.MeshConfig

func analyzeLines(_ []string, in io.Reader, out io.Writer) error {
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
	krt.GlobalDebugHandler = nil // it would keep everything
	projector, err := newProjector()
	if err != nil {
		return err
	}
	one := make(chan struct{}, 1) // what the analyzers keep between runs allows no two at once
	return answerLines(in, out, func(line []byte) analyzeAnswer {
		one <- struct{}{}
		defer func() { <-one }()
		return analyzeLine(line, projector)
	})
}

func analyzeLine(line []byte, projector *projector) (answer analyzeAnswer) {
	defer func() {
		if reason := recover(); reason != nil {
			answer = analyzeAnswer{Error: fmt.Sprintf("panic: %v", reason)}
		}
	}()
	var request analyzeRequest
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&request); err != nil {
		return analyzeAnswer{Error: fmt.Sprintf("request: %v", err)}
	}
	answer, err := analyze(request, projector)
	if err != nil {
		return analyzeAnswer{Error: err.Error()}
	}
	return answer
}

// analyze does what `istioctl analyze` does, over the objects that a cluster would have that got these files.
func analyze(request analyzeRequest, projector *projector) (analyzeAnswer, error) {
	var found diag.Messages
	all := analyzers.All()
	for i, analyzer := range all {
		all[i] = counted{analyzer, &found}
	}
	combined := analysis.Combine("all", all...)
	source := file.NewKubeSource(kuberesource.ConvertInputsToSchemas(combined.Metadata().Inputs))
	source.SetDefaultNamespace("default")
	source.SetNamespacesFilter(isWatched)
	unread := []string{}
	for _, file := range request.Files {
		if err := source.ApplyContent(file.Name, file.Text); err != nil {
			unread = append(unread, err.Error())
		}
	}
	projection, err := projector.project(source, request.Files)
	if err != nil {
		return analyzeAnswer{}, err
	}

	analyzer := local.NewSourceAnalyzer(combined, "", "istio-system", nil)
	analyzer.AddSource(source)
	if err := setMeshConfig(analyzer, request.MeshConfig, source); err != nil {
		return analyzeAnswer{}, fmt.Errorf("meshConfig: %w", err)
	}
	stop := make(chan struct{})
	defer close(stop)
	authzMeshConfig = nil
	result, err := analyzer.Analyze(stop)
	if err != nil {
		return analyzeAnswer{}, err
	}
	return analyzeAnswer{Messages: projection.messages(result.Messages, found), Unread: append(unread, projection.unread...)}, nil
}

func setMeshConfig(analyzer *local.IstiodAnalyzer, given json.RawMessage, source *file.KubeSource) error {
	text, err := yaml.JSONToYAML(given)
	if err != nil {
		return err
	}
	if len(given) == 0 {
		config := source.Get(gvk.ConfigMap, "istio", "istio-system")
		if config == nil {
			return nil
		}
		text = []byte(config.Spec.(*corev1.ConfigMap).Data["mesh"])
	}
	temporary, err := os.CreateTemp("", "mesh-config-*.yaml")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	if _, err := temporary.Write(text); err != nil {
		return err
	}
	if err := temporary.Close(); err != nil {
		return err
	}
	return analyzer.AddFileKubeMeshConfig(temporary.Name())
}

// messages leaves out what is about objects that are in every cluster and not in the files, and says what is said twice once.
func (p *projection) messages(kept, found diag.Messages) []analyzeMessage {
	times := map[string]int{}
	for _, message := range found {
		times[message.String()]++
	}
	messages := []analyzeMessage{}
	for _, message := range kept {
		one := analyzeMessage{
			Code:  message.Type.Code(),
			Level: strings.ToLower(message.Type.Level().String()),
			Text:  fmt.Sprintf(message.Type.Template(), message.Parameters...),
			Times: times[message.String()],
		}
		if message.Resource != nil {
			origin := message.Resource.Origin.(*kube.Origin)
			key := objectKey{origin.Type.Kind, origin.FullName.Namespace.String(), origin.FullName.Name.String()}
			if p.added[key] {
				continue
			}
			if workload, ok := p.workloads[key]; ok {
				key = workload
			}
			one.Kind, one.Namespace, one.Name = key.kind, key.namespace, key.name
			if position, ok := origin.Ref.(*kube.Position); ok {
				one.File, one.Line = position.Filename, position.Line
				if message.Line != 0 {
					one.Line = message.Line
				}
			}
		}
		same := slices.IndexFunc(messages, func(other analyzeMessage) bool {
			other.Times = one.Times
			return other == one
		})
		if same < 0 {
			messages = append(messages, one)
		} else {
			messages[same].Times += one.Times
		}
	}
	return messages
}
