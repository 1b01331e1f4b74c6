package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	_ "cdk8s-istio/oracle/quiet"

	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pilot/pkg/features"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/cluster"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/gatewayapi"
	"istio.io/istio/pkg/config/schema/resource"
	"istio.io/istio/pkg/kube"
	"istio.io/istio/pkg/kube/krt"
	"istio.io/istio/pkg/log"
	"istio.io/istio/pkg/test"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

var routesCommand = command{
	name:    "routes",
	summary: "what istiod gives proxies: a mesh and its proxies per line in, their listeners, routes, clusters and endpoints per line out",
	run:     routesLines,
}

type routesRequest struct {
	// Objects of Kubernetes, Istio and the Gateway API, pods and endpoint slices among them: nothing is derived from workloads.
	Objects []json.RawMessage `json:"objects"`
	// What differs from Istio's defaults.
	MeshConfig json.RawMessage `json:"meshConfig"`
	Proxies    []routesProxy   `json:"proxies"`
}

type routesProxy struct {
	// "sidecar" or "router".
	Type           string            `json:"type"`
	Name           string            `json:"name"`
	Namespace      string            `json:"namespace"`
	ServiceAccount string            `json:"serviceAccount"`
	Labels         map[string]string `json:"labels"`
	IP             string            `json:"ip"`
	// region/zone/subzone
	Locality string `json:"locality"`
}

type routesAnswer struct {
	Proxies []proxyResources `json:"proxies,omitzero"`
	Error   string           `json:"error,omitempty"`
}

type proxyResources struct {
	Listeners []json.RawMessage `json:"listeners"`
	Routes    []json.RawMessage `json:"routes"`
	Clusters  []json.RawMessage `json:"clusters"`
	Endpoints []json.RawMessage `json:"endpoints"`
}

func routesLines(_ []string, in io.Reader, out io.Writer) error {
	debug.SetGCPercent(400)
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
	// What Envoy has of its own; the extensions that only Istio's build of it has are left out, as on the test bed.
	features.MetadataExchange = false
	features.ALPNFilter = false
	krt.GlobalDebugHandler = nil
	// The CRDs of the fake API server do not say of which version they are, and istiod leaves those out that need one: GRPCRoute, TLSRoute, TCPRoute.
	clear(gatewayapi.MinimumCRDVersions)
	return answerLines(in, out, routesLine)
}

func routesLine(line []byte) routesAnswer {
	var request routesRequest
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&request); err != nil {
		return routesAnswer{Error: fmt.Sprintf("request: %v", err)}
	}
	options, err := discoveryOptions(request)
	if err != nil {
		return routesAnswer{Error: err.Error()}
	}
	var answer routesAnswer
	if err := test.Wrap(func(t test.Failer) {
		defer func() {
			if reason := recover(); reason != nil {
				t.Fatalf("istiod panics: %v", reason)
			}
		}()
		server := xds.NewFakeDiscoveryServer(t, options)
		for _, proxy := range request.Proxies {
			answer.Proxies = append(answer.Proxies, resourcesOf(server, server.SetupProxy(proxyNode(proxy))))
		}
	}); err != nil {
		return routesAnswer{Error: err.Error()}
	}
	return answer
}

func discoveryOptions(request routesRequest) (xds.FakeOptions, error) {
	meshConfig := mesh.DefaultMeshConfig()
	if len(request.MeshConfig) > 0 {
		applied, err := mesh.ApplyMeshConfig(string(request.MeshConfig), meshConfig)
		if err != nil {
			return xds.FakeOptions{}, fmt.Errorf("meshConfig: %w", err)
		}
		meshConfig = applied
	}
	options := xds.FakeOptions{MeshConfig: meshConfig}
	for _, raw := range request.Objects {
		istio, other, err := decodeObject(raw)
		if err != nil {
			return xds.FakeOptions{}, fmt.Errorf("%w, of %s", err, raw)
		}
		if istio != nil {
			options.Configs = append(options.Configs, *istio)
		} else {
			options.KubernetesObjects = append(options.KubernetesObjects, other)
		}
	}
	return options, nil
}

// decodeObject reads what istiod keeps as configuration of Istio, or what it reads from the API server as it is.
func decodeObject(raw json.RawMessage) (*config.Config, runtime.Object, error) {
	var object crd.IstioKind
	if err := json.Unmarshal(raw, &object); err != nil {
		return nil, nil, err
	}
	kind := object.GroupVersionKind()
	known, isIstio := collections.Pilot.FindByGroupVersionAliasesKind(resource.FromKubernetesGVK(&kind))
	if !isIstio {
		decoded, _, err := kube.IstioCodec.UniversalDeserializer().Decode(raw, &schema.GroupVersionKind{}, nil)
		return nil, decoded, err
	}
	converted, err := crd.ConvertObject(known, &object, "cluster.local")
	return converted, nil, err
}

func proxyNode(proxy routesProxy) *model.Proxy {
	return &model.Proxy{
		Type:            model.NodeType(proxy.Type),
		ID:              proxy.Name + "." + proxy.Namespace,
		ConfigNamespace: proxy.Namespace,
		Labels:          proxy.Labels,
		IPAddresses:     []string{proxy.IP},
		Locality:        localityOf(proxy.Locality),
		Metadata: &model.NodeMetadata{
			IstioVersion:   "1.31.1",
			Namespace:      proxy.Namespace,
			Labels:         proxy.Labels,
			ServiceAccount: proxy.ServiceAccount,
			ClusterID:      cluster.ID("Kubernetes"),
		},
	}
}

func localityOf(text string) *core.Locality {
	parts := append(strings.Split(text, "/"), "", "")
	return &core.Locality{Region: parts[0], Zone: parts[1], SubZone: parts[2]}
}

func resourcesOf(server *xds.FakeDiscoveryServer, proxy *model.Proxy) proxyResources {
	listeners := server.Listeners(proxy)
	return proxyResources{
		Listeners: protoJSON(server.T(), listeners),
		Routes:    protoJSON(server.T(), server.RoutesFromListeners(proxy, listeners)),
		Clusters:  protoJSON(server.T(), server.Clusters(proxy)),
		Endpoints: protoJSON(server.T(), server.Endpoints(proxy)),
	}
}

func protoJSON[Message proto.Message](t test.Failer, messages []Message) []json.RawMessage {
	marshal := protojson.MarshalOptions{}
	all := make([]json.RawMessage, 0, len(messages))
	for _, message := range messages {
		text, err := marshal.Marshal(message)
		if err != nil {
			t.Fatalf("%T: %v", message, err)
		}
		all = append(all, text)
	}
	return all
}
