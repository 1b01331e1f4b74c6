import { isDeepStrictEqual } from 'node:util';
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

const isIstioGateway = ({ kind, apiVersion }: KubeObject) => kind === 'Gateway' && apiVersion.startsWith('networking.istio.io/');

/** The Deployment with other fields of it and of its pods. */
function withWorkload(object: KubeObject, change: (spec: Workload) => Workload): KubeObject {
  if (!isMicroservice(object, 'Deployment')) return object;
  const spec = change(object['spec'] as Workload);
  return spec === object['spec'] ? object : { ...object, spec };
}

function withPod(object: KubeObject, change: (pod: Pod) => Pod): KubeObject {
  return withWorkload(object, (spec) => {
    const pod = change(spec.template.spec);
    return pod === spec.template.spec ? spec : { ...spec, template: { ...spec.template, spec: pod } };
  });
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

function withContainers(object: KubeObject, change: (container: Item) => Item): KubeObject {
  return withPod(object, (pod) => {
    const containers = pod.containers.map(change);
    return isDeepStrictEqual(containers, pod.containers) ? pod : { ...pod, containers };
  });
}

const accountOf = ({ metadata }: KubeObject) => `bookinfo-${metadata.labels?.['app']}`;

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
      if (!isIstioGateway(object)) return object;
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
      if (!isIstioGateway(object)) return object;
      const spec = object['spec'] as { readonly selector: Fields };
      return { ...object, spec: { ...spec, selector: { app: 'istio-ingressgateway', ...spec.selector } } };
    },
  },
  {
    where: 'bookinfo: accounts of the databases, and of ratings and reviews where their files name none',
    reason: 'each microservice has an account of its own, since rules know callers by it',
    apply: (object) =>
      withPod(object, (pod) =>
        pod['serviceAccountName'] === undefined ? { ...pod, serviceAccountName: accountOf(object) } : pod,
      ),
  },
  {
    where: 'bookinfo: Issuer and Certificate',
    reason: 'cert-manager.io/v1 has solvers in the issuer, and none in the certificate; the issuer is of the namespace alone',
    apply: (object) => {
      if (object.apiVersion !== 'cert-manager.io/v1') return object;
      const { acme, issuerRef, ...spec } = object['spec'] as { acme: Fields; issuerRef?: Fields };
      if (issuerRef !== undefined) {
        return { ...object, spec: { ...spec, issuerRef: { ...issuerRef, kind: 'Issuer', group: 'cert-manager.io' } } };
      }
      const { http01: _, ...authority } = acme;
      return { ...object, spec: { acme: { ...authority, solvers: [{ http01: { ingress: { ingressClassName: 'istio' } } }] } } };
    },
  },
  {
    where: 'bookinfo: selector of the EnvoyFilters',
    reason: 'as that of the Gateway',
    apply: (object) => {
      if (object.kind !== 'EnvoyFilter') return object;
      const spec = object['spec'] as { workloadSelector: { labels: Fields } };
      const labels = { app: 'istio-ingressgateway', ...spec.workloadSelector.labels };
      return { ...object, spec: { ...spec, workloadSelector: { labels } } };
    },
  },
  {
    where: 'bookinfo: transport_api_version of the rate limit service',
    reason: 'Envoy takes no service of another version than V3, and none that does not name it',
    apply: (object) => {
      const text = JSON.stringify(object);
      const named = text.replace('{"grpc_service":', '{"transport_api_version":"V3","grpc_service":');
      return object.kind === 'EnvoyFilter' && named !== text ? (JSON.parse(named) as KubeObject) : object;
    },
  },
  {
    where: 'bookinfo: the Secret of MySQL',
    reason: 'cdk8s-plus-27 writes the text, which the API server encodes',
    apply: (object) => {
      if (!isMicroservice(object, 'Secret')) return object;
      const { data, type: _, ...secret } = object as KubeObject & { data: Readonly<Record<string, string>>; type: string };
      const texts = Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]);
      return { ...secret, immutable: false, stringData: Object.fromEntries(texts) };
    },
  },
  {
    where: 'bookinfo: MYSQL_DB_PASSWORD of ratings',
    reason: 'it is taken from the Secret instead of being written a second time',
    apply: (object) => {
      const valueFrom = { secretKeyRef: { name: 'mysql-credentials', key: 'rootpasswd' } };
      const fromSecret = ({ value, ...variable }: Item) =>
        variable.name === 'MYSQL_DB_PASSWORD'
          ? { ...variable, valueFrom }
          : { ...variable, ...(value !== undefined && { value }) };
      return withContainers(object, (container) =>
        container['env'] === undefined ? container : { ...container, env: (container['env'] as Item[]).map(fromSecret) },
      );
    },
  },
  {
    where: 'bookinfo: order of the paths of the Ingress',
    reason: 'cdk8s-plus-27 sorts them; the longest path wins wherever it stands',
    apply: (object) => {
      if (!isMicroservice(object, 'Ingress')) return object;
      const { rules } = object['spec'] as { rules: readonly [{ http: { paths: readonly { path: string }[] } }] };
      const paths = rules[0].http.paths.toSorted((a, b) => (a.path < b.path ? -1 : 1));
      return { ...object, spec: { rules: [{ http: { paths } }] } };
    },
  },
  {
    where: 'bookinfo: the restricted Pod Security Standard',
    reason: "the sample is for `baseline`; `restricted` asks for a seccomp profile, and knows 'ALL' in capitals alone",
    apply: (object) => {
      const isRestricted = (container: Item) =>
        (container['securityContext'] as Fields | undefined)?.['capabilities'] !== undefined;
      return withPod(object, (pod) => {
        if (!pod.containers.some(isRestricted)) return pod;
        const capabilities = { drop: ['ALL'] };
        return {
          ...pod,
          securityContext: { ...(pod['securityContext'] as Fields), seccompProfile: { type: 'RuntimeDefault' } },
          containers: pod.containers.map((container) => ({
            ...container,
            securityContext: { ...(container['securityContext'] as Fields), capabilities },
          })),
        };
      });
    },
  },
  {
    where: 'bookinfo: address families of reviews and productpage',
    reason: 'all Services prefer the same one; the sample prefers IPv4 for these two, and IPv6 for the others',
    apply: (object) => {
      const spec = object['spec'] as Fields;
      if (!isMicroservice(object, 'Service') || !isDeepStrictEqual(spec['ipFamilies'], ['IPv4', 'IPv6'])) return object;
      return { ...object, spec: { ...spec, ipFamilies: ['IPv6', 'IPv4'] } };
    },
  },
  {
    where: 'bookinfo: second rule of details beside the fault',
    reason: 'the first takes every request, and so no request ever reached it',
    apply: (object) => {
      const { http, ...spec } = (object['spec'] ?? {}) as Fields & { readonly http?: readonly Fields[] };
      if (!isMicroservice(object, 'VirtualService') || http?.[0]?.['match'] !== undefined || http?.[1] === undefined)
        return object;
      return { ...object, spec: { ...spec, http: http.slice(0, 1) } };
    },
  },
  {
    where: 'bookinfo: subsets v2, v2-mysql, v2-mysql-vm of ratings and v2 of details',
    reason: 'nothing here runs these versions, and a subset without pods is an error to istioctl analyze (IST0173)',
    apply: (object, _, ours) => {
      if (!isMicroservice(object, 'DestinationRule') || !['ratings', 'details'].includes(object.metadata.name)) return object;
      const spec = object['spec'] as { readonly subsets: readonly Item[] };
      const running = (ours?.['spec'] as typeof spec | undefined)?.subsets.map(({ name }) => name) ?? [];
      return { ...object, spec: { ...spec, subsets: spec.subsets.filter(({ name }) => running.includes(name)) } };
    },
  },
];
