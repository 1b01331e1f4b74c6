import { rejected } from './rejection';

const hosts = ['a.example.com'];
const ports = [{ number: 443, name: 'tls', protocol: 'TLS' }];
const entry = (more: object) => ({ hosts, ports, resolution: 'DNS', ...more });
const fixed = (endpoint: object, more: object = {}) => entry({ resolution: 'STATIC', endpoints: [endpoint], ...more });

export const SERVICE_ENTRIES = rejected('ServiceEntry', {
  'no host': entry({ hosts: [] }),
  'every host': entry({ hosts: ['*'], resolution: 'NONE' }),
  'a host with a blank': entry({ hosts: ['a b.example.com'] }),
  'DNS for a star': entry({ hosts: ['*.example.com'] }),
  'a port of 0': entry({ ports: [{ ...ports[0], number: 0 }] }),
  'a port beyond 65535': entry({ ports: [{ ...ports[0], number: 65536 }] }),
  'a port without a name': entry({ ports: [{ ...ports[0], name: '' }] }),
  'a port name with a dot': entry({ ports: [{ ...ports[0], name: 'a.b' }] }),
  'an unknown protocol': entry({ ports: [{ ...ports[0], protocol: 'FTP' }] }),
  'one port name twice': entry({ ports: [ports[0], { ...ports[0], number: 444 }] }),
  'one port number twice': entry({ ports: [ports[0], { ...ports[0], name: 'other' }] }),
  'an address that is none': entry({ addresses: ['10.0.0'] }),
  'a subnet with DNS': entry({ addresses: ['10.0.0.0/8'] }),
  'an unknown resolution': entry({ resolution: 'GUESS' }),
  'an unknown location': entry({ location: 'MESH_NEARBY' }),
  'endpoints without resolution': entry({ resolution: 'NONE', endpoints: [{ address: '10.0.0.1' }] }),
  'endpoints beside workloads': fixed({ address: '10.0.0.1' }, { workloadSelector: { labels: { app: 'a' } } }),
  'a fixed endpoint that is a name': fixed({ address: 'b.example.com' }),
  'an endpoint without an address': fixed({}),
  'an endpoint on a port that the service has not': fixed({ address: '10.0.0.1', ports: { other: 443 } }),
  'an endpoint on port 0': fixed({ address: '10.0.0.1', ports: { tls: 0 } }),
  'an endpoint with labels that are none': fixed({ address: '10.0.0.1', labels: { 'a b': 'c' } }),
  'a socket with a port': fixed({ address: 'unix:///socket', ports: { tls: 443 } }),
  'a socket without an absolute path': fixed({ address: 'unix://socket' }),
  'two endpoints in turn by DNS': entry({
    resolution: 'DNS_ROUND_ROBIN',
    endpoints: [{ address: 'b.example.com' }, { address: 'c.example.com' }],
  }),
  'dynamic DNS for one name': entry({ resolution: 'DYNAMIC_DNS' }),
  'dynamic DNS with an address': entry({ hosts: ['*.example.com'], resolution: 'DYNAMIC_DNS', addresses: ['10.0.0.1'] }),
  'dynamic DNS for TCP': entry({
    hosts: ['*.example.com'],
    resolution: 'DYNAMIC_DNS',
    ports: [{ number: 90, name: 'tcp', protocol: 'TCP' }],
  }),
  'two hosts on one TCP port': entry({
    hosts: ['a.example.com', 'b.example.com'],
    ports: [{ number: 90, name: 'tcp', protocol: 'TCP' }],
  }),
  'export to all and to one': entry({ exportTo: ['*', 'demo'] }),
  'export to a namespace that is none': entry({ exportTo: ['a.b'] }),
});
