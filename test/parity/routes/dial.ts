import { isIP } from 'node:net';
import type { KubeObject } from '../compare';
import { namespaceOf, type Pod, podsOf, withMade } from './pods';
import type { Listener, ProxyResources } from './resources';
import type { TestedMesh, TestedProxy } from './tested-mesh';

/** Where a connection goes. */
export interface Dialled {
  readonly address: string;
  readonly port: number;
}

interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly externalName?: string;
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
}

const specOf = (object: KubeObject) => object['spec'] as ServiceSpec;

/** What names outside of the cluster resolve to. */
const OUTSIDE = '203.0.113.77';

/** Whether the pods of a service are those with these labels. */
const picks = ({ selector }: ServiceSpec, labels: Readonly<Record<string, string>>) =>
  selector !== undefined && Object.entries(selector).every(([key, value]) => labels[key] === value);

function serviceNamed(manifests: readonly KubeObject[], host: string, namespace: string): KubeObject | undefined {
  const [name, home = namespace, ...rest] = host.replace(/\.$/, '').split('.');
  if (!['', 'svc', 'svc.cluster.local'].includes(rest.join('.'))) return undefined;
  return manifests.find((object) => object.kind === 'Service' && object.metadata.name === name && namespaceOf(object) === home);
}

/** The pod whose name within a Service without address this is. */
function podNamed(manifests: readonly KubeObject[], host: string, namespace: string): Pod | undefined {
  const [name, ...rest] = host.split('.');
  const service = serviceNamed(manifests, rest.join('.'), namespace);
  if (service === undefined || specOf(service).clusterIP !== 'None') return undefined;
  return podsOf(manifests).find((pod) => pod.name === name && pod.namespace === namespaceOf(service));
}

/** The address that the cluster's DNS, or the one outside, gives to a client. */
export function resolve(mesh: TestedMesh, client: TestedProxy, host: string): string {
  if (isIP(host) !== 0) return host;
  const service = serviceNamed(mesh.manifests, host, client.namespace);
  if (service !== undefined) {
    const spec = specOf(service);
    if (spec.type === 'ExternalName') return resolve(mesh, client, spec.externalName ?? '');
    if (spec.clusterIP !== 'None') return spec.clusterIP ?? OUTSIDE;
    const pods = podsOf(mesh.manifests).filter((pod) => pod.namespace === namespaceOf(service) && picks(spec, pod.labels));
    return pods[0]?.ip ?? OUTSIDE;
  }
  const pod = podNamed(mesh.manifests, host, client.namespace);
  if (pod !== undefined) return pod.ip;
  const entry = mesh.manifests.find(
    ({ kind, spec }) => kind === 'ServiceEntry' && (spec as { hosts: readonly string[] }).hosts.includes(host),
  );
  return (entry?.['spec'] as { addresses?: readonly string[] } | undefined)?.addresses?.[0]?.replace(/\/\d+$/, '') ?? OUTSIDE;
}

/** The listener that Envoy hands a connection to that iptables sent to it; undefined where the port is not open. */
export function listenerOf(
  { listeners }: ProxyResources,
  { address, port }: Dialled,
  type: TestedProxy['type'],
): Listener | undefined {
  const at = (wanted: string) => (listener: Listener) =>
    listener.address.socketAddress?.portValue === port && listener.address.socketAddress.address === wanted;
  if (type === 'router') return listeners.find(({ address }) => address.socketAddress?.portValue === port);
  const outbound = listeners.filter((listener) => listener['trafficDirection'] === 'OUTBOUND');
  const caught = outbound.filter(({ name }) => name !== 'virtualOutbound');
  return caught.find(at(address)) ?? caught.find(at('0.0.0.0')) ?? outbound.find(({ name }) => name === 'virtualOutbound');
}

/** Where the connection of a request goes. For a gateway, the port of its Service becomes that of its pods. */
export function dial(mesh: TestedMesh, proxy: TestedProxy, host: string, port: number): Dialled {
  if (proxy.type === 'sidecar') return { address: resolve(mesh, proxy, host), port };
  const exposed = withMade(mesh.manifests)
    .filter(
      (object) => object.kind === 'Service' && namespaceOf(object) === proxy.namespace && picks(specOf(object), proxy.labels),
    )
    .flatMap((object) => specOf(object).ports ?? [])
    .find((one) => one.port === port);
  return { address: proxy.ip, port: typeof exposed?.targetPort === 'number' ? exposed.targetPort : port };
}
