import type { ServiceEntryProps } from '../../lib/networking/service-entry';

// What must not compile. Nothing runs this file.

const hosts = ['db.example.com'] as const;
const domain: string = 'example.com';

export const entries: ServiceEntryProps[] = [
  { hosts },
  { hosts, resolution: 'STATIC', endpoints: [{ address: '10.0.0.1' }, { network: 'other' }] },
  { hosts, resolution: 'DNS', workloadSelector: { labels: { app: 'db' } } },
  { hosts, resolution: 'DNS_ROUND_ROBIN', endpoints: [{ address: 'a.example.com' }] },
  { hosts: [`*.${domain}`], resolution: 'DYNAMIC_DNS', ports: [{ number: 443, name: 'tls', protocol: 'TLS' }] },
  // @ts-expect-error no host
  { hosts: [] },
  // @ts-expect-error no such resolution
  { hosts, resolution: 'DNS_A' },
  // @ts-expect-error no such protocol
  { hosts, ports: [{ number: 53, name: 'dns', protocol: 'UDP' }] },
  // @ts-expect-error connections go where the client sent them
  { hosts, endpoints: [{ address: '10.0.0.1' }] },
  // @ts-expect-error listed or selected
  { hosts, resolution: 'STATIC', endpoints: [{ address: '10.0.0.1' }], workloadSelector: { labels: { app: 'db' } } },
  // @ts-expect-error neither address nor network
  { hosts, resolution: 'STATIC', endpoints: [{ labels: { app: 'db' } }] },
  // @ts-expect-error nothing to look up
  { hosts, resolution: 'DNS', endpoints: [{ network: 'other' }] },
  // @ts-expect-error one at most
  { hosts, resolution: 'DNS_ROUND_ROBIN', endpoints: [{ address: 'a.com' }, { address: 'b.com' }] },
  // @ts-expect-error one host is looked up by DNS
  { hosts, resolution: 'DYNAMIC_DNS' },
  // @ts-expect-error each name has its own address
  { hosts: ['*.example.com'], resolution: 'DYNAMIC_DNS', addresses: ['10.0.0.1'] },
  // @ts-expect-error each name has its own address
  { hosts: ['*.example.com'], resolution: 'DYNAMIC_DNS', endpoints: [{ address: '10.0.0.1' }] },
  // @ts-expect-error TCP asks for no name
  { hosts: ['*.example.com'], resolution: 'DYNAMIC_DNS', ports: [{ number: 9000, name: 'tcp', protocol: 'TCP' }] },
  // @ts-expect-error a service account has a name
  { hosts, resolution: 'STATIC', endpoints: [{ address: '10.0.0.1', serviceAccount: { account: 'db' } }] },
  // @ts-expect-error a port has a name
  { hosts, ports: [{ number: 443 }] },
  // @ts-expect-error no such place
  { hosts, location: 'EXTERNAL' },
  // @ts-expect-error a misspelt field
  { hosts, subjectAltName: ['a.example.com'] },
  // @ts-expect-error workloads are picked by labels
  { hosts, resolution: 'STATIC', workloadSelector: { matchLabels: { app: 'db' } } },
  // @ts-expect-error clients' own addresses are those of no endpoint
  { hosts, resolution: 'NONE', endpoints: [] },
];
