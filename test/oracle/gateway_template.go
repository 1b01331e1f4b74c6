package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	meshconfig "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pilot/pkg/config/kube/gatewaycommon"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/kube/inject"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	gateway "sigs.k8s.io/gateway-api/apis/v1"
	"sigs.k8s.io/yaml"
)

var gatewayTemplateCommand = command{
	name:    "gateway-template",
	summary: "run templates of Gateways of the Gateway API: a JSON request per line in, a JSON answer per line out",
	run:     gatewayTemplateLines,
}

type gatewayTemplateRequest struct {
	// Text of the template.
	Template string `json:"template"`
	// `mesh` and `values` of the ConfigMaps of istiod.
	Mesh   string `json:"mesh"`
	Values string `json:"values"`
	// The Gateway, and what the deployment controller of istiod finds out about it.
	Gateway *gateway.Gateway            `json:"gateway"`
	Input   gatewaycommon.TemplateInput `json:"input"`
	// What istiod puts together from hub and tag.
	ProxyImage        string `json:"proxyImage"`
	AgentgatewayImage string `json:"agentgatewayImage"`
}

type gatewayTemplateAnswer struct {
	Objects []json.RawMessage `json:"objects,omitzero"`
	Error   string            `json:"error,omitempty"`
}

// As the deployment controller hands it over; there the type is its own.
type gatewayTemplateData struct {
	*gatewaycommon.TemplateInput
	ProxyImage        string
	AgentgatewayImage string
	ProxyConfig       *meshconfig.ProxyConfig
	MeshConfig        *meshconfig.MeshConfig
	Values            map[string]any
}

func gatewayTemplateLines(_ []string, in io.Reader, out io.Writer) error {
	answers := json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err := answers.Encode(gatewayTemplate(line)); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func gatewayTemplate(line []byte) gatewayTemplateAnswer {
	objects, err := runGatewayTemplate(line)
	if err != nil {
		return gatewayTemplateAnswer{Error: err.Error()}
	}
	return gatewayTemplateAnswer{Objects: objects}
}

func runGatewayTemplate(line []byte) ([]json.RawMessage, error) {
	var request gatewayTemplateRequest
	if err := json.Unmarshal(line, &request); err != nil {
		return nil, err
	}
	templates, err := inject.ParseTemplates(inject.RawTemplates{"gateway": request.Template})
	if err != nil {
		return nil, err
	}
	meshConfig, err := mesh.ApplyMeshConfigDefaults(request.Mesh)
	if err != nil {
		return nil, err
	}
	values, err := inject.NewValuesConfig(request.Values)
	if err != nil {
		return nil, err
	}
	request.Input.Gateway = request.Gateway
	var text bytes.Buffer
	if err := templates["gateway"].Execute(&text, gatewayTemplateData{
		TemplateInput:     &request.Input,
		ProxyImage:        request.ProxyImage,
		AgentgatewayImage: request.AgentgatewayImage,
		ProxyConfig:       meshConfig.DefaultConfig,
		MeshConfig:        meshConfig,
		Values:            values.Map(),
	}); err != nil {
		return nil, err
	}
	objects := []json.RawMessage{}
	documents := utilyaml.NewYAMLReader(bufio.NewReader(&text))
	for {
		document, err := documents.Read()
		if err == io.EOF {
			return objects, nil
		}
		if err != nil {
			return nil, err
		}
		object, err := yaml.YAMLToJSONStrict(document)
		if err != nil {
			return nil, fmt.Errorf("%w in %s", err, document)
		}
		if string(object) != "null" {
			objects = append(objects, object)
		}
	}
}
