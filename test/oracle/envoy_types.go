package main

import (
	"fmt"
	"io"
	"sort"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	// All types that istiod knows in the values of an EnvoyFilter.
	_ "istio.io/istio/pkg/config/xds"
)

var envoyTypesCommand = command{
	name:    "envoy-types",
	summary: "the messages and enums that a value of an EnvoyFilter can hold, as JSON, one a line",
	run: func(_ []string, _ io.Reader, out io.Writer) error {
		messages, enums := map[string]string{}, map[string]string{}
		protoregistry.GlobalTypes.RangeMessages(func(message protoreflect.MessageType) bool {
			if d := message.Descriptor(); !d.IsMapEntry() && isOfEnvoy(string(d.FullName())) {
				messages[string(d.FullName())] = describeMessage(d, enums)
			}
			return true
		})
		fmt.Fprintln(out, `{"messages":{`)
		writeSorted(out, messages)
		fmt.Fprintln(out, `},"enums":{`)
		writeSorted(out, enums)
		fmt.Fprintln(out, `}}`)
		return nil
	},
}

// isOfEnvoy tells the types of Envoy and of what it uses from those that the API of Kubernetes brings along.
func isOfEnvoy(name string) bool {
	first, _, _ := strings.Cut(name, ".")
	return first != "agentgateway" && first != "gnostic" && first != "openapi" && first != "istio"
}

// describeMessage writes each field with its type: [] before it for a list, {key} for a map, # for an enum.
func describeMessage(message protoreflect.MessageDescriptor, enums map[string]string) string {
	fields := make([]string, 0, message.Fields().Len())
	for i := 0; i < message.Fields().Len(); i++ {
		field := message.Fields().Get(i)
		prefix := ""
		kind := field
		switch {
		case field.IsMap():
			prefix, kind = "{"+field.MapKey().Kind().String()+"}", field.MapValue()
		case field.IsList():
			prefix = "[]"
		}
		fields = append(fields, fmt.Sprintf("%q:%q", field.Name(), prefix+describeKind(kind, enums)))
	}
	return "{" + strings.Join(fields, ",") + "}"
}

func describeKind(field protoreflect.FieldDescriptor, enums map[string]string) string {
	switch field.Kind() {
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return string(field.Message().FullName())
	case protoreflect.EnumKind:
		values := make([]string, 0, field.Enum().Values().Len())
		for i := 0; i < field.Enum().Values().Len(); i++ {
			values = append(values, string(field.Enum().Values().Get(i).Name()))
		}
		enums[string(field.Enum().FullName())] = fmt.Sprintf("%q", strings.Join(values, " "))
		return "#" + string(field.Enum().FullName())
	default:
		return field.Kind().String()
	}
}

func writeSorted(out io.Writer, lines map[string]string) {
	names := make([]string, 0, len(lines))
	for name := range lines {
		names = append(names, name)
	}
	sort.Strings(names)
	for i, name := range names {
		comma := ","
		if i == len(names)-1 {
			comma = ""
		}
		fmt.Fprintf(out, "%q:%s%s\n", name, lines[name], comma)
	}
}
