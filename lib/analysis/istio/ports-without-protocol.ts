import type { Mesh } from '../../model';
import { mapOf, mapsOf } from '../../model/mesh-object';
import { kubernetesService } from '../../model/service';
import type { Report } from '../rule';
import { isOfControlPlane } from './control-plane';

/** What to do about a port of which Istio does not know the protocol. */
export const ADVICE = 'name the port after its protocol, such as http-web or tcp-db, or set appProtocol';

/** Values of the label by which istiod marks what it makes for a Gateway. */
const MANAGED: readonly (string | undefined)[] = [
  'istio.io-gateway-controller',
  'istio.io-mesh-controller',
  'istio.io-eastwest-controller',
];

/**
 * Ports of Services of which Istio does not know the protocol; of an ExternalName Service also those that are plain TCP by their name.
 * @param isAlias whether those of ExternalName Services are looked for, or those of the others
 */
export function* portsWithoutProtocol(mesh: Mesh, isAlias: boolean, problem: string): Iterable<Report> {
  for (const on of mesh.objectsOf('/Service')) {
    if ((mapOf(on.spec).type === 'ExternalName') !== isAlias) continue;
    if (isOfControlPlane(on.labels) || MANAGED.includes(on.labels['gateway.istio.io/managed'])) continue;
    for (const { name, protocol, index, number } of kubernetesService(on, mesh.settings).ports) {
      if (protocol !== 'UNKNOWN' && !(isAlias && name === 'tcp')) continue;
      const { appProtocol } = mapsOf(mapOf(on.spec).ports)[index] ?? {};
      const field = `spec.ports[${index}]`;
      if (appProtocol !== undefined && protocol === 'UNKNOWN')
        yield { on, field: `${field}.appProtocol`, problem, got: appProtocol };
      else if (name === '') yield { on, field, problem: `has no name, and ${problem}`, got: number };
      else yield { on, field: `${field}.name`, problem, got: name };
    }
  }
}
