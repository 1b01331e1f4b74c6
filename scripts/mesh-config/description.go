package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"
	meshconfig "istio.io/api/mesh/v1alpha1"
)

// A kind is what may stand at one place of a file: the `Kind` of lib/values-files/kind.ts.
type kind map[string]any

// What the TypeScript forms of wellKnown and scalars are called in a kind.
var kindNames = map[string]string{
	"DurationText":                      "duration",
	"Readonly<Record<string, unknown>>": "anything",
	"unknown":                           "anything",
	"boolean":                           "boolean",
	"number":                            "number",
	"string":                            "text",
}

// descriptions maps the name of a message to the kinds of its fields.
type descriptions map[string]map[string]kind

func (d descriptions) field(field protoreflect.FieldDescriptor) kind {
	switch {
	case field.IsMap():
		return kind{"is": "map", "of": d.singular(field.MapValue())}
	case field.IsList():
		return kind{"is": "list", "of": d.singular(field)}
	default:
		return d.singular(field)
	}
}

func (d descriptions) singular(field protoreflect.FieldDescriptor) kind {
	switch field.Kind() {
	case protoreflect.MessageKind:
		return d.message(field.Message())
	case protoreflect.EnumKind:
		names := map[string]bool{}
		for i := range field.Enum().Values().Len() {
			names[string(field.Enum().Values().Get(i).Name())] = true
		}
		return kind{"is": "choice", "of": names}
	}
	if scalar, ok := scalars[field.Kind()]; ok {
		return kind{"is": kindNames[scalar]}
	}
	return kind{"is": "number"}
}

func (d descriptions) message(message protoreflect.MessageDescriptor) kind {
	if known, ok := wellKnown[message.FullName()]; ok {
		return kind{"is": kindNames[known]}
	}
	name := typeName(message)
	if _, done := d[name]; !done {
		fields := map[string]kind{}
		d[name] = fields
		for i := range message.Fields().Len() {
			field := message.Fields().Get(i)
			fields[field.JSONName()] = d.field(field)
		}
	}
	return kind{"is": "message", "name": name}
}

// printDescription prints a message a line.
func printDescription() {
	messages := descriptions{}
	messages.message((&meshconfig.MeshConfig{}).ProtoReflect().Descriptor())
	messages.message((&meshconfig.Network{}).ProtoReflect().Descriptor())
	separator := "{\n"
	for _, name := range slices.Sorted(maps.Keys(messages)) {
		text, err := json.Marshal(messages[name])
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s%q: %s", separator, name, text)
		separator = ",\n"
	}
	fmt.Println("\n}")
}
