package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime/debug"
	"strings"

	_ "cdk8s-istio/oracle/quiet"

	"istio.io/istio/manifests"
	"istio.io/istio/pkg/config/crd"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/log"
	"istio.io/istio/pkg/webhooks/validation/server"
	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	structuraldefaulting "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	metavalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"sigs.k8s.io/yaml"
)

var admissionCommand = command{
	name:    "admission",
	summary: "judge objects as an API server with Istio does: an object per line in, a verdict per line out",
	run:     admissionLines,
}

// What an API server and istiod say to an object that is created. An object that the CRD refuses never gets to the webhook; its
// verdict is given all the same, over the object as it came.
type admissionAnswer struct {
	// What the metadata and the CRD's schema and rules refuse; empty where they take the object.
	Crd string `json:"crd"`
	// What istiod's webhook refuses; empty where it takes the object.
	Webhook  string   `json:"webhook"`
	Warnings []string `json:"warnings"`
}

type admission struct {
	validator *crd.Validator
	schemas   map[schema.GroupVersionKind]*structuralschema.Structural
	webhook   *http.ServeMux
}

// admissionLines knows the kinds of Istio, and those of the files of CRDs that are named.
func admissionLines(files []string, in io.Reader, out io.Writer) error {
	debug.SetGCPercent(400)
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
	admission, err := newAdmission(files)
	if err != nil {
		return err
	}
	return answerLines(in, out, admission.judge)
}

func newAdmission(files []string) (*admission, error) {
	text, err := manifests.FS.ReadFile("charts/base/files/crd-all.gen.yaml")
	if err != nil {
		return nil, err
	}
	crds, err := readCrds(text)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		more, err := readCrds(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		crds = append(crds, more...)
	}
	validator, err := crd.NewValidatorFromCRDsWithOptions(crds, crd.WithoutCRDValidation())
	if err != nil {
		return nil, err
	}
	schemas, err := structuralSchemas(crds)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	_, err = server.New(server.Options{Schemas: collections.PilotGatewayAPI(), DomainSuffix: "cluster.local", Port: 9443, Mux: mux})
	return &admission{validator, schemas, mux}, err
}

func readCrds(text []byte) ([]apiextensions.CustomResourceDefinition, error) {
	var crds []apiextensions.CustomResourceDefinition
	for _, document := range strings.Split(string(text), "\n---\n") {
		var v1 apiextensionsv1.CustomResourceDefinition
		if err := yaml.Unmarshal([]byte(document), &v1); err != nil {
			return nil, err
		}
		if v1.Name == "" {
			continue
		}
		var crd apiextensions.CustomResourceDefinition
		if err := apiextensionsv1.Convert_v1_CustomResourceDefinition_To_apiextensions_CustomResourceDefinition(&v1, &crd, nil); err != nil {
			return nil, err
		}
		crds = append(crds, crd)
	}
	return crds, nil
}

// structuralSchemas say which nulls an API server drops; Istio's validator leaves that step out.
func structuralSchemas(crds []apiextensions.CustomResourceDefinition) (map[schema.GroupVersionKind]*structuralschema.Structural, error) {
	schemas := map[schema.GroupVersionKind]*structuralschema.Structural{}
	for _, crd := range crds {
		for _, version := range crd.Spec.Versions {
			openAPI := version.Schema
			if openAPI == nil {
				openAPI = crd.Spec.Validation // where all versions have one schema
			}
			structural, err := structuralschema.NewStructural(openAPI.OpenAPIV3Schema)
			if err != nil {
				return nil, err
			}
			schemas[schema.GroupVersionKind{Group: crd.Spec.Group, Version: version.Name, Kind: crd.Spec.Names.Kind}] = structural
		}
	}
	return schemas, nil
}

func (a *admission) judge(line []byte) admissionAnswer {
	object := &unstructured.Unstructured{}
	if err := object.UnmarshalJSON(line); err != nil {
		return admissionAnswer{Crd: fmt.Sprintf("object: %v", err), Warnings: []string{}}
	}
	if namespace, _, _ := unstructured.NestedFieldNoCopy(object.Object, "metadata", "namespace"); namespace == nil || namespace == "" {
		object.SetNamespace("default") // as kubectl does
	}
	crdErr := a.judgeByCrd(object)
	warnings, webhookErr := a.judgeByWebhook(object)
	return admissionAnswer{Crd: text(crdErr), Webhook: text(webhookErr), Warnings: warnings}
}

// judgeByCrd leaves the object as the API server would hand it to the webhook: without nulls where there is no value.
func (a *admission) judgeByCrd(object *unstructured.Unstructured) error {
	structural := a.schemas[object.GroupVersionKind()]
	if structural == nil {
		return fmt.Errorf("no CRD has %v", object.GroupVersionKind())
	}
	_, _, unknown, err := objectmeta.GetObjectMetaWithOptions(object.Object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return err
	}
	if len(unknown) > 0 {
		return fmt.Errorf("unknown fields %v", unknown)
	}
	structuraldefaulting.PruneNonNullableNullsWithoutDefaults(object.Object, structural)
	errs := metavalidation.ValidateObjectMetaAccessor(object, true, metavalidation.NameIsDNSSubdomain, field.NewPath("metadata"))
	return errors.Join(errs.ToAggregate(), a.validator.ValidateCustomResource(object.DeepCopy()))
}

func (a *admission) judgeByWebhook(object *unstructured.Unstructured) ([]string, error) {
	kind := object.GroupVersionKind()
	review, err := json.Marshal(map[string]any{
		"apiVersion": "admission.k8s.io/v1",
		"kind":       "AdmissionReview",
		"request": map[string]any{
			"uid":       "1",
			"operation": "CREATE",
			"kind":      map[string]any{"group": kind.Group, "version": kind.Version, "kind": kind.Kind},
			"namespace": object.GetNamespace(),
			"name":      object.GetName(),
			"object":    object.Object,
		},
	})
	if err != nil {
		return nil, err
	}
	request := httptest.NewRequest(http.MethodPost, "/validate", bytes.NewReader(review))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	a.webhook.ServeHTTP(recorder, request)
	var answer struct {
		Response struct {
			Allowed  bool
			Warnings []string
			Status   struct{ Message string }
		}
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
		return nil, fmt.Errorf("%v: %s", err, recorder.Body)
	}
	warnings := append([]string{}, answer.Response.Warnings...)
	if answer.Response.Allowed {
		return warnings, nil
	}
	return warnings, errors.New(answer.Response.Status.Message)
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
