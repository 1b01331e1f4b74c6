import { App, Chart } from 'cdk8s';
import { MeshNamespace, type MeshNamespaceProps } from '../../lib/injection/mesh-namespace';
import { IstioControlPlane, type IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { Waypoint, type WaypointProps } from '../../lib/install/waypoint';
import { manifestOf, refusals } from '../synth';

type Props = Omit<WaypointProps, 'controlPlane' | 'serves'>;

/** An app with a control plane, namespaces, and a waypoint that serves some of them. */
function mesh(
  props: Props = {},
  serves: Readonly<Record<string, MeshNamespaceProps>> = {},
  istio: IstioControlPlaneProps = {},
  namespace?: string,
) {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio', { profile: 'ambient', ...istio });
  const chart = new Chart(app, 'apps', { namespace });
  const namespaces = Object.entries(serves).map(([id, settings]) => new MeshNamespace(chart, id, settings));
  return new Waypoint(chart, 'waypoint', { controlPlane, serves: namespaces, ...props });
}

const AMBIENT: MeshNamespaceProps = { dataplane: 'ambient' };

const gateway = (waypoint: Waypoint) => manifestOf(waypoint, 'Gateway', 'waypoint');

const labels = (waypoint: Waypoint, namespace: string) => manifestOf(waypoint, 'Namespace', namespace).metadata.labels;

test('a waypoint is a Gateway that istiod deploys', () => {
  expect(gateway(mesh())).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'waypoint' },
    spec: { gatewayClassName: 'istio-waypoint', listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }] },
  });
});

test('every prop is rendered', () => {
  const props: Props = {
    for: 'all',
    ingress: true,
    allowedNamespaces: { matchLabels: { team: 'shop' } },
    metadata: { name: 'proxy', namespace: 'proxies', labels: { a: 'b' }, annotations: { c: 'd' } },
  };
  const waypoint = mesh(props, { shop: AMBIENT }, { revision: 'canary' });
  expect(manifestOf(waypoint, 'Gateway', 'proxy')).toMatchObject({
    metadata: {
      namespace: 'proxies',
      labels: { 'istio.io/waypoint-for': 'all', 'istio.io/rev': 'canary', a: 'b' },
      annotations: { c: 'd' },
    },
    spec: { listeners: [{ allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'shop' } } } } }] },
  });
  expect(labels(waypoint, 'shop')).toEqual({
    'istio.io/dataplane-mode': 'ambient',
    'istio.io/use-waypoint': 'proxy',
    'istio.io/use-waypoint-namespace': 'proxies',
    'istio.io/ingress-use-waypoint': 'true',
  });
});

test('a waypoint is in the namespace that it serves, which names it by label', () => {
  const waypoint = mesh({}, { shop: AMBIENT });
  expect(gateway(waypoint).metadata.namespace).toBe('shop');
  expect(labels(waypoint, 'shop')).toEqual({ 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': 'waypoint' });
});

test('a waypoint for several namespaces takes them, and no others', () => {
  const waypoint = mesh({}, { shop: AMBIENT, stock: AMBIENT });
  expect(gateway(waypoint)['spec']).toMatchObject({
    listeners: [
      {
        allowedRoutes: {
          namespaces: {
            from: 'Selector',
            selector: {
              matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop', 'stock'] }],
            },
          },
        },
      },
    ],
  });
  expect(labels(waypoint, 'stock')).toMatchObject({
    'istio.io/use-waypoint': 'waypoint',
    'istio.io/use-waypoint-namespace': 'shop',
  });
});

test('a tag of a control plane deploys it', () => {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio', {
    profile: 'ambient',
    revision: '1-31',
    revisionTags: ['prod'],
  });
  const waypoint = new Waypoint(new Chart(app, 'apps', { namespace: 'shop' }), 'waypoint', {
    controlPlane: controlPlane.tag('prod'),
  });
  expect(gateway(waypoint).metadata.labels).toEqual({ 'istio.io/rev': 'prod' });
});

test('single Services use a waypoint by labels', () => {
  const waypoint = mesh({ allowedNamespaces: 'All' }, {}, {}, 'shop');
  expect(waypoint.usedBy('shop')).toEqual({ 'istio.io/use-waypoint': 'waypoint' });
  expect(waypoint.usedBy('stock')).toEqual({ 'istio.io/use-waypoint': 'waypoint', 'istio.io/use-waypoint-namespace': 'shop' });
});

test.each<[string, Parameters<typeof mesh>, string]>([
  [
    'the control plane is for sidecars',
    [{}, {}, { profile: 'default' }],
    'controlPlane does not serve pods without sidecars, got "istio/istio"; ' +
      "use profile ambient, or set pilot.env.PILOT_ENABLE_AMBIENT to 'true'",
  ],
  [
    'the name means none',
    [{ metadata: { name: 'none' } }],
    'metadata.name means no waypoint at all, got "none"; use another name',
  ],
  [
    'it serves a namespace that ztunnel does not carry',
    [{}, { shop: {} }],
    'serves[0] is a namespace whose traffic ztunnel does not carry, got "shop"; set dataplane \'ambient\' there',
  ],
  [
    'ingress is about no namespace',
    [{ ingress: true }],
    'ingress is about namespaces that it serves, got true; list them in serves',
  ],
  [
    'a namespace that it serves is not allowed',
    [{ allowedNamespaces: 'Same' }, { shop: AMBIENT, stock: AMBIENT }],
    'allowedNamespaces leaves out namespace stock, which is to use the waypoint, got "Same"; ' +
      "set it to 'All', or to labels of that namespace",
  ],
])('fails when %s', (_name, [...args], message) => {
  expect(refusals(() => mesh(...args))).toEqual([message]);
});

test('fails when nothing can refer to it', () => {
  expect(refusals(() => mesh().usedBy('shop'))).toEqual([
    'metadata.namespace is missing, so nothing can refer to the waypoint; set it, or the namespace of the chart',
  ]);
});

test('fails when two waypoints serve one namespace', () => {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio', { profile: 'ambient' });
  const chart = new Chart(app, 'apps');
  const shop = new MeshNamespace(chart, 'shop', AMBIENT);
  new Waypoint(chart, 'first', { controlPlane, serves: [shop] });
  expect(refusals(() => new Waypoint(chart, 'second', { controlPlane, serves: [shop] }))).toEqual([
    'the waypoint is apps/first already, got "apps/second"; let one of the two serve the namespace',
  ]);
});
