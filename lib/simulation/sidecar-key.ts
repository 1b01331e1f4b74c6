import type { Mesh } from '../model';
import { MESH_GATEWAY, type VirtualService } from '../model/virtual-service';
import { virtualServicesSeenFrom } from '../model/virtual-services';
import type { Client } from './client';

function labelsAsked({ http, tls, tcp }: VirtualService): string[] {
  const matches = [...http, ...tls, ...tcp].flatMap((rule) => rule.matches.map(({ match }) => match));
  return matches.flatMap(({ sourceLabels = {} }) => Object.keys(sourceLabels));
}

/** Labels of pods of a namespace on which it depends what istiod gives their sidecars. */
function askedLabels(mesh: Mesh, namespace: string): readonly string[] {
  return mesh.once(`labels asked in ${namespace}`, () => {
    const ofRoutes = virtualServicesSeenFrom(mesh, namespace, MESH_GATEWAY).flatMap(labelsAsked);
    const ofRules = mesh
      .inNamespace('networking.istio.io/DestinationRule', namespace)
      .flatMap(({ spec }) => Object.keys(spec.workloadSelector?.matchLabels ?? {}));
    return [...new Set([...ofRoutes, ...ofRules])].sort();
  });
}

/** The same text for sidecars that cannot be told apart by what istiod gives them. */
export function sidecarKey({ mesh, namespace, labels, locality, scope }: Client): string {
  const asked = askedLabels(mesh, namespace).map((key) => labels[key] ?? null);
  return JSON.stringify([namespace, scope.sidecar?.namespace, scope.sidecar?.name, locality, asked]);
}
