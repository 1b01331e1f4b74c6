package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"istio.io/api/annotation"
	"istio.io/api/label"
	"istio.io/istio/cni/pkg/util"
	"istio.io/istio/pilot/pkg/config/file"
	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/gvk"
	"istio.io/istio/pkg/kube/inject"
	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	klabels "k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/yaml"
)

const proxyContainer = "istio-proxy"

// What a cluster with Istio does with pods.
type projector struct {
	ambient *util.CompiledEnablementSelectors
	// Webhooks of the injector by revision, as the official chart has them.
	ofRevision map[string]*admissionregistrationv1.MutatingWebhookConfiguration
}

// newProjector asks the official chart of the node agent which pods are ambient.
func newProjector() (*projector, error) {
	objects, err := render(renderRequest{
		Chart: "cni", Release: "cni", Namespace: "istio-system", Values: json.RawMessage(`{"ambient":{"enabled":true}}`),
	})
	if err != nil {
		return nil, err
	}
	var selectors []util.EnablementSelector
	for _, object := range objects {
		var config corev1.ConfigMap
		if err := json.Unmarshal(object, &config); err != nil || config.Kind != "ConfigMap" {
			continue
		}
		if err := yaml.Unmarshal([]byte(config.Data["AMBIENT_ENABLEMENT_SELECTOR"]), &selectors); err != nil {
			return nil, err
		}
	}
	ambient, err := util.NewCompiledEnablementSelectors(selectors)
	return &projector{ambient, map[string]*admissionregistrationv1.MutatingWebhookConfiguration{}}, err
}

// webhooks are those of the injectors in the files; where there are none, all revisions that something asks for are installed.
func (p *projector) webhooks(result *projection, documents []document) ([]admissionregistrationv1.MutatingWebhook, error) {
	all := istioWebhooks(result.source)
	if len(all) > 0 {
		return all, nil
	}
	revisions := map[string]bool{"default": true}
	for _, document := range documents {
		object := document.object
		revisions[object.GetLabels()[label.IoIstioRev.Name]] = true
		if path, ok := podTemplates[object.GetAPIVersion()+"/"+object.GetKind()]; ok {
			labels := append(slices.Clone(path), "metadata", "labels", label.IoIstioRev.Name)
			revision, _, _ := unstructured.NestedString(object.Object, labels...)
			revisions[revision] = true
		}
	}
	delete(revisions, "")
	for _, revision := range slices.Sorted(maps.Keys(revisions)) {
		configuration, err := p.webhooksOf(revision)
		if err != nil {
			return nil, err
		}
		if err := result.add(configuration, collections.MutatingWebhookConfiguration); err != nil {
			return nil, err
		}
	}
	return istioWebhooks(result.source), nil
}

func (p *projector) webhooksOf(revision string) (*admissionregistrationv1.MutatingWebhookConfiguration, error) {
	if known, ok := p.ofRevision[revision]; ok {
		return known, nil
	}
	values := map[string]string{"revision": revision}
	if revision == "default" {
		values["revision"] = ""
	}
	text, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	objects, err := render(renderRequest{Chart: "istiod", Release: "istiod", Namespace: "istio-system", Values: text})
	if err != nil {
		return nil, err
	}
	for _, object := range objects {
		configuration := &admissionregistrationv1.MutatingWebhookConfiguration{}
		if err := json.Unmarshal(object, configuration); err == nil && configuration.Kind == "MutatingWebhookConfiguration" {
			configuration.Name = "istio-sidecar-injector-" + revision
			p.ofRevision[revision] = configuration
		}
	}
	return p.ofRevision[revision], nil
}

func istioWebhooks(source *file.KubeSource) []admissionregistrationv1.MutatingWebhook {
	var found []admissionregistrationv1.MutatingWebhook
	for _, config := range source.List(gvk.MutatingWebhookConfiguration, "") {
		for _, webhook := range config.Spec.(*admissionregistrationv1.MutatingWebhookConfiguration).Webhooks {
			if strings.HasSuffix(webhook.Name, "istio.io") {
				found = append(found, webhook)
			}
		}
	}
	return found
}

// placer puts pods into the mesh.
type placer struct {
	ambient  *util.CompiledEnablementSelectors
	webhooks []admissionregistrationv1.MutatingWebhook
	source   *file.KubeSource
}

// place does to a pod what the injector, else the node agent would do.
func (p *placer) place(pod *corev1.Pod) {
	namespaceLabels := map[string]string{}
	if namespace := p.source.Get(gvk.Namespace, pod.Namespace, ""); namespace != nil {
		namespaceLabels = maps.Clone(namespace.Labels)
	}
	if p.isInjected(pod, namespaceLabels) {
		addProxy(pod)
	}
	if p.ambient.Matches(pod, namespaceLabels) {
		annotate(pod, annotation.AmbientRedirection.Name, constants.AmbientRedirectionEnabled)
	}
}

// isInjected asks the webhooks, and then decides as the injector does with the policy of the official chart.
func (p *placer) isInjected(pod *corev1.Pod, namespaceLabels map[string]string) bool {
	if pod.Spec.HostNetwork || inject.IgnoredNamespaces.Contains(pod.Namespace) {
		return false
	}
	if !matches(p.webhooks, namespaceLabels, pod.Labels) {
		return false
	}
	asked, ok := pod.Labels[label.SidecarInject.Name]
	if !ok {
		asked = pod.Annotations[annotation.SidecarInject.Name]
	}
	return asked != "false"
}

func addProxy(pod *corev1.Pod) {
	const image = "registry.istio.io/release/proxyv2"
	annotate(pod, annotation.SidecarStatus.Name, "{}")
	isThere := false
	for _, containers := range [][]corev1.Container{pod.Spec.Containers, pod.Spec.InitContainers} {
		for i := range containers {
			if containers[i].Name != proxyContainer {
				continue
			}
			isThere = true
			if containers[i].Image == "auto" || containers[i].Image == "" {
				containers[i].Image = image
			}
		}
	}
	if !isThere {
		pod.Spec.Containers = append(slices.Clone(pod.Spec.Containers), corev1.Container{Name: proxyContainer, Image: image})
	}
}

func annotate(pod *corev1.Pod, name, value string) {
	annotations := maps.Clone(pod.Annotations)
	if annotations == nil {
		annotations = map[string]string{}
	}
	annotations[name] = value
	pod.Annotations = annotations
}

// matches says whether a webhook takes a pod.
func matches(webhooks []admissionregistrationv1.MutatingWebhook, namespaceLabels, podLabels map[string]string) bool {
	for _, webhook := range webhooks {
		if selects(webhook.NamespaceSelector, namespaceLabels) && selects(webhook.ObjectSelector, podLabels) {
			return true
		}
	}
	return false
}

func selects(selector *metav1.LabelSelector, labels map[string]string) bool {
	if selector == nil {
		return true
	}
	parsed, err := metav1.LabelSelectorAsSelector(selector)
	return err == nil && parsed.Matches(klabels.Set(labels))
}
