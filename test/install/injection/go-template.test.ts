import {
  concat,
  equals,
  field,
  firstGiven,
  fromJson,
  given,
  join,
  named,
  not,
  pointsTo,
  withName,
} from '../../../lib/install/injection/expression';
import { toGoTemplate } from '../../../lib/install/injection/go-template';
import { annotation, hasAnnotation, input, label, values } from '../../../lib/install/injection/inputs';
import type { Container, Marks, PodShape } from '../../../lib/install/injection/pod-shape';
import { collect, each, eachEntry, type Item, ifGiven, type Node, when } from '../../../lib/install/injection/template';

/** The lines that stand for the annotations of a pod, and the lines before the pod. */
function printed(annotations: Node<Marks>): { readonly before: string; readonly annotations: string } {
  const [before = '', rest = ''] = toGoTemplate({ metadata: { annotations }, spec: { volumes: [] } }).split(
    'metadata:\n  annotations:',
  );
  return {
    before: before.trim(),
    annotations: rest
      .replace(/\nspec:[\s\S]*$/, '')
      .replaceAll('\n    ', '\n')
      .trim(),
  };
}

function printedArguments(args: readonly Item<string>[]): { readonly before: string; readonly args: string } {
  const pod: Node<PodShape> = { metadata: { annotations: {} }, spec: { containers: [{ name: 'a', args }], volumes: [] } };
  const [before = '', rest = ''] = toGoTemplate(pod).split('metadata:\n');
  return {
    before: before.trim(),
    args: rest
      .replace(/^[\s\S]* {4}args:\n/, '')
      .replace(/ {2}volumes:[\s\S]*$/, '')
      .replaceAll(/^ {4}/gm, '')
      .trim(),
  };
}

