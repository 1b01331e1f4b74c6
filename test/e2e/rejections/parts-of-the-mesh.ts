import type { Chart } from 'cdk8s';
import {
  type GatewayWorkloadProps,
  IngressGateway,
  IstioControlPlane,
  type IstioControlPlaneProps,
  MeshNamespace,
} from '../../../lib';
import type { Rejection } from './rejection';

const gateway =
  (props: object, id = 'test') =>
  (chart: Chart) =>
    new IngressGateway(chart, id, { controlPlane: new IstioControlPlane(chart, 'istio'), ...props } as GatewayWorkloadProps);
const istio = (props: object) => (chart: Chart) => new IstioControlPlane(chart, 'test', props as IstioControlPlaneProps);

const template = (spec: object, labels: object = { app: 'a' }) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'a', image: 'a' }], ...spec },
});
const deployment = (spec: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  content: { spec: { selector: { matchLabels: { app: 'a' } }, template: template({}), ...spec } },
});
const pods = (spec: object) => deployment({ template: template(spec) });
const container = (fields: object) => pods({ containers: [{ name: 'a', image: 'a', ...fields }] });
const service = (spec: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  content: { spec: { selector: { app: 'a' }, ports: [{ name: 'http', port: 80 }], ...spec } },
});
const scaler = (spec: object) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  content: { spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' }, maxReplicas: 3, ...spec } },
});
const port = (fields: object) => [{ name: 'http', port: 80, targetPort: 80, protocol: 'TCP', ...fields }];

/** Mistakes in what installs the mesh, each as the object that would come of it. */
export const PARTS_OF_THE_MESH: readonly Rejection[] = [
  { what: 'a name in capitals', ...service({}), name: 'Test', ours: gateway({}, 'Test') },
  { what: 'a name that is too long', ...service({}), name: 'a'.repeat(64), ours: gateway({ name: 'a'.repeat(64) }) },
  {
    what: 'a Service port of 0',
    ...service({ ports: port({ port: 0 }) }),
    ours: gateway({ service: { ports: port({ port: 0 }) } }),
  },
  {
    what: 'a Service port beyond 65535',
    ...service({ ports: port({ port: 65536 }) }),
    ours: gateway({ service: { ports: port({ port: 65536 }) } }),
  },
  {
    what: 'a target port beyond 65535',
    ...service({ ports: port({ targetPort: 65536 }) }),
    ours: gateway({ service: { ports: port({ targetPort: 65536 }) } }),
  },
  {
    what: 'two Service ports of one name',
    ...service({ ports: [...port({}), ...port({ port: 81 })] }),
    ours: gateway({ service: { ports: [...port({}), ...port({ port: 81 })] } }),
  },
  {
    what: 'a Service port name with a blank',
    ...service({ ports: port({ name: 'a b' }) }),
    ours: gateway({ service: { ports: port({ name: 'a b' }) } }),
  },
  { what: 'a Service without ports', ...service({ ports: [] }), ours: gateway({ service: { ports: [] } }) },
  {
    what: 'an unknown protocol of a Service port',
    ...service({ ports: port({ protocol: 'ICMP' }) }),
    ours: gateway({ service: { ports: port({ protocol: 'ICMP' }) } }),
  },
  { what: 'an unknown type of Service', ...service({ type: 'Public' }), ours: gateway({ service: { type: 'Public' } }) },
  {
    what: 'an unknown externalTrafficPolicy',
    ...service({ type: 'LoadBalancer', externalTrafficPolicy: 'Near' }),
    ours: gateway({ service: { externalTrafficPolicy: 'Near' } }),
  },
  {
    what: 'a range of source addresses that is none',
    ...service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0'] }),
    ours: gateway({ service: { loadBalancerSourceRanges: ['10.0.0.0/99'] } }),
  },
  {
    what: 'replicas below 0',
    ...deployment({ replicas: -1 }),
    ours: gateway({ autoscaling: { enabled: false }, replicaCount: -1 }),
  },
  {
    what: 'part of a replica',
    ...deployment({ replicas: 1.5 }),
    ours: gateway({ autoscaling: { enabled: false }, replicaCount: 1.5 }),
  },
  {
    what: 'more replicas at least than at most',
    ...scaler({ minReplicas: 5 }),
    ours: gateway({ autoscaling: { minReplicas: 6 } }),
  },
  {
    what: 'at most no replica',
    ...scaler({ maxReplicas: 0 }),
    ours: gateway({ autoscaling: { minReplicas: 0, maxReplicas: 0 } }),
  },
  {
    what: 'memory of an unknown unit',
    ...container({ resources: { requests: { memory: '1Mega' } } }),
    ours: gateway({ resources: { requests: { memory: '1Mega' } } }),
  },
  {
    what: 'CPU below 0',
    ...container({ resources: { requests: { cpu: '-1' } } }),
    ours: gateway({ resources: { requests: { cpu: '-1' } } }),
  },
  {
    what: 'more CPU at least than at most',
    ...container({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
    ours: gateway({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
  },
  { what: 'a label with a blank', ...service({}), labels: { a: 'b c' }, ours: gateway({ labels: { a: 'b c' } }) },
  { what: 'a label name with a blank', ...service({}), labels: { 'a b': 'c' }, ours: gateway({ labels: { 'a b': 'c' } }) },
  {
    what: 'a toleration of an unknown operator',
    ...pods({ tolerations: [{ key: 'a', operator: 'Has' }] }),
    ours: gateway({ tolerations: [{ key: 'a', operator: 'Has' }] }),
  },
  {
    what: 'a namespace in capitals',
    apiVersion: 'v1',
    kind: 'Namespace',
    content: {},
    name: 'Test',
    ours: (chart) => new MeshNamespace(chart, 'Test'),
  },
  {
    what: 'a namespace whose name is too long',
    apiVersion: 'v1',
    kind: 'Namespace',
    content: {},
    name: 'a'.repeat(64),
    ours: (chart) => new MeshNamespace(chart, 'a'.repeat(64)),
  },
  {
    what: 'replicas of istiod below 0',
    ...deployment({ replicas: -1 }),
    ours: istio({ pilot: { autoscaleEnabled: false, replicaCount: -1 } }),
  },
  {
    what: 'memory of istiod of an unknown unit',
    ...container({ resources: { requests: { memory: '2 Gi' } } }),
    ours: istio({ pilot: { resources: { requests: { memory: '2 Gi' } } } }),
  },
  {
    what: 'more istiods at least than at most',
    ...scaler({ minReplicas: 6, maxReplicas: 5 }),
    ours: istio({ pilot: { autoscaleMin: 6, autoscaleMax: 5 } }),
  },
  {
    what: 'a namespace of istiod in capitals',
    apiVersion: 'v1',
    kind: 'Namespace',
    content: {},
    name: 'Istio',
    ours: istio({ namespace: 'Istio' }),
  },
  { what: 'a revision in capitals', ...service({}), name: 'istiod-Canary', ours: istio({ revision: 'Canary' }) },
];
