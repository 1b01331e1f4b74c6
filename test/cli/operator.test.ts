import { type RenderOptions, rendered } from '../../lib/cli/render';
import type { Manifest } from '../../lib/core/manifest';
import { withOverlay } from '../../lib/values-files/operator/overlay';
import { withSetFlag } from '../../lib/values-files/operator/set-flag';
import { strategicMerge } from '../../lib/values-files/operator/strategic-merge';
import { fileOf, messageOf } from './files';

const HEAD = 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n';

function render(spec: string, options: Partial<RenderOptions> = {}): Manifest[] {
  const values = [fileOf(`${HEAD}spec: ${spec}\n`)];
  return rendered(undefined, { values, set: [], setString: [], ignoreUnknown: false, ...options });
}

const names = (manifests: readonly Manifest[], kind: string) =>
  manifests.filter((manifest) => manifest.kind === kind).map(({ metadata }) => metadata.name);

test.each([
  ['default', ['istiod', 'istio-ingressgateway'], []],
  ['demo', ['istiod', 'istio-ingressgateway', 'istio-egressgateway'], []],
  ['minimal', ['istiod'], []],
  ['empty', [], []],
  ['remote', [], []],
  ['ambient', ['istiod'], ['istio-cni-node', 'ztunnel']],
  ['openshift', ['istiod', 'istio-ingressgateway'], ['istio-cni-node']],
  ['openshift-ambient', ['istiod'], ['istio-cni-node', 'ztunnel']],
])('profile %s', (profile, deployments, daemonSets) => {
  const manifests = render(`{ profile: ${profile} }`);
  expect(names(manifests, 'Deployment')).toEqual(deployments);
  expect(names(manifests, 'DaemonSet')).toEqual(daemonSets);
});

test('a list of gateways replaces that of the profile', () => {
  const spec = '{ components: { ingressGateways: [{ name: edge, namespace: edges, label: { istio: edge } }] } }';
  expect(names(render(spec), 'Deployment')).toEqual(['istiod', 'edge']);
});

test('settings and overlays are patched into the objects', () => {
  const manifests = render(`
  profile: minimal
  revision: blue
  components:
    pilot:
      k8s:
        nodeSelector: { pool: control }
        hpaSpec: { minReplicas: 2 }
        overlays:
        - { kind: Service, name: istiod-blue, patches: [{ path: "spec.ports.[port:15014]" }, { path: spec.type, value: NodePort }] }`);
  const find = (kind: string) => manifests.find((manifest) => manifest.kind === kind);
  expect(find('Deployment')).toMatchObject({ spec: { template: { spec: { nodeSelector: { pool: 'control' } } } } });
  expect(find('HorizontalPodAutoscaler')).toMatchObject({ spec: { minReplicas: 2 } });
  expect(find('PodDisruptionBudget')).toMatchObject({ metadata: { name: 'istiod-blue' } });
  expect(find('Service')).toMatchObject({ spec: { type: 'NodePort', ports: [{ port: 15010 }, { port: 15012 }, { port: 443 }] } });
});

test.each([
  [
    '{ profil: demo }',
    'values.yaml: spec.profil is unknown, got "demo"; did you mean profile? or leave it out with --ignore-unknown',
  ],
  [
    '{ components: { pilot: { k8s: { replicas: 2 } } } }',
    'values.yaml: spec.components.pilot.k8s.replicas is unknown, got 2; the nearest name is replicaCount; use it, or leave it out with --ignore-unknown',
  ],
  [
    '{ components: { pilot: { k8s: { overlays: [{ kind: Deployment, name: istio, patches: [] }] } } }, profile: empty }',
    undefined,
  ],
  [
    '{ components: { base: { k8s: { overlays: [{ kind: ServiceAccount, name: reader }] } } } }',
    /^components\.base\.k8s: overlays\[0\]\.name names no object of the part, got "ServiceAccount reader"; the objects are /,
  ],
])('%s', (spec, message) => {
  if (message === undefined) expect(render(spec)).toEqual([]);
  else expect(messageOf(() => render(spec))).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

test('paths of --set go through lists by place and by field', () => {
  const spec = { components: { egressGateways: [{ name: 'a' }, { name: 'b' }] } };
  expect(withSetFlag(spec, 'components.egressGateways.[name:b].enabled=true')).toEqual({
    components: { egressGateways: [{ name: 'a' }, { name: 'b', enabled: true }] },
  });
  expect(withSetFlag(spec, 'components.egressGateways[0].k8s.replicaCount=2')).toMatchObject({
    components: { egressGateways: [{ name: 'a', k8s: { replicaCount: 2n } }, { name: 'b' }] },
  });
  expect(withSetFlag({}, 'values.global.tag=1.30')).toEqual({ values: { global: { tag: '1.30' } } });
});

test('overlays', () => {
  const object = { list: [{ name: 'a', v: 1 }, { name: 'b' }], texts: ['--x=1', '--y'], map: { 'a.b': 1 } };
  expect(withOverlay(object, { path: 'list.[name:b].v', value: 2 })['list']).toEqual([
    { name: 'a', v: 1 },
    { name: 'b', v: 2 },
  ]);
  expect(withOverlay(object, { path: 'texts.[--x]', value: '--x=2' })['texts']).toEqual(['--x=2', '--y']);
  expect(withOverlay(object, { path: 'texts.[-1]', value: '--z' })['texts']).toEqual(['--x=1', '--y', '--z']);
  expect(withOverlay(object, { path: 'list.[0]' })['list']).toEqual([{ name: 'b' }]);
  expect(withOverlay(object, { path: 'map.a\\.b' })['map']).toEqual({});
  expect(withOverlay(object, { path: 'map', value: 'x: 1\ny: 2\n' })['map']).toEqual({ x: 1, y: 2 });
});

test('overlays of injected pods may name what only the injector makes', () => {
  const add = { path: 'volumes.[name:socket]', value: { name: 'socket', csi: {} } };
  expect(messageOf(() => withOverlay({ volumes: [] }, add))).toBe('[name:socket] picks no entry');
  expect(withOverlay({}, add, 'makes entries')).toEqual({ volumes: [{ name: 'socket', csi: {} }] });
  const mode = { path: 'volumes.[name:socket].csi.driver', value: 'd' };
  expect(withOverlay({ volumes: [{ name: 'a' }] }, mode, 'makes entries')).toEqual({
    volumes: [{ name: 'a' }, { name: 'socket', csi: { driver: 'd' } }],
  });
});

test('strategic merge patches', () => {
  const pod = {
    containers: [
      {
        name: 'a',
        env: [
          { name: 'X', value: '1' },
          { name: 'Y', value: '2' },
        ],
      },
    ],
    tolerations: [{ key: 'k' }],
  };
  const patch = {
    containers: [
      {
        name: 'a',
        env: [
          { name: 'Y', value: '3' },
          { name: 'Z', value: '4' },
        ],
      },
    ],
    tolerations: [{ key: 'l' }],
  };
  expect(strategicMerge(pod, patch)).toEqual({
    containers: [
      {
        name: 'a',
        env: [
          { name: 'X', value: '1' },
          { name: 'Y', value: '3' },
          { name: 'Z', value: '4' },
        ],
      },
    ],
    tolerations: [{ key: 'l' }],
  });
  expect(strategicMerge({ a: { b: 1, c: 2 } }, { a: { b: null } })).toEqual({ a: { c: 2 } });
});
