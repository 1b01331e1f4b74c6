import type { Values } from '../../../../lib/core/schema/values';
import type { MadeService, MeshMaker } from './mesh-maker';

/** Hosts outside of the cluster that ServiceEntries have. */
export const EXTERNAL = ['api.pay.example.org', 'wiki.example.org', '*.example.org', 'db.internal'];

/** How a namespace names a service: short, where it is its own, else in full; at times as it cannot be named. */
export function hostOf(m: MeshMaker, { name, namespace }: MadeService, from: string): string {
  const full = `${name}.${namespace}.svc.cluster.local`;
  const right = namespace === from ? m.pick(name, name, full) : full;
  return m.slip(
    right,
    m.typo(),
    name,
    `${name}.${namespace}`,
    `${name}.${namespace}.svc`,
    `${m.typo()}.${namespace}.svc.cluster.local`,
  );
}

/** Where a route leads. */
export function destination(m: MeshMaker, from: string, share = 0.4): Values {
  const service = m.service();
  if (service === undefined || (m.entries.length > 0 && m.chance(0.15))) {
    const entry = m.slip(m.pick(...m.entries, 'en.wiki.example.org'), m.pick(...EXTERNAL));
    return { host: entry.replace('*.', 'www.'), port: m.sometimes(0.5, () => ({ number: m.pick(443, 80) })) };
  }
  const [first] = service.ports;
  const right = service.ports.length > 1 || m.chance(0.3) ? first : undefined;
  const number = m.slip(right, undefined, 81, 65536);
  return {
    host: hostOf(m, service, from),
    subset: m.sometimes(share, () => m.slip(m.pick(...service.subsets, undefined), 'v1', 'v2', 'v9', 'V1')),
    port: number === undefined ? m.slip(undefined, {}) : { number },
  };
}
