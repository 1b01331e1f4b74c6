import type { KubeObject } from './compare';
import type { Intended } from './run';

type Fields = Readonly<Record<string, unknown>>;
type Item = Fields & { readonly name: string };

interface Pod {
  readonly containers: readonly Item[];
  readonly volumes?: readonly Item[];
  readonly [field: string]: unknown;
}

interface Workload {
  readonly template: { readonly spec: Pod; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

const isMicroservice = ({ kind, metadata }: KubeObject, wanted: string) => kind === wanted && metadata.namespace === 'bookinfo';

/** The Deployment with other fields of it and of its pods. */
function withWorkload(object: KubeObject, change: (spec: Workload) => Workload): KubeObject {
  return isMicroservice(object, 'Deployment') ? { ...object, spec: change(object['spec'] as Workload) } : object;
}

function withPod(object: KubeObject, change: (pod: Pod) => Pod): KubeObject {
  return withWorkload(object, (spec) => ({ ...spec, template: { ...spec.template, spec: change(spec.template.spec) } }));
}

function withSecurityContext(object: KubeObject, ofPod: Fields, ofContainer: Fields): KubeObject {
  return withPod(object, (pod) => ({
    ...pod,
    securityContext: { ...(pod['securityContext'] as Fields | undefined), ...ofPod },
    containers: pod.containers.map((container) => ({
      ...container,
      securityContext: { ...(container['securityContext'] as Fields | undefined), ...ofContainer },
    })),
  }));
}

const DEPLOYMENT_DEFAULTS = {
  minReadySeconds: 0,
  progressDeadlineSeconds: 600,
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
};

const POD_DEFAULTS = {
  dnsPolicy: 'ClusterFirst',
  hostNetwork: false,
  restartPolicy: 'Always',
  setHostnameAsFQDN: false,
  terminationGracePeriodSeconds: 30,
};

const byName = (items: readonly Item[]) => items.toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Differences from Istio's samples of bookinfo that are wanted, and why. */
export const INTENDED_OF_BOOKINFO: readonly Intended[] = [
  {
    where: 'bookinfo: fields of Deployments and Services that have the value that Kubernetes takes anyway',
    reason: 'cdk8s-plus-27 writes them out',
    apply: (object) => {
      if (isMicroservice(object, 'Service')) {
        return { ...object, spec: { type: 'ClusterIP', externalIPs: [], ...(object['spec'] as Fields) } };
      }
      const defaults = withWorkload(object, (spec) => ({ ...DEPLOYMENT_DEFAULTS, ...spec }));
      const ofPods = withPod(defaults, (pod) => ({ ...POD_DEFAULTS, ...pod }));
      return withSecurityContext(ofPods, { fsGroupChangePolicy: 'Always' }, { privileged: false, readOnlyRootFilesystem: false });
    },
  },
  {
    where: 'bookinfo: runAsNonRoot and allowPrivilegeEscalation of pods',
    reason: 'no more rights than needed; the images run so in the variant of the sample for restricted clusters',
    apply: (object) =>
      withSecurityContext(object, { runAsNonRoot: true }, { runAsNonRoot: true, allowPrivilegeEscalation: false }),
  },
  {
    where: 'bookinfo: automountServiceAccountToken',
    reason: 'no microservice calls the API server',
    apply: (object) => {
      const automountServiceAccountToken = false;
      if (isMicroservice(object, 'ServiceAccount')) return { ...object, automountServiceAccountToken };
      return withPod(object, (pod) => ({ ...pod, automountServiceAccountToken }));
    },
  },
  {
    where: 'bookinfo: order of the volumes of reviews',
    reason: 'cdk8s-plus-27 lists them in the order of their mounts; the order says nothing',
    apply: (object) =>
      object.metadata.name.startsWith('reviews-v')
        ? withPod(object, (pod) => ({ ...pod, volumes: byName(pod.volumes ?? []) }))
        : object,
  },
  {
    where: 'bookinfo: port of the Gateway',
    reason:
      "the sample's 8080 is the pod's port in Istio's older gateway charts; the Service of the chart gateway leads port 80 to port 80",
    apply: (object) => {
      if (!isMicroservice(object, 'Gateway')) return object;
      const { servers, ...spec } = object['spec'] as { servers: readonly [{ readonly port: Fields }] };
      return {
        ...object,
        spec: { ...spec, servers: servers.map((server) => ({ ...server, port: { ...server.port, number: 80 } })) },
      };
    },
  },
  {
    where: 'bookinfo: selector of the Gateway',
    reason: 'it has all labels by which the gateway’s own Deployment finds its pods, so that it meets no other pods',
    apply: (object) => {
      if (!isMicroservice(object, 'Gateway')) return object;
      const spec = object['spec'] as { readonly selector: Fields };
      return { ...object, spec: { ...spec, selector: { app: 'istio-ingressgateway', ...spec.selector } } };
    },
  },
  {
    where: 'bookinfo: subsets v2, v2-mysql, v2-mysql-vm of ratings and v2 of details',
    reason: 'nothing here runs these versions, and a subset without pods is an error to istioctl analyze (IST0173)',
    apply: (object) => {
      if (!isMicroservice(object, 'DestinationRule') || !['ratings', 'details'].includes(object.metadata.name)) return object;
      const spec = object['spec'] as { readonly subsets: readonly Item[] };
      return { ...object, spec: { ...spec, subsets: spec.subsets.filter(({ name }) => name === 'v1') } };
    },
  },
];
