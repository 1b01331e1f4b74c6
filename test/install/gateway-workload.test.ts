import { App, Chart } from 'cdk8s';
import { MeshNamespace } from '../../lib/injection/mesh-namespace';
import { EgressGateway } from '../../lib/install/egress-gateway';
import { GATEWAY_DEFAULTS } from '../../lib/install/gateway';
import type { GatewayWorkloadProps } from '../../lib/install/gateway-workload';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioControlPlane, type IstioControlPlaneProps } from '../../lib/install/istio-control-plane';

interface Emitted {
  readonly kind: string;
  readonly metadata: { name: string; namespace: string; labels: Record<string, string>; annotations?: Record<string, string> };
  // biome-ignore lint/suspicious/noExplicitAny: objects of any kind, looked into by the tests
  readonly spec: any;
}

function objects(
  props: Omit<GatewayWorkloadProps, 'controlPlane'> = {},
  istio: IstioControlPlaneProps = {},
  Kind = IngressGateway,
) {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio', istio);
  const chart = new Chart(app, 'gateways');
  new Kind(chart, 'istio-ingressgateway', { controlPlane, ...props });
  return chart.toJson() as Emitted[];
}

function one(kind: string, emitted: readonly Emitted[]): Emitted {
  const found = emitted.filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0]!;
}

const kinds = (emitted: readonly Emitted[]) => emitted.map(({ kind }) => kind);

test('the objects of a gateway stand in the order in which they need each other', () => {
  expect(kinds(objects())).toEqual(['ServiceAccount', 'Role', 'RoleBinding', 'Deployment', 'Service', 'HorizontalPodAutoscaler']);
});

test('the pods ask for injection by the control plane of their revision', () => {
  const { metadata, spec } = one('Deployment', objects({}, { revision: 'canary' })).spec.template;
  expect(metadata.labels).toMatchObject({ 'sidecar.istio.io/inject': 'true', 'istio.io/rev': 'canary', istio: 'ingressgateway' });
  expect(metadata.annotations).toMatchObject({ 'inject.istio.io/templates': 'gateway' });
  expect(spec.containers[0]).toMatchObject({ name: 'istio-proxy', image: 'auto' });
});

test('a revision tag of the control plane is a revision', () => {
  const deployment = one('Deployment', objects({ revision: 'prod' }, { revision: '1-31', revisionTags: ['prod'] }));
  expect(deployment.spec.template.metadata.labels['istio.io/rev']).toBe('prod');
});

test('an egress gateway is reached from inside alone, an ingress gateway from outside', () => {
  expect(one('Service', objects()).spec.type).toBe('LoadBalancer');
  expect(one('Service', objects({}, {}, EgressGateway)).spec.type).toBe('ClusterIP');
});

test('props lie over the defaults: maps merge, lists replace', () => {
  const emitted = objects({ labels: { team: 'edge' }, service: { ports: [{ name: 'https', port: 443 }] } });
  expect(one('Service', emitted).spec.ports).toEqual([{ name: 'https', port: 443 }]);
  expect(one('Service', emitted).metadata.labels).toMatchObject({ team: 'edge', 'istio.io/dataplane-mode': 'none' });
});

test('a disruption budget stands only where a pod can be missing', () => {
  const podDisruptionBudget = { minAvailable: 1 };
  expect(kinds(objects({ podDisruptionBudget }))).not.toContain('PodDisruptionBudget');
  const budget = one('PodDisruptionBudget', objects({ podDisruptionBudget, autoscaling: { minReplicas: 2 } }));
  expect(budget.spec).toMatchObject({ minAvailable: 1, selector: { matchLabels: { istio: 'ingressgateway' } } });
});

test('replicas are left to the autoscaler where there is one', () => {
  expect(one('Deployment', objects({ replicaCount: 3 })).spec.replicas).toBeUndefined();
  expect(one('Deployment', objects({ replicaCount: 0, autoscaling: { enabled: false } })).spec.replicas).toBe(0);
});

