import { type RenderOptions, rendered } from '../../lib/cli/render';
import type { Manifest } from '../../lib/core/manifest';
import { fileOf, messageOf } from './files';

const OPTIONS: RenderOptions = { values: [], set: [], setString: [], ignoreUnknown: false };

const render = (chart: string | undefined, options: Partial<RenderOptions> = {}) => rendered(chart, { ...OPTIONS, ...options });

const refusal = (chart: string | undefined, options: Partial<RenderOptions>) => messageOf(() => render(chart, options));

interface Workload {
  readonly replicas?: number;
  readonly template: {
    readonly spec: { readonly containers: readonly { readonly env: readonly { name: string; value?: string }[] }[] };
  };
}

function deployment(manifests: readonly Manifest[]): Workload {
  return manifests.find(({ kind }) => kind === 'Deployment')!['spec'] as Workload;
}

const env = (manifests: readonly Manifest[], name: string) =>
  deployment(manifests).template.spec.containers[0]!.env.find((variable) => variable.name === name)?.value;

test('later files beat earlier ones, options beat files, --set-string beats --set', () => {
  const values = [
    fileOf('pilot: { env: { A: file1, B: file1, C: file1, D: file1 } }\n', '1.yaml'),
    fileOf('pilot: { env: { B: file2, C: file2, D: file2 } }\n', '2.yaml'),
  ];
  const manifests = render('istiod', { values, set: ['pilot.env.C=set,pilot.env.D=set'], setString: ['pilot.env.D=string'] });
  expect(['A', 'B', 'C', 'D'].map((name) => env(manifests, name))).toEqual(['file1', 'file2', 'set', 'string']);
});

test('numbers of files have an exponent from a million on, those of --set have none', () => {
  const values = [fileOf('pilot: { env: { FILE: 1000000, SMALL: 999999 } }\n')];
  const manifests = render('istiod', { values, set: ['pilot.env.SET=1000000'] });
  expect(['FILE', 'SMALL', 'SET'].map((name) => env(manifests, name))).toEqual(['1e+06', '999999', '1000000']);
});

test('what stands under pilot beats what stands beside it, and so does a profile', () => {
  const fixed = ['autoscaleEnabled=false', 'pilot.autoscaleEnabled=false'];
  expect(deployment(render('istiod', { set: [...fixed, 'replicaCount=3', 'pilot.replicaCount=4'] })).replicas).toBe(4);
  const kinds = (set: string[]) => render('istiod', { set }).map(({ kind }) => kind);
  expect(kinds(['profile=demo', 'autoscaleEnabled=true'])).not.toContain('HorizontalPodAutoscaler');
  expect(kinds(['profile=demo', 'pilot.autoscaleEnabled=true'])).toContain('HorizontalPodAutoscaler');
});

test('release and namespace', () => {
  const [first] = render('istiod', { name: 'mesh', namespace: 'mesh-system' });
  expect(first!.metadata).toMatchObject({
    namespace: 'mesh-system',
    labels: { release: 'mesh', 'app.kubernetes.io/instance': 'mesh' },
  });
  expect(render('gateway', { name: 'edge', namespace: 'edges' })[0]!.metadata).toMatchObject({
    name: 'edge',
    namespace: 'edges',
  });
});

test('pull secrets of global are for gateways as well', () => {
  const [account] = render('gateway', { set: ['global.imagePullSecrets={login}'] }).filter(({ kind }) => kind === 'Deployment');
  expect(account).toMatchObject({ spec: { template: { spec: { imagePullSecrets: [{ name: 'login' }] } } } });
});

