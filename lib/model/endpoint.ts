import { isIP } from 'node:net';
import type { Labels } from '../core/labels';
import { picks } from '../core/labels';
import { localityOf, podLocality } from './locality';
import type { Mesh } from './mesh';
import { type MeshObject, mapOf, mapsOf, textOf } from './mesh-object';
import type { Service, ServicePort } from './service';
import type { Specs } from './specs';
import type { Workload } from './workload';

/** One thing that answers for a service on one of its ports: the pods of a workload, or an address. */
export interface Endpoint {
  /** Name of the workload, or of the object that has the address. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Undefined where it is given out when the pod starts. */
  readonly address: string | undefined;
  readonly port: number;
  /** `<region>/<zone>/<subzone>`; empty where it is not known. */
  readonly locality: string;
  /** Share among its like; 1 where nothing is said. */
  readonly weight: number;
  readonly workload: Workload | undefined;
  /** The account that an entry says of what is at its address. @default none is said */
  readonly serviceAccount?: string | undefined;
}

type EntryEndpoint = NonNullable<Specs['networking.istio.io/ServiceEntry']['endpoints']>[number];
type Entry = MeshObject<Specs['networking.istio.io/ServiceEntry']>;

/** Number of the port on which pods listen; undefined where none of their containers has a port of the name. */
function podPort({ ports }: Workload, { targetPort }: ServicePort): number | undefined {
  return typeof targetPort === 'number' ? targetPort : ports.find(({ name }) => name === targetPort)?.number;
}

const isGone = ({ object, replicas }: Workload) =>
  replicas === 0 || ['Succeeded', 'Failed'].includes(textOf(mapOf(object.manifest.status).phase) ?? '');

function podEndpoints(mesh: Mesh, workloads: readonly Workload[], port: ServicePort): Endpoint[] {
  return workloads.flatMap((workload): Endpoint[] => {
    const number = podPort(workload, port);
    if (number === undefined || isGone(workload)) return [];
    const { name, namespace, labels, object } = workload;
    const address = object.kind === 'Pod' ? textOf(mapOf(object.manifest.status).podIP) : undefined;
    return [{ name, namespace, labels, address, port: number, locality: podLocality(mesh, workload), weight: 1, workload }];
  });
}

function addressEndpoint(entry: EntryEndpoint, name: string, namespace: string, labels: Labels, port: ServicePort): Endpoint {
  const { address, ports = {}, weight } = entry;
  const number = ports[port.name] || (typeof port.targetPort === 'number' ? port.targetPort : port.number);
  return {
    name,
    namespace,
    labels,
    address,
    port: number,
    locality: localityOf(entry.locality, labels),
    weight: weight || 1,
    workload: undefined,
    serviceAccount: entry.serviceAccount || undefined,
  };
}

/** WorkloadEntries of a namespace that have the labels; a host in the place of an address is looked up by clients of DNS alone. */
function entriesWith(mesh: Mesh, labels: Labels, namespace: string, takesNames: boolean, port: ServicePort): Endpoint[] {
  return mesh.inNamespace('networking.istio.io/WorkloadEntry', namespace).flatMap((object) => {
    const own = { ...object.spec.labels, ...object.labels };
    if (!picks(labels, own) || (!takesNames && isIP(object.spec.address ?? '') === 0)) return [];
    return [addressEndpoint(object.spec, object.name, namespace, own, port)];
  });
}

/** Endpoints of a Service that picks no pods: those that its EndpointSlices or its Endpoints list. */
function listedEndpoints(mesh: Mesh, { name, namespace }: Service, port: ServicePort): Endpoint[] {
  const slices = mesh
    .objectsOf('discovery.k8s.io/EndpointSlice')
    .filter((slice) => slice.namespace === namespace && slice.labels['kubernetes.io/service-name'] === name)
    .flatMap(({ manifest }) =>
      mapsOf(manifest.endpoints).flatMap(({ addresses }) => ({ ports: mapsOf(manifest.ports), addresses })),
    );
  const old = mapsOf(mesh.find('/Endpoints', namespace, name)?.manifest.subsets).map(({ addresses, ports }) => ({
    ports: mapsOf(ports),
    addresses: mapsOf(addresses).map(({ ip }) => ip),
  }));
  return [...slices, ...old].flatMap(({ addresses, ports }) => {
    const number = ports.find((one) => (textOf(one.name) ?? '') === port.name)?.port;
    if (typeof number !== 'number' || !Array.isArray(addresses)) return [];
    return addresses
      .filter((address) => typeof address === 'string')
      .map((address) => ({ name, namespace, labels: {}, address, port: number, locality: '', weight: 1, workload: undefined }));
  });
}

function kubernetesEndpoints(mesh: Mesh, service: Service, port: ServicePort): Endpoint[] {
  const { selector, namespace } = service;
  if (selector === undefined) return listedEndpoints(mesh, service, port);
  return [...podEndpoints(mesh, mesh.workloadsBehind(service), port), ...entriesWith(mesh, selector, namespace, false, port)];
}

function entryEndpoints(mesh: Mesh, service: Service, port: ServicePort): Endpoint[] {
  const { selector, namespace, resolution, host, name } = service;
  if (selector !== undefined) {
    return [
      ...podEndpoints(mesh, mesh.workloadsBehind(service), port),
      ...entriesWith(mesh, selector, namespace, resolution === 'dns', port),
    ];
  }
  const listed = (service.object as Entry).spec.endpoints ?? [];
  if (listed.length > 0) {
    return listed.map((entry) => addressEndpoint(entry, name, namespace, entry.labels ?? {}, port));
  }
  return resolution === 'dns' ? [addressEndpoint({ address: host }, name, namespace, {}, port)] : [];
}

/** What answers for a service on one of its ports, together with what answers for others of its host in its namespace. */
export function endpointsOf(mesh: Mesh, service: Service, number: number): readonly Endpoint[] {
  const { host, namespace } = service;
  return mesh.once(`endpoints of ${host}:${number} in ${namespace}`, () =>
    mesh
      .servicesOf(host)
      .filter((one) => one.namespace === namespace)
      .flatMap((one) => {
        const port = one.ports.find((known) => known.number === number);
        if (port === undefined) return [];
        return one.isKubernetes ? kubernetesEndpoints(mesh, one, port) : entryEndpoints(mesh, one, port);
      }),
  );
}
