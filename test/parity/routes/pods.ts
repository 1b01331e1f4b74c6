import type { KubeObject } from '../compare';
import { defaulted } from './defaulted';

/** What a cluster makes of manifests, and istiod reads: pods and endpoint slices. */

type Labels = Readonly<Record<string, string>>;

interface Template {
  readonly metadata?: { readonly labels?: Labels; readonly annotations?: Labels };
  readonly spec: {
    readonly serviceAccountName?: string;
    readonly nodeName?: string;
    readonly containers: readonly { readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[] }[];
  };
}

/** A pod that runs. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly serviceAccount: string;
  readonly ip: string;
  readonly node: string | undefined;
  readonly template: Template;
}

interface ServiceSpec {
  readonly type?: string;
  readonly selector?: Labels;
  readonly ports?: readonly {
    readonly name?: string;
    readonly port: number;
    readonly targetPort?: number | string;
    readonly protocol?: string;
    readonly appProtocol?: string;
  }[];
}

interface ListenerSpec {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

/** The namespace of an object, `default` where it names none. */
export const namespaceOf = ({ metadata }: KubeObject) => metadata.namespace ?? 'default';

/** What istiod makes for a Gateway of the Gateway API: a Deployment and a Service. */
function madeForGateways(manifests: readonly KubeObject[]): KubeObject[] {
  return manifests
    .filter(({ kind, apiVersion }) => kind === 'Gateway' && apiVersion.startsWith('gateway.networking.k8s.io'))
    .flatMap((gateway, i) => {
      const labels = { 'gateway.networking.k8s.io/gateway-name': gateway.metadata.name };
      const metadata = { name: `${gateway.metadata.name}-istio`, namespace: namespaceOf(gateway) };
      const { listeners = [] } = gateway['spec'] as { readonly listeners?: readonly ListenerSpec[] };
      const opened = listeners.filter(({ port }, at) => listeners.findIndex((one) => one.port === port) === at);
      const ports = opened.map(({ name, port, protocol }) => ({
        name,
        port,
        protocol: 'TCP',
        appProtocol: protocol.toLowerCase(),
      }));
      return [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata,
          spec: {
            template: {
              metadata: { labels },
              spec: { serviceAccountName: metadata.name, containers: [{ name: 'istio-proxy' }] },
            },
          },
        },
        { apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIP: `10.96.2.${i + 1}`, selector: labels, ports } },
      ];
    });
}

/** The manifests, and what controllers make for them. */
export const withMade = (manifests: readonly KubeObject[]) => [...manifests, ...madeForGateways(manifests)];

const WORKLOADS: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** One pod of each workload. Addresses follow from the order of the manifests. */
export function podsOf(manifests: readonly KubeObject[]): Pod[] {
  return withMade(manifests)
    .filter(({ kind }) => WORKLOADS.includes(kind))
    .map((workload, i) => {
      const template = (workload['spec'] as { template: Template }).template;
      return {
        name: workload.metadata.name,
        namespace: namespaceOf(workload),
        labels: template.metadata?.labels ?? {},
        serviceAccount: template.spec.serviceAccountName ?? 'default',
        ip: `10.1.${Math.floor(i / 200)}.${(i % 200) + 1}`,
        node: template.spec.nodeName,
        template,
      };
    });
}

const INJECT = 'sidecar.istio.io/inject';

/** Whether a pod gets a sidecar, in a namespace that says so or of which nothing is said. */
export function isInjected({ labels, namespace, template }: Pod, manifests: readonly KubeObject[]): boolean {
  const home = manifests.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === namespace);
  const isOpen = home === undefined || home.metadata.labels?.['istio-injection'] === 'enabled';
  const own = labels[INJECT] ?? template.metadata?.annotations?.[INJECT];
  return !JSON.stringify(template.spec.containers).includes('"istio-proxy"') && (own === undefined ? isOpen : own === 'true');
}

/** With what injection writes on it. */
function injected(pod: Pod, manifests: readonly KubeObject[]): Pod {
  return isInjected(pod, manifests) ? { ...pod, labels: { 'security.istio.io/tlsMode': 'istio', ...pod.labels } } : pod;
}

function podObject({ name, namespace, labels, serviceAccount, ip, template, node }: Pod): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, annotations: template.metadata?.annotations ?? {} },
    spec: { ...template.spec, serviceAccountName: serviceAccount, nodeName: node ?? 'node' },
    status: { podIP: ip, podIPs: [{ ip }], phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

function targetOf(targetPort: number | string | undefined, port: number, { template }: Pod): number | undefined {
  if (targetPort === undefined) return port;
  if (typeof targetPort === 'number') return targetPort;
  return template.spec.containers.flatMap(({ ports }) => ports ?? []).find(({ name }) => name === targetPort)?.containerPort;
}

function slicesOf(service: KubeObject, pods: readonly Pod[]): KubeObject[] {
  const { selector, ports = [], type } = service['spec'] as ServiceSpec;
  if (selector === undefined || type === 'ExternalName') return [];
  const namespace = namespaceOf(service);
  const picked = pods.filter(
    (pod) => pod.namespace === namespace && Object.entries(selector).every(([key, value]) => pod.labels[key] === value),
  );
  return picked.map((pod, i) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${service.metadata.name}-${i}`,
      namespace,
      labels: { 'kubernetes.io/service-name': service.metadata.name },
    },
    addressType: 'IPv4',
    ports: ports.flatMap(({ name, port, targetPort, protocol = 'TCP', appProtocol }) => {
      const target = targetOf(targetPort, port, pod);
      return target === undefined ? [] : [{ name: name ?? '', port: target, protocol, ...(appProtocol && { appProtocol }) }];
    }),
    endpoints: [
      {
        addresses: [pod.ip],
        conditions: { ready: true },
        nodeName: pod.node ?? 'node',
        targetRef: { kind: 'Pod', name: pod.name, namespace },
      },
    ],
  }));
}

/** All objects that istiod sees, each as old as the others. */
export function objectsForIstiod(manifests: readonly KubeObject[]): KubeObject[] {
  const pods = podsOf(manifests);
  const all = withMade(manifests);
  const made = [
    ...all.filter(({ kind }) => !WORKLOADS.includes(kind)),
    ...pods.map((pod) => podObject(injected(pod, all))),
    ...all.filter(({ kind }) => kind === 'Service').flatMap((service) => slicesOf(service, pods)),
  ];
  return made.map(defaulted).map((object) => ({
    ...object,
    metadata: { creationTimestamp: '2026-01-01T00:00:00Z', ...object.metadata },
  }));
}
