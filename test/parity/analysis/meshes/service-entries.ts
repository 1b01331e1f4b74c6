import type { Values } from '../../../../lib/core/schema/values';
import { EXTERNAL } from './destinations';
import type { MeshMaker } from './mesh-maker';

const PROTOCOLS = ['HTTP', 'HTTPS', 'TLS', 'GRPC', 'http', 'MONGO'];

function ports(m: MeshMaker): Values[] {
  return m.several(1, 2, (at) => ({
    number: m.slip([443, 80][at]!, 8443),
    name: `p${at}`,
    protocol: m.slip(m.pick(...PROTOCOLS), 'TCP', 'tcp', '', undefined, 'SMTP'),
    targetPort: m.sometimes(0.1, () => 8443),
  }));
}

function endpoints(m: MeshMaker, resolution: string): Values {
  const address = resolution === 'STATIC' ? m.slip('10.1.1.1', 'a.example.org') : m.slip('a.example.org', '10.1.1.1');
  if (resolution === 'NONE')
    return m.slip<Values>({}, { endpoints: [{ address }] }, { workloadSelector: { labels: { app: 'web' } } });
  if (m.chance(0.2)) return { workloadSelector: { labels: m.selector(m.namespace()) } };
  return { endpoints: m.slip([{ address, labels: { version: 'v1' } }], undefined, [{ address }, { address }]) };
}

function makeServiceEntry(m: MeshMaker): void {
  const service = m.service();
  const cluster = service === undefined ? 'vm.shop.svc.cluster.local' : `${service.name}.${service.namespace}.svc.cluster.local`;
  const resolution = m.pick('DNS', 'STATIC', 'NONE', 'STATIC');
  const host = m.pick(...EXTERNAL, ...EXTERNAL, 'vm.shop.svc.cluster.local', cluster);
  const own: Values = {
    hosts: m.slip([host], [host, m.pick(...EXTERNAL)], ['web'], ['*'], []),
    ports: ports(m),
    resolution: host.startsWith('*') ? m.slip('NONE', 'DNS') : resolution,
    location: m.pick(undefined, 'MESH_EXTERNAL', 'MESH_INTERNAL'),
    addresses: m.slip(
      m.pick(['240.0.0.1'], [resolution === 'DNS' ? '240.0.0.2' : '10.9.0.0/16'], undefined),
      undefined,
      [],
      ['a'],
    ),
    exportTo: m.slip(
      m.pick<string[] | undefined>(undefined, undefined, ['*'], ['.']),
      [m.namespace()],
      ['.', m.namespace()],
      ['nowhere'],
      ['.', '*'],
    ),
    ...endpoints(m, host.startsWith('*') ? 'NONE' : resolution),
  };
  const namespace = m.namespace();
  m.entries.push(...(own.hosts as string[]));
  m.addIstio('networking', 'ServiceEntry', m.name('se'), namespace, own);
  if (!m.slips()) return;
  const made = m.objects.at(-1)!;
  m.objects[m.objects.length - 1] = { ...made, status: { addresses: m.pick([{ value: '240.240.0.1' }], []) } };
}

/** Services that are not of the cluster, and machines. */
export function makeServiceEntries(m: MeshMaker): void {
  m.several(0, 3, () => makeServiceEntry(m));
  if (m.chance(0.1)) {
    const spec = {
      address: m.slip('10.2.0.1', 'not an address'),
      labels: m.selector(m.namespace()),
      network: m.slip(undefined, 'n1'),
    };
    m.addIstio('networking', 'WorkloadEntry', m.name('we'), m.namespace(), spec);
  }
  if (m.chance(0.05)) {
    const metadata = { labels: m.slip({ app: 'vm' }, { app: 'a b' }) };
    m.addIstio('networking', 'WorkloadGroup', m.name('wg'), m.namespace(), { metadata, template: { serviceAccount: 'default' } });
  }
}
