import {
  and,
  atLeast,
  dictionary,
  type Expression,
  equals,
  field,
  first,
  firstGiven,
  given,
  merged,
  pointsTo,
  without,
} from './expression';
import type { GatewayObject, GatewayPodSpec, Metadata, OwnerReference } from './gateway-shape';
import { input } from './inputs';
import { each, type Node, when } from './template';

type Texts = Expression<Readonly<Record<string, string>>>;

export interface GatewayObjectsProps {
  /** Value of the label that says which part of istiod made the objects. */
  readonly managedBy: string | Expression<string>;
  readonly pod: Node<GatewayPodSpec>;
  /**
   * Whether the ambient mesh leaves the pod's own traffic alone.
   * @default false
   */
  readonly isWaypoint?: boolean;
  /**
   * Whether the ServiceAccount is deleted with the Gateway only on Kubernetes 1.28 and later.
   * @default false
   */
  readonly ownsAccountSince128?: boolean;
  /**
   * Whether clients prefer endpoints near them, unless the Gateway says otherwise.
   * @default false
   */
  readonly prefersClose?: boolean;
  /**
   * Whether ports may be UDP, for HTTP/3.
   * @default false
   */
  readonly isUdpAllowed?: boolean;
}

const annotations = without(
  input('infrastructureAnnotations'),
  'kubectl.kubernetes.io/last-applied-configuration',
  'gateway.istio.io/name-override',
  'gateway.istio.io/service-account',
  'gateway.istio.io/controller-version',
);

const gatewayMarks = [
  'gateway.networking.k8s.io/gateway-name',
  input('gatewayName'),
  'gateway.networking.k8s.io/gateway-class-name',
  input('gatewayClass'),
] as const;

const labels = merged(input('infrastructureLabels'), dictionary(...gatewayMarks));
const selector = dictionary(input('gatewayNameLabel'), input('gatewayName'));

const owner: Node<OwnerReference> = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  name: input('gatewayName'),
  uid: input('gatewayUid'),
};

const scraped = dictionary(
  'istio.io/rev',
  firstGiven(input('revision'), 'default'),
  'prometheus.io/path',
  '/stats/prometheus',
  'prometheus.io/port',
  '15020',
  'prometheus.io/scrape',
  'true',
);

/** What istiod applies for a Gateway; the last two only where the class or the Gateway has more to say of them. */
export function gatewayObjects(props: GatewayObjectsProps): readonly Node<GatewayObject>[] {
  const managed = dictionary(...gatewayMarks, 'gateway.istio.io/managed', props.managedBy);
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: input('gatewayServiceAccount'),
        namespace: input('gatewayNamespace'),
        annotations,
        labels,
        ownerReferences: props.ownsAccountSince128 ? when(atLeast(input('kubernetesVersion'), 128), [owner]) : [owner],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(merged(input('infrastructureLabels'), managed)),
      spec: {
        selector: { matchLabels: selector },
        template: {
          metadata: {
            annotations: merged(annotations, scraped),
            labels: merged(podLabels(props), input('infrastructureLabels'), managed),
          },
          spec: props.pod,
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(labels, props.prefersClose ? merged(preferClose, annotations) : annotations),
      spec: {
        ipFamilyPolicy: 'PreferDualStack',
        ports: [servicePorts(props)],
        selector,
        loadBalancerIP: when(
          and(given(input('addresses')), equals(input('serviceType'), 'LoadBalancer')),
          field(first(input('addresses')), 'value', 'text'),
        ),
        type: input('serviceType'),
      },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: metadata(labels),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: input('deploymentName') },
        maxReplicas: 1,
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadata(labels),
      spec: { selector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': input('gatewayName') } } },
    },
  ];
}

const preferClose = dictionary('networking.istio.io/traffic-distribution', 'PreferClose');

function metadata(marks: Texts, notes: Texts = annotations): Node<Metadata> {
  return {
    name: input('deploymentName'),
    namespace: input('gatewayNamespace'),
    annotations: notes,
    labels: marks,
    ownerReferences: [owner],
  };
}

function podLabels({ isWaypoint = false }: GatewayObjectsProps): Texts {
  return dictionary(
    'sidecar.istio.io/inject',
    'false',
    ...(isWaypoint ? (['istio.io/dataplane-mode', 'none'] as const) : []),
    'service.istio.io/canonical-name',
    input('deploymentName'),
    'service.istio.io/canonical-revision',
    'latest',
  );
}

function servicePorts({ isUdpAllowed = false }: GatewayObjectsProps) {
  return each('port', input('servicePorts'), (port) => ({
    name: field(port, 'name', 'text'),
    port: field(port, 'port', 'number'),
    protocol: isUdpAllowed ? field(port, 'protocol', 'text') : 'TCP',
    appProtocol: pointsTo(field(port, 'appProtocol', 'data')),
  }));
}