test('the caller’s props stay as they were', () => {
  const props = { labels: { a: '1' }, service: { annotations: { b: '2' } } };
  const before = structuredClone(props);
  objects(props);
  expect(props).toEqual(before);
  expect(GATEWAY_DEFAULTS.labels).toEqual({ 'istio.io/dataplane-mode': 'none' });
});

test.each<[string, Omit<GatewayWorkloadProps, 'controlPlane'>, IstioControlPlaneProps, string]>([
  ['the control plane injects nothing', {}, { profile: 'empty' }, 'controlPlane injects nothing, so the pods would never start'],
  [
    'the revision is another',
    { revision: 'other' },
    { revision: 'canary' },
    'revision is neither the revision nor a tag of the control plane, so no injector would fill the pods, got "other"; use one of ["canary"]',
  ],
  [
    'a label opts the pods out',
    { labels: { 'sidecar.istio.io/inject': 'false' } },
    {},
    'labels.sidecar.istio.io/inject opts the pods out of injection, got "false"; remove it: without injection the pods have no proxy',
  ],
  [
    'an annotation opts the pods out',
    { podAnnotations: { 'sidecar.istio.io/inject': 'false' } },
    {},
    'podAnnotations.sidecar.istio.io/inject opts the pods out of injection, got "false"',
  ],
  [
    'a label names another revision',
    { labels: { 'istio.io/rev': 'x' } },
    {},
    'labels.istio.io/rev names another revision than the gateway has, got "x"; remove the label and set revision',
  ],
  [
    'there is no port',
    { service: { ports: [] } },
    {},
    "service.ports is empty, got []; list the ports, or set service.type to 'None'",
  ],
  [
    'two ports share a name',
    {
      service: {
        ports: [
          { name: 'a', port: 80 },
          { name: 'a', port: 81 },
        ],
      },
    },
    {},
    'service.ports[1].name is taken, got "a"; give each port its own name',
  ],
  [
    'fewest pods are more than most',
    { autoscaling: { minReplicas: 6 } },
    {},
    'autoscaling.minReplicas must be between 1 and maxReplicas, which is 5, got 6; raise maxReplicas, or lower minReplicas',
  ],
  [
    'rights would go to every pod of the namespace',
    { serviceAccount: { create: false } },
    {},
    'serviceAccount.name is missing, so every pod of the namespace without a ServiceAccount of its own could read its Secrets, ' +
      'got ""; name the ServiceAccount of the gateway, or set rbac.enabled to false',
  ],
  [
    'a budget has two kinds',
    { podDisruptionBudget: { minAvailable: 1, maxUnavailable: 1 } },
    {},
    'podDisruptionBudget has both minAvailable and maxUnavailable, got {"minAvailable":1,"maxUnavailable":1}; name one of the two',
  ],
  [
    'traffic from outside is about a Service inside',
    { service: { type: 'ClusterIP', externalTrafficPolicy: 'Local' } },
    {},
    'service.externalTrafficPolicy needs a Service that is reached from outside, got "Local"; ' +
      'remove it, or set service.type to LoadBalancer or NodePort',
  ],
  [
    'no health check is asked for',
    { service: { healthCheckNodePort: 30_000 } },
    {},
    "service.healthCheckNodePort needs service.type LoadBalancer and service.externalTrafficPolicy 'Local', got 30000; " +
      'set them, or remove it',
  ],
  [
    'ranges have no load balancer',
    { service: { type: 'NodePort', loadBalancerSourceRanges: ['10.0.0.0/8'] } },
    {},
    'service.loadBalancerSourceRanges needs service.type LoadBalancer, got ["10.0.0.0/8"]; ' +
      'remove it: without a load balancer nothing would check it',
  ],
  [
    'a range is an address',
    { service: { loadBalancerSourceRanges: ['10.0.0.0/8', '10.0.0.1'] } },
    {},
    'service.loadBalancerSourceRanges[1] is an address, not a subnet, got "10.0.0.1"; use 10.0.0.1/32',
  ],
  [
    'a port is none',
    { networkGateway: 'n1', networkGatewayPorts: { tls: { port: 0 } } },
    {},
    'networkGatewayPorts.tls.port must be a port number, got 0; use a whole number between 1 and 65535',
  ],
  [
    'a number of pods is none',
    { replicaCount: 1.5 },
    {},
    'replicaCount is not a whole number in range, got 1.5; use a whole number between 0 and 2147483647',
  ],
  [
    'the name is none',
    { name: 'Edge.1' },
    {},
    'name is not a valid Kubernetes name, got "Edge.1"; use at most 63 characters of a-z, 0-9 and -',
  ],
])('fails when %s', (_, props, istio, message) => {
  expect(() => objects(props, istio)).toThrow(`gateways/istio-ingressgateway: ${message}`);
});