test.each<[string, string | undefined, Partial<RenderOptions>, string]>([
  [
    'an unknown chart',
    'istoid',
    {},
    'render: the chart is unknown, got "istoid"; use one of base, default, istiod, gateway, cni, ztunnel',
  ],
  [
    'a file that is not there',
    'istiod',
    { values: ['/nowhere.yaml'] },
    '/nowhere.yaml: the file does not exist; name a YAML file, or - for standard input',
  ],
  [
    'a misspelt name',
    'istiod',
    { set: ['pilot.autoscaleMinn=2'] },
    '--set pilot.autoscaleMinn=2: pilot.autoscaleMinn is unknown, got 2; did you mean autoscaleMin? or leave it out with --ignore-unknown',
  ],
  [
    'a misspelt name in meshConfig',
    'istiod',
    { set: ['meshConfig.defaultConfig.concurency=2'] },
    '--set meshConfig.defaultConfig.concurency=2: meshConfig.defaultConfig.concurency is unknown, got 2; did you mean concurrency? or leave it out with --ignore-unknown',
  ],
  [
    'a name at the wrong place',
    'istiod',
    { set: ['global.traceSampling=5'] },
    '--set global.traceSampling=5: global.traceSampling is unknown, got 5; it belongs at traceSampling, or leave it out with --ignore-unknown',
  ],
  [
    'values under the name of their chart',
    'ztunnel',
    { set: ['ztunnel.logLevel=debug'] },
    '--set ztunnel.logLevel=debug: ztunnel is unknown, got {"logLevel":"debug"}; write what is in it without ztunnel, or leave it out with --ignore-unknown',
  ],
  [
    'values that have no meaning for the chart',
    'base',
    { set: ['pilot.env.A=b'] },
    '--set pilot.env.A=b: pilot is unknown, got {"env":{"A":"b"}}; the nearest name is profile; use it, or leave it out with --ignore-unknown',
  ],
  [
    'text for a number',
    'istiod',
    { setString: ['pilot.replicaCount=2'] },
    '--set-string pilot.replicaCount=2: pilot.replicaCount must be a number, got "2"; use one, without quotes',
  ],
  [
    'text for a switch',
    'istiod',
    { setString: ['global.logAsJson=true'] },
    '--set-string global.logAsJson=true: global.logAsJson must be true or false, got "true"; use one of the two, without quotes',
  ],
  [
    'another value than those known',
    'istiod',
    { set: ['global.proxy.autoInject=on'] },
    '--set global.proxy.autoInject=on: global.proxy.autoInject is not one of the values known, got "on"; use enabled, disabled',
  ],
  [
    'an unknown profile',
    'istiod',
    { set: ['profile=openshift'] },
    '--set profile=openshift: profile is not one of the values known, got "openshift"; use ambient, demo, preview, remote, stable, \'\'',
  ],
  [
    'no length of time',
    'istiod',
    { set: ['meshConfig.connectTimeout=ten'] },
    '--set meshConfig.connectTimeout=ten: meshConfig.connectTimeout is no length of time, got "ten"; use for example 10s, 300ms or 1h30m',
  ],
  [
    'two namespaces',
    'istiod',
    { namespace: 'a', set: ['global.istioNamespace=b'] },
    'istiod: global.istioNamespace is not the namespace a of the release, got "b"; leave one of the two out, or give both the same',
  ],
  [
    'a Service that the API server refuses',
    'gateway',
    { set: ['service.clusterIP=None'] },
    'gateway: service.clusterIP does not go with service.type LoadBalancer, got "None"; remove it, or set service.type to ClusterIP',
  ],
  [
    'a toleration that the API server refuses',
    'gateway',
    { set: ['tolerations[0].value=b'] },
    'gateway: tolerations[0].key is missing; name the key of the taint, or use operator Exists for every taint',
  ],
  [
    'no chart',
    undefined,
    {},
    'render: the chart is missing; name the chart, one of base, default, istiod, gateway, cni, ztunnel, or give an IstioOperator',
  ],
])('fails at %s', (_name, chart, options, message) => {
  expect(refusal(chart, options)).toBe(message);
});

test.each<[string, string, string]>([
  [
    'no YAML',
    'a: [1\n',
    'values.yaml:2:1: the file is no YAML: flow sequence in block collection must be sufficiently indented and end with a ]; correct it there',
  ],
  ['no map', '- a\n', 'values.yaml: the file holds no map, got ["a"]; write key: value lines'],
  [
    'two documents',
    'a: 1\n---\nb: 2\n',
    'values.yaml: the file holds 2 documents; split it, and give each part with an -f of its own',
  ],
  [
    'a version without quotes',
    'compatibilityVersion: 1.30\n',
    "values.yaml: compatibilityVersion is not one of the values known, got 1.3; use 1.25, 1.26, 1.27, 1.28, 1.29, 1.30, '', in quotes",
  ],
  ['a tag without quotes', 'global: { tag: 1.30 }\n', 'values.yaml: global.tag must be text, got 1.3; put it in quotes'],
  [
    'an IstioOperator',
    'kind: IstioOperator\n',
    'values.yaml: kind is not that of a values file, got "IstioOperator"; leave out istiod: an IstioOperator says itself which parts it is for',
  ],
])('fails at %s', (_name, text, message) => {
  expect(refusal('istiod', { values: [fileOf(text)] })).toBe(message);
});

test('unknown names are left out when that is asked for, wrong values are not', () => {
  const values = [fileOf('nonsense: { a: 1 }\npilot: { sense: 1 }\n')];
  expect(render('istiod', { values, ignoreUnknown: true })).toEqual(render('istiod'));
  expect(refusal('istiod', { set: ['pilot.autoscaleMin=x'], ignoreUnknown: true })).toMatch('must be a number');
});

test('all that is wrong is told at once, each with its source', () => {
  const values = [fileOf('globl: {}\n', 'a.yaml'), fileOf('meshconfig: {}\npilot: { image: [] }\n', 'b.yaml')];
  expect(
    refusal('istiod', { values })
      .split('\n')
      .map((line) => line.slice(0, line.indexOf(','))),
  ).toEqual(['a.yaml: globl is unknown', 'b.yaml: meshconfig is unknown', 'b.yaml: pilot.image must be text']);
});
