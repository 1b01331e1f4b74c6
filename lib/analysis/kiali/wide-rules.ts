import { append } from '../../core/grouped';
import type { Mesh, MeshObject, Specs } from '../../model';
import { compareText } from '../../model/mesh-object';

export type DestinationRule = MeshObject<Specs['networking.istio.io/DestinationRule']>;

/** The TLS mode that a DestinationRule sets for all of its connections; undefined where it sets none. */
export function tlsMode({ spec }: DestinationRule): string | undefined {
  const { tls } = spec.trafficPolicy ?? {};
  return tls === undefined ? undefined : (tls.mode ?? 'DISABLE');
}

/** DestinationRules for all services of the mesh that set a TLS mode. */
export function meshWideRules(mesh: Mesh): readonly DestinationRule[] {
  const { domain } = mesh.settings;
  const top = domain.slice(domain.lastIndexOf('.') + 1);
  const hosts = new Set(['*', `*.${top}`, `*.${domain}`, `*.svc.${domain}`]);
  return mesh.once('rules for the whole mesh', () =>
    mesh
      .of('networking.istio.io/DestinationRule')
      .filter((rule) => hosts.has(rule.spec.host ?? '') && tlsMode(rule) !== undefined),
  );
}

/** DestinationRules for all services of one namespace that set a TLS mode, by the namespace. */
export function namespaceWideRules(mesh: Mesh): ReadonlyMap<string, readonly DestinationRule[]> {
  return mesh.once('rules for a whole namespace', () => {
    const byNamespace = new Map<string, DestinationRule[]>();
    for (const rule of mesh.of('networking.istio.io/DestinationRule')) {
      const [, namespace] = /^\*\.([^.]+)\.svc\./.exec(rule.spec.host ?? '') ?? [];
      const isWide = namespace !== undefined && rule.spec.host === `*.${namespace}.svc.${mesh.settings.domain}`;
      if (isWide && tlsMode(rule) !== undefined) append(byNamespace, namespace, rule);
    }
    return new Map([...byNamespace].sort(([a], [b]) => compareText(a, b)));
  });
}