test('a gateway moves on with the tag that it is bound to', () => {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio', { revision: '1-31', revisionTags: ['prod'] });
  const chart = new Chart(app, 'gateways');
  new IngressGateway(chart, 'istio-ingressgateway', { controlPlane: controlPlane.tag('prod') });
  const { template } = one('Deployment', chart.toJson() as Emitted[]).spec;
  expect(template.metadata.labels['istio.io/rev']).toBe('prod');
});

test('a DaemonSet has its own fields for how pods are replaced, and no number of them', () => {
  const strategy = { rollingUpdate: { maxUnavailable: 2 } };
  const set = one('DaemonSet', objects({ kind: 'DaemonSet', strategy, replicaCount: 3, autoscaling: { enabled: false } }));
  expect(set.spec.updateStrategy).toEqual(strategy);
  expect(set.spec).not.toHaveProperty('strategy');
  expect(set.spec).not.toHaveProperty('replicas');
});

test('rights without a ServiceAccount of its own go to the one that is named', () => {
  const emitted = objects({ serviceAccount: { create: false, name: 'edge' } });
  expect(kinds(emitted)).not.toContain('ServiceAccount');
  expect(one('RoleBinding', emitted)).toMatchObject({ subjects: [{ kind: 'ServiceAccount', name: 'edge' }] });
  expect(kinds(objects({ serviceAccount: { create: false }, rbac: { enabled: false } }))).not.toContain('Role');
});

test.each<[string, Record<string, string>, IstioControlPlaneProps]>([
  ['has no label', {}, {}],
  ['is injected', { 'istio-injection': 'enabled' }, {}],
  ['belongs to the default revision', { 'istio.io/rev': 'default' }, {}],
  ['belongs to the revision', { 'istio.io/rev': 'canary' }, { revision: 'canary' }],
  ['belongs to a tag', { 'istio.io/rev': 'prod' }, { revision: 'canary', revisionTags: ['prod'] }],
  [
    'is injected, and the control plane has the tag default',
    { 'istio-injection': 'enabled' },
    { revision: 'canary', revisionTags: ['default'] },
  ],
])('a namespace that %s lets the injector in', (_, labels, istio) => {
  expect(() => inNamespace(labels, istio)).not.toThrow();
});

test.each<[string, Record<string, string>, IstioControlPlaneProps, string]>([
  [
    'is opted out of injection',
    { 'istio-injection': 'disabled' },
    {},
    'label istio-injection of namespace edge keeps the injector from the pods, which would never start, got "disabled"; ' +
      'remove the label, or bind the namespace to the control plane: {"istio-injection":"enabled"}',
  ],
  [
    'asks the default control plane while there is only a revision',
    { 'istio-injection': 'enabled' },
    { revision: 'canary' },
    'label istio-injection of namespace edge keeps the injector from the pods',
  ],
  [
    'belongs to another control plane',
    { 'istio.io/rev': 'old' },
    { revision: 'canary' },
    'label istio.io/rev of namespace edge leaves the pods to another control plane than the gateway\'s, got "old"; use one of canary',
  ],
])('fails when the namespace %s', (_, labels, istio, message) => {
  expect(() => inNamespace(labels, istio)).toThrow(`[gateways/gateway] ${message}`);
});

function inNamespace(labels: Record<string, string>, istio: IstioControlPlaneProps) {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio', istio);
  const chart = new Chart(app, 'gateways');
  const namespace = new MeshNamespace(chart, 'edge', { labels }).name;
  new IngressGateway(chart, 'gateway', { controlPlane, namespace });
  return chart.toJson();
}
