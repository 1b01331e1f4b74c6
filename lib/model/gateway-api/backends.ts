import type { Mesh } from '../mesh';
import { bestServiceFor } from '../seen-services';
import type { Destination } from '../virtual-service';
import type { RouteObject } from './attachments';
import { isGranted } from './grants';

/** Where a rule sends requests, as all kinds of routes write it. */
export interface BackendRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
}

/** A route that istiod gives up as a whole. */
export class UnusableRoute extends Error {}

/** Stands for what may not be, or cannot be, sent to: no proxy has it. */
const leadsNowhere = (nowhere: string): Backend => ({ destination: { host: '', nowhere }, isThere: false });

/** Where routes that may send nothing send connections. */
export const NO_WEIGHT: Destination = { host: 'internal.cluster.local', subset: 'zero-weight', port: { number: 65535 } };

const isOutside = (group: string, kind: string) => group === 'networking.istio.io' && kind === 'Hostname';

/** What a route sends to, and whether it is there. */
export interface Backend {
  readonly destination: Destination;
  readonly isThere: boolean;
}

/** @param isForMesh whether the route is for services, which may send to all namespaces */
export function destinationOf(mesh: Mesh, route: RouteObject, ref: BackendRef, isForMesh: boolean): Backend {
  const { group = '', kind = 'Service', name, namespace = route.namespace, port } = ref;
  const from = { kind: route.kind, namespace: route.namespace };
  if (!isForMesh && namespace !== route.namespace && !isGranted(mesh, from, { group, kind, namespace, name }))
    return leadsNowhere(
      `no ReferenceGrant lets ${route.kind} ${route.namespace}/${route.name} send to ${kind} ${namespace}/${name}`,
    );
  const isImport = group === 'multicluster.x-k8s.io' && kind === 'ServiceImport';
  const isService = group === '' && kind === 'Service';
  if (!isService && !isImport && !isOutside(group, kind)) return leadsNowhere(`Istio sends nothing to a backend of kind ${kind}`);
  if (isService && name.includes('.')) throw new UnusableRoute('a backend names a host in the place of a Service');
  if (isOutside(group, kind) && ref.namespace !== undefined) throw new UnusableRoute('a backend that is a host has a namespace');
  if (port === undefined) throw new UnusableRoute('a backend has no port');
  const host = isOutside(group, kind) ? name : `${name}.${namespace}.svc.${mesh.settings.domain}`;
  const isThere = isOutside(group, kind)
    ? bestServiceFor(mesh, host, namespace) !== undefined
    : mesh.find('/Service', namespace, name) !== undefined;
  return { destination: { host, port: { number: port } }, isThere };
}

/** Backends that get a share, with their shares. */
export function weighted<Ref extends BackendRef>(refs: readonly Ref[] = []): readonly { ref: Ref; weight: number }[] {
  return refs.flatMap((ref) => {
    const { weight = 1 } = ref;
    return weight === 0 ? [] : [{ ref, weight }];
  });
}
