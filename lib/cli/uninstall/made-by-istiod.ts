import { groupOf, type Stored } from '../../cluster/objects';
import type { Manifest } from '../../core/manifest';

/** On the ConfigMaps that istiod puts into every namespace, with its root certificate and its revocations. */
const CONFIG = 'istio.io/config';
/** On a ConfigMap by which the istiods agree on who does something. */
const LEADER = 'control-plane.alpha.kubernetes.io/leader';

const manager = 'pilot-discovery';

/** Where an istiod runs, and whose revision it is. */
export interface ControlPlane {
  readonly namespace: string;
  readonly name: string;
  readonly revision: string;
}

/** The istiods among some objects. */
export function controlPlanesOf(objects: readonly Manifest[]): ControlPlane[] {
  return objects.flatMap(({ kind, metadata: { name, namespace = '', labels = {} } }) =>
    kind === 'Deployment' && labels['app'] === 'istiod'
      ? [{ namespace, name, revision: labels['istio.io/rev'] ?? 'default' }]
      : [],
  );
}

/**
 * What istiods write beside what manifests say.
 * @param going the istiods that are deleted
 * @param isLast whether no istiod stays, so that nobody needs what they share
 */
export function madeByIstiod(all: readonly Stored[], going: readonly ControlPlane[], isLast: boolean): Stored[] {
  return all.filter((object) => {
    const { apiVersion, kind, metadata } = object;
    const { name, namespace, labels = {}, annotations = {} } = metadata;
    const home = going.filter((one) => one.namespace === namespace);
    if (kind === 'Lease')
      return home.some(({ revision }) => /^istio-/.test(name) && name.endsWith(`-${revision}`)) || (isLast && isHere(home, name));
    if (!isLast) return false;
    if (kind === 'ConfigMap') return labels[CONFIG] === 'true' || (annotations[LEADER] !== undefined && isHere(home, name));
    if (kind === 'Secret') return home.length > 0 && name === 'istio-ca-secret';
    if (kind !== 'GatewayClass' || groupOf(apiVersion) !== 'gateway.networking.k8s.io') return false;
    return going.length > 0 && (metadata.managedFields ?? []).some((one) => one.manager === manager);
  });
}

const isHere = (home: readonly ControlPlane[], name: string) => home.length > 0 && name.startsWith('istio-');
