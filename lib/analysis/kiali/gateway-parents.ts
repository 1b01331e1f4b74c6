import type { Mesh, MeshObject, Specs } from '../../model';
import { selects } from '../../model/label-selector';

const GROUP = 'gateway.networking.k8s.io';
const ROUTES = [`${GROUP}/HTTPRoute`, `${GROUP}/GRPCRoute`, `${GROUP}/TCPRoute`, `${GROUP}/TLSRoute`] as const;

export type KubernetesGateway = MeshObject<Specs['gateway.networking.k8s.io/Gateway']>;
export type KubernetesRoute = MeshObject<Specs[(typeof ROUTES)[number]]>;

/** All routes of the Gateway API. */
export function kubernetesRoutes(mesh: Mesh): readonly KubernetesRoute[] {
  return ROUTES.flatMap((kind): readonly KubernetesRoute[] => mesh.of(kind));
}

/** Whether a listener of a Gateway takes routes of a namespace. */
export function takesRoutesOf(
  mesh: Mesh,
  gateway: KubernetesGateway,
  namespace: string,
  sectionName: string | undefined,
): boolean {
  return (gateway.spec.listeners ?? []).some(({ name, allowedRoutes }) => {
    if (sectionName !== undefined && name !== sectionName) return false;
    const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
    if (from === 'All') return true;
    if (from === 'Selector') {
      const labels = { 'kubernetes.io/metadata.name': namespace, ...mesh.namespace(namespace).labels };
      return selector !== undefined && selects(selector, labels);
    }
    return from === 'Same' && namespace === gateway.namespace;
  });
}
