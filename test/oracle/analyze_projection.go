package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	yamlv3 "gopkg.in/yaml.v3" // for line numbers
	"istio.io/istio/pilot/pkg/config/file"
	"istio.io/istio/pilot/pkg/config/file/util/kubeyaml"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/analysis/legacy/source/kube"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/gvk"
	sresource "istio.io/istio/pkg/config/schema/resource"
	"istio.io/istio/pkg/kube/inject"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"
)

type objectKey struct{ kind, namespace, name string }

// What a cluster would have beside the objects of the files, and where its messages belong.
type projection struct {
	source *file.KubeSource
	// Pods that are in no file, with the workloads that make them.
	workloads map[objectKey]objectKey
	// Objects that are in every cluster.
	added  map[objectKey]bool
	unread []string
}

// Where the templates of pods are.
var podTemplates = map[string][]string{
	"v1/ReplicationController": {"spec", "template"},
	"apps/v1/Deployment":       {"spec", "template"},
	"apps/v1/StatefulSet":      {"spec", "template"},
	"apps/v1/DaemonSet":        {"spec", "template"},
	"apps/v1/ReplicaSet":       {"spec", "template"},
	"batch/v1/Job":             {"spec", "template"},
	"batch/v1/CronJob":         {"spec", "jobTemplate", "spec", "template"},
}

// project adds what the API server, the controllers and the injector would add that the analyzers look at.
func (p *projector) project(source *file.KubeSource, files []analyzeFile) (*projection, error) {
	result := &projection{source: source, workloads: map[objectKey]objectKey{}, added: map[objectKey]bool{}}
	// Everything is read once more, for the source keeps no objects of kinds that no analyzer asks for.
	documents := []document{}
	for _, file := range files {
		read, err := readDocuments(file)
		if err != nil {
			result.unread = append(result.unread, err.Error())
		}
		documents = append(documents, read...)
	}
	for _, name := range []string{"default", "istio-system"} {
		if source.Get(gvk.Namespace, name, "") == nil {
			namespace := &corev1.Namespace{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Namespace"}}
			namespace.Name = name
			if err := result.add(namespace, collections.Namespace); err != nil {
				return nil, err
			}
		}
	}
	webhooks, err := p.webhooks(result, documents)
	if err != nil {
		return nil, err
	}
	placer := &placer{p.ambient, webhooks, source}
	for _, service := range source.List(gvk.Service, "") {
		ports := service.Spec.(*corev1.ServiceSpec).Ports
		for i := range ports {
			if ports[i].Protocol == "" {
				ports[i].Protocol = corev1.ProtocolTCP
			}
		}
	}
	if err := result.placePods(placer); err != nil {
		return nil, err
	}
	for _, document := range documents {
		if err := result.addPodOf(document, placer); err != nil {
			result.unread = append(result.unread, fmt.Sprintf("%s:%d: %v", document.file, document.line, err))
		}
	}
	return result, nil
}

// isWatched leaves out the namespaces of Kubernetes itself, as istioctl does.
func isWatched(object any) bool {
	config := object.(config.Config)
	if config.GroupVersionKind.Kind == gvk.Namespace.Kind {
		return !inject.IgnoredNamespaces.Contains(config.Name)
	}
	return !inject.IgnoredNamespaces.Contains(config.Namespace)
}

// add takes an object that is in no file.
func (p *projection) add(object metav1.Object, schema sresource.Schema) error {
	config, err := file.ToConfig(object, schema, nil, nil)
	if err != nil {
		return err
	}
	p.added[objectKey{config.GroupVersionKind.Kind, config.Namespace, config.Name}] = true
	_, err = p.source.Create(*config)
	return err
}

// placePods treats the pods that are in the files by themselves.
func (p *projection) placePods(placer *placer) error {
	for _, config := range p.source.List(gvk.Pod, "") {
		pod := &corev1.Pod{Spec: *config.Spec.(*corev1.PodSpec)}
		pod.Name, pod.Namespace, pod.Labels, pod.Annotations = config.Name, config.Namespace, config.Labels, config.Annotations
		placer.place(pod)
		config.Annotations, config.Spec = pod.Annotations, &pod.Spec
		if _, err := p.source.Update(config); err != nil {
			return err
		}
	}
	return nil
}

// addPodOf makes one pod of a workload, with the lines of its template.
func (p *projection) addPodOf(document document, placer *placer) error {
	object := document.object
	path, ok := podTemplates[object.GetAPIVersion()+"/"+object.GetKind()]
	if !ok {
		return nil
	}
	template, _, err := unstructured.NestedMap(object.Object, path...)
	if err != nil {
		return err
	}
	pod := &corev1.Pod{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(template, pod); err != nil {
		return err
	}
	namespace := object.GetNamespace()
	if namespace == "" {
		namespace = "default"
	}
	pod.TypeMeta = metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"}
	pod.Name, pod.Namespace = object.GetName()+"~"+object.GetKind(), namespace
	placer.place(pod)

	lines := map[string]int{"{.metadata.name}": document.lines["{.metadata.name}"]}
	prefix := "{." + strings.Join(path, ".") + "."
	for field, line := range document.lines {
		if rest, ok := strings.CutPrefix(field, prefix); ok {
			lines["{."+rest] = line
		}
	}
	config, err := file.ToConfig(pod, collections.Pod, &kube.Position{Filename: document.file, Line: document.line}, lines)
	if err != nil {
		return err
	}
	p.workloads[objectKey{"Pod", namespace, pod.Name}] = objectKey{object.GetKind(), namespace, object.GetName()}
	if _, err := p.source.Update(*config); err == nil {
		return nil // the last object of a name is the one that a cluster keeps
	}
	_, err = p.source.Create(*config)
	return err
}

// An object of a file, and the lines of its fields.
type document struct {
	object *unstructured.Unstructured
	lines  map[string]int
	file   string
	line   int
}

func readDocuments(from analyzeFile) ([]document, error) {
	var documents []document
	reader := kubeyaml.NewYAMLReader(bufio.NewReader(strings.NewReader(from.Text)))
	for {
		chunk, line, err := reader.Read()
		if err == io.EOF {
			return documents, nil
		}
		if err != nil {
			return documents, fmt.Errorf("%s: %w", from.Name, err)
		}
		var root yamlv3.Node
		if err := yamlv3.Unmarshal(bytes.TrimSpace(chunk), &root); err != nil || len(root.Content) == 0 {
			continue // the source has said so
		}
		documents = append(documents, readNode(root.Content[0], from.Name, line, line)...)
	}
}

// readNode takes the line of an object where Istio has it, which is one too far for those of a List.
func readNode(node *yamlv3.Node, name string, firstLine, line int) []document {
	text, err := yamlv3.Marshal(node)
	if err != nil {
		return nil
	}
	object := &unstructured.Unstructured{}
	if err := yaml.Unmarshal(text, &object.Object); err != nil || object.Object == nil {
		return nil
	}
	if object.GetKind() == "List" {
		var documents []document
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == "items" {
				for _, item := range node.Content[i+1].Content {
					documents = append(documents, readNode(item, name, firstLine, firstLine+item.Line)...)
				}
			}
		}
		return documents
	}
	lines := map[string]int{}
	file.BuildFieldPathMap(node, firstLine, "", lines)
	return []document{{object, lines, name, line}}
}
