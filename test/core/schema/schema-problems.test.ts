import { ApiObject, JsonPatch } from 'cdk8s';
import crds from '../../../imports/crds.json';
import { describeProblem } from '../../../lib/core/problem';
import { specAsRead } from '../../../lib/core/schema/as-read';
import { schemaProblems } from '../../../lib/core/schema/schema-problems';
import { PeerAuthentication } from '../../../lib/security';
import { manifests, refusals, testChart } from '../../synth';

const policy = (fields: object = {}) => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'a', namespace: 'shop' },
  spec: {},
  ...fields,
});
const problems = (fields: object) => schemaProblems(policy(fields)).map(describeProblem);

test('an object of every kind and version is known', () => {
  for (const { spec } of crds) {
    for (const { name } of spec.versions) {
      const object = { apiVersion: `${spec.group}/${name}`, kind: spec.names.kind, metadata: { name: 'a' }, spec: { foo: 1 } };
      expect(schemaProblems(object).map(({ field }) => field)).toContain('foo');
    }
  }
});

test.each<[string, object, string[]]>([
  ['nothing', {}, []],
  ['no spec', { spec: undefined }, []],
  [
    'a version that there is not',
    { apiVersion: 'security.istio.io/v2' },
    ['apiVersion is unknown, got "security.istio.io/v2"; use one of security.istio.io/v1, security.istio.io/v1beta1'],
  ],
  [
    'a kind that is misspelt',
    { kind: 'PeerAuthentification' },
    ['kind is no kind of security.istio.io, got "PeerAuthentification"; did you mean PeerAuthentication?'],
  ],
  [
    'a kind of another group',
    { apiVersion: 'networking.istio.io/v1' },
    [
      'kind is no kind of networking.istio.io, got "PeerAuthentication"; write apiVersion security.istio.io/v1, or a kind of networking.istio.io',
    ],
  ],
  ['a kind of somebody else', { apiVersion: 'example.com/v1', spec: { foo: 1 } }, []],
  ['a field beside the spec', { sepc: {} }, ['sepc is not a field of the API; did you mean spec?']],
  [
    'fields of the spec, named without it',
    { spec: { mtls: { mode: 'ON' } } },
    ['mtls.mode is unknown, got "ON"; use one of UNSET, DISABLE, PERMISSIVE, STRICT'],
  ],
  ['no name', { metadata: {} }, ['metadata.name is missing; set it']],
  ['no metadata', { metadata: undefined }, ['metadata.name is missing; set it']],
  ['a name to be generated', { metadata: { generateName: 'a-' } }, []],
  [
    'a name in capital letters',
    { metadata: { name: 'A' } },
    [
      'metadata.name is not a valid Kubernetes name, got "A"; use at most 253 characters of a-z, 0-9, - and ., beginning and ending with a letter or digit',
    ],
  ],
  [
    'a namespace with a dot',
    { metadata: { name: 'a', namespace: 'a.b' } },
    [
      'metadata.namespace is not a valid Kubernetes name, got "a.b"; use at most 63 characters of a-z, 0-9 and -, beginning and ending with a letter or digit',
    ],
  ],
  [
    'a label that is a number',
    { metadata: { name: 'a', labels: { a: 1 } } },
    ['metadata.labels.a must be a text, got 1; write a text, or leave it out'],
  ],
  [
    'an annotation without a key',
    { metadata: { name: 'a', annotations: { '': 'a' } } },
    [
      'metadata.annotations has a key that no annotation can have, got ""; use at most 63 letters, digits, -, _ and ., beginning and ending with a letter or digit; a DNS name and / may stand before it',
    ],
  ],
  ['annotations in capital letters', { metadata: { name: 'a', annotations: { 'Example.com/A': 'ä b' } } }, []],
  [
    'large annotations',
    { metadata: { name: 'a', annotations: { a: 'x'.repeat(262_144) } } },
    ['metadata.annotations must have at most 262144 bytes, got 262145; keep what is large elsewhere'],
  ],
  [
    'a dry run of what has none',
    { metadata: { name: 'a', annotations: { 'istio.io/dry-run': 'true' } } },
    ['metadata.annotations.istio.io/dry-run is not for objects of kind PeerAuthentication, got "true"; remove it'],
  ],
  [
    'an annotation of istiod itself',
    { metadata: { name: 'a', annotations: { 'internal.istio.io/parents': '' } } },
    ['metadata.annotations.internal.istio.io/parents is not for objects of kind PeerAuthentication, got ""; remove it'],
  ],
])('%s', (_, fields, expected) => {
  expect(problems(fields)).toEqual(expected);
});

test('nulls are read as if they were not there, but for those in lists and free-form values', () => {
  const plugin = {
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'WasmPlugin',
    spec: { url: 'a', sha256: null, pluginConfig: { a: null }, match: [{ mode: null }], targetRefs: [null] },
  };
  expect(specAsRead(plugin)).toEqual({ url: 'a', pluginConfig: { a: null }, match: [{}], targetRefs: [null] });
});

describe('a program that was forced past the compiler', () => {
  test('does not synthesize', () => {
    const chart = testChart('shop');
    const props = { mtls: { mode: 'ON', ports: [] } } as object;
    expect(() => {
      new PeerAuthentication(chart, 'default', props);
      manifests(chart);
    }).toThrow('mtls.mode is unknown, got "ON"; use one of UNSET, DISABLE, PERMISSIVE, STRICT');
  });

  test('is refused at once where its metadata is wrong', () => {
    const labels = { 'a b': 'c' };
    expect(refusals(() => new PeerAuthentication(testChart('shop'), 'default', { metadata: { labels } }))).toEqual([
      'metadata.labels has a key that no label can have, got "a b"; use at most 63 letters, digits, -, _ and ., beginning and ending with a letter or digit; a DNS name and / may stand before it',
    ]);
  });

  test('is refused for a patch', () => {
    const chart = testChart('shop');
    const made = new PeerAuthentication(chart, 'default');
    made.addJsonPatch(JsonPatch.add('/spec/mtls', { mode: 'ON' }));
    expect(() => manifests(chart)).toThrow('mtls.mode is unknown, got "ON"');
  });

  test('is refused for the labels it got later', () => {
    const chart = testChart('shop');
    const made = new PeerAuthentication(chart, 'default');
    ApiObject.of(made).metadata.addLabel('a', '*');
    expect(() => manifests(chart)).toThrow('metadata.labels.a is a value that no label can have, got "*"');
  });
});
