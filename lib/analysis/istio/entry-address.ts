import type { Mesh } from '../../model';
import { mapOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';

/** Whether proxies give hosts without addresses one, as the mesh configuration has it. */
function givesAddresses({ settings }: Mesh): boolean {
  const said = settings.defaultConfig?.proxyMetadata ?? {};
  if (said['ISTIO_META_DNS_CAPTURE'] !== 'true') return false;
  return said['ISTIO_META_DNS_AUTO_ALLOCATE'] === 'true' || said['PILOT_ENABLE_IP_AUTOALLOCATE'] === 'true';
}

function* find(mesh: Mesh): Iterable<Report> {
  if (givesAddresses(mesh)) return;
  for (const on of mesh.of('networking.istio.io/ServiceEntry')) {
    const { addresses: given } = mapOf(on.manifest.status);
    if ((on.spec.addresses ?? []).length > 0 || (Array.isArray(given) && given.length > 0)) continue;
    for (const [i, { protocol = '' }] of (on.spec.ports ?? []).entries()) {
      if (!['', 'TCP'].includes(protocol.toUpperCase())) continue;
      yield { on, field: `spec.ports[${i}].protocol`, problem: 'needs the addresses of the host', got: protocol };
    }
  }
}

export const entryAddress: Rule = {
  code: 'IST0134',
  level: 'warning',
  title: 'TCP to a host without an address',
  explanation:
    'A ServiceEntry has a TCP port and no addresses, and proxies are not told to make up any. TCP has no host in it, so the port is opened for every address, and every other host of it is shadowed.',
  fix: 'set addresses, a protocol that names the host, or ISTIO_META_DNS_CAPTURE and ISTIO_META_DNS_AUTO_ALLOCATE in the proxyMetadata of the mesh',
  find,
};