describe('literals', () => {
  test.each([
    ['istio-proxy', 'istio-proxy'],
    ['--log_as_json', '--log_as_json'],
    ['/etc/istio', '/etc/istio'],
    ['', '""'],
    ['15090', '"15090"'],
    ['true', '"true"'],
    ['No', '"No"'],
    ['null', '"null"'],
    ['-p', '"-p"'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['$(POD_NAME)', '"$(POD_NAME)"'],
    ['two\nlines "quoted"', '"two\\nlines \\"quoted\\""'],
    ['{{ .Values }}', '{{ "{{ .Values }}" | quote }}'],
  ])('%j stays the text that it is', (text, expected) => {
    expect(printed({ key: text }).annotations).toBe(`key: ${expected}`);
  });

  test('numbers, flags, null and empty structures', () => {
    const container: Node<Container> = { name: 'a', securityContext: { runAsUser: 0, privileged: false }, args: [], env: null };
    const text = toGoTemplate({ metadata: { annotations: {} }, spec: { containers: [container], volumes: [] } });
    expect(text).toBe(
      [
        'metadata:',
        '  annotations: {}',
        'spec:',
        '  containers:',
        '  - name: a',
        '    securityContext:',
        '      runAsUser: 0',
        '      privileged: false',
        '    args: []',
        '    env: null',
        '  volumes: []',
        '',
      ].join('\n'),
    );
  });
});

describe('expressions', () => {
  test('text is quoted by the engine, numbers and flags are bare, structures are JSON', () => {
    const container: Node<Container> = {
      name: input('proxyImage'),
      securityContext: {
        runAsUser: input('proxyUser'),
        privileged: values.flag('global.proxy.privileged'),
        seccompProfile: values.passed('global.proxy.seccompProfile'),
      },
    };
    const text = toGoTemplate({ metadata: { annotations: {} }, spec: { containers: [container], volumes: [] } });
    expect(text).toContain('- name: {{ .ProxyImage | quote }}\n');
    expect(text).toContain('runAsUser: {{ .ProxyUID }}\n');
    expect(text).toContain('privileged: {{ .Values.global.proxy.privileged }}\n');
    expect(text).toContain('seccompProfile: {{ .Values.global.proxy.seccompProfile | toJson }}\n');
  });

  test('a call inside of a call gets parentheses', () => {
    const { annotations } = printed({ key: firstGiven(label('a'), label('b'), 'c') });
    expect(annotations).toBe(
      'key: {{ index .ObjectMeta.Labels "a" | default (index .ObjectMeta.Labels "b") | default "c" | quote }}',
    );
  });

  test('concat keeps percent signs, quotes and line breaks', () => {
    expect(printed({ key: concat('100% "', input('revision'), '"\n') }).annotations).toBe(
      'key: {{ printf "100%% \\"%v\\"\\n" .Revision | quote }}',
    );
  });

  test('a name is defined once, after the names that it uses', () => {
    const inner = named('inner', label('a'));
    const outer = named('outer', concat(inner, '-', inner));
    const { before, annotations } = printed({ one: outer, two: outer, three: inner });
    expect(before).toBe('{{- $inner := index .ObjectMeta.Labels "a" }}\n{{- $outer := printf "%v-%v" $inner $inner }}');
    expect(annotations).toBe('one: {{ $outer | quote }}\ntwo: {{ $outer | quote }}\nthree: {{ $inner | quote }}');
  });

  test('fails when one name stands for two expressions', () => {
    const marks = { one: named('same', label('a')), two: named('same', label('b')) };
    expect(() => printed(marks)).toThrow('same stands for two expressions in one template; give one of them another name');
  });
});

describe('conditions', () => {
  test('guard an entry', () => {
    expect(printed({ key: ifGiven(input('revision')) }).annotations).toBe(
      '{{- if .Revision }}\nkey: {{ .Revision | quote }}\n{{- end }}',
    );
  });

  test('choose between branches in the order written', () => {
    const choice = when(hasAnnotation('a'), 'first')
      .orWhen(not(equals(input('revision'), 'x')), 'second')
      .otherwise('third');
    expect(printed({ key: choice }).annotations.split('\n')).toEqual([
      '{{- if isset .ObjectMeta.Annotations "a" }}',
      'key: first',
      '{{- else if not (eq .Revision "x") }}',
      'key: second',
      '{{- else }}',
      'key: third',
      '{{- end }}',
    ]);
  });

  test('a branch added to a shared choice leaves the shared one alone', () => {
    const shared = when(hasAnnotation('a'), 'first');
    shared.orWhen(hasAnnotation('b'), 'second');
    expect(printed({ key: shared }).annotations).not.toContain('second');
  });

  test('guard any number of list items, and nest', () => {
    const nested = when(hasAnnotation('a'), ['-q', when(hasAnnotation('b'), 'inner'), 'last']);
    expect(printedArguments(['always', nested]).args.split('\n')).toEqual([
      '- always',
      '{{- if isset .ObjectMeta.Annotations "a" }}',
      '- "-q"',
      '{{- if isset .ObjectMeta.Annotations "b" }}',
      '- inner',
      '{{- end }}',
      '- last',
      '{{- end }}',
    ]);
  });

  test('a list item may begin with a condition', () => {
    const container: Node<Container> = { name: when(hasAnnotation('a'), 'one').otherwise('two') };
    const text = toGoTemplate({ metadata: { annotations: {} }, spec: { containers: [container], volumes: [] } });
    expect(text).toContain('  -\n    {{- if isset .ObjectMeta.Annotations "a" }}\n    name: one\n');
  });
});

describe('loops', () => {
  test('the dot is another one inside, so everything else is reached from the root', () => {
    const items = eachEntry(input('proxyMetadata'), (name, value) => concat(name, value, input('revision')));
    expect(printedArguments(['first', items]).args.split('\n')).toEqual([
      '- first',
      '{{- range $name, $value := .ProxyConfig.ProxyMetadata }}',
      '- {{ printf "%v%v%v" $name $value $.Revision | quote }}',
      '{{- end }}',
    ]);
  });

  test('objects with a name of their own', () => {
    const volumes = [eachEntry(fromJson(annotation('volumes')), (name, volume) => withName(volume, name))];
    expect(toGoTemplate({ metadata: { annotations: {} }, spec: { volumes } })).toContain(
      '  {{- range $name, $value := fromJSON (index .ObjectMeta.Annotations "volumes") }}\n  - {{ set $value "name" $name | toJson }}\n',
    );
  });

  test('collect a list before the pod', () => {
    const list = collect('list', ['a', each('secret', values.texts('global.imagePullSecrets'), (s) => when(given(s), s))]);
    const { before, args } = printedArguments([join(list, ',')]);
    expect(before.split('\n')).toEqual([
      '{{- $list := list }}',
      '{{- $list = append $list "a" }}',
      '{{- range $secret := .Values.global.imagePullSecrets }}',
      '{{- if $secret }}',
      '{{- $list = append $list $secret }}',
      '{{- end }}',
      '{{- end }}',
    ]);
    expect(args).toBe('- {{ join "," $list | quote }}');
  });

  test('fails when an element leaves its loop', () => {
    const leaking = each('secret', values.texts('global.imagePullSecrets'), (secret) => named('leaked', concat(secret)));
    expect(() => printedArguments([leaking])).toThrow(
      'secret is used outside of its each; name or collect nothing that reads an element',
    );
  });
});

test('several documents share the definitions', () => {
  const name = named('shared', label('a'));
  expect(toGoTemplate({ one: name }, { two: name })).toBe(
    '{{- $shared := index .ObjectMeta.Labels "a" }}\none: {{ $shared | quote }}\n---\ntwo: {{ $shared | quote }}\n',
  );
});

test('what stands behind a pointer of Go is printed as JSON', () => {
  const ports = each('port', input('servicePorts'), (port) => pointsTo(field(port, 'appProtocol', 'data')));
  expect(printedArguments([ports]).args).toContain('- {{ $port.AppProtocol | toJson }}');
});

describe('types', () => {
  test('refuse what no pod can have', () => {
    // @ts-expect-error the values have no such leaf
    values.text('global.proxy.logLevels');
    // @ts-expect-error the leaf is a flag
    values.text('global.logAsJson');
    // @ts-expect-error a port is a number
    const port: Node<Container> = { name: 'a', ports: [{ containerPort: concat('1'), name: 'b', protocol: 'TCP' }] };
    // @ts-expect-error a container needs its name in every case
    const nameless: Node<Container> = { name: when(hasAnnotation('a'), 'b') };
    // @ts-expect-error a list of texts has no containers
    const args: readonly Item<string>[] = [{ name: 'a' }];
    expect([port, nameless, args]).toHaveLength(3);
  });
});
