import { serviceEntryProblems } from '../../lib/admission/service-entry';
import { describeProblem, type Problem } from '../../lib/core/problem';

// Plain specs, as they stand in YAML: also such as no props can be written for.

const placed = { namespace: 'shop', name: 'edge' };
const told = (problems: readonly Problem[]) => problems.map(describeProblem);

type Entry = Parameters<typeof serviceEntryProblems>[0];
const web = [{ number: 80, name: 'web', protocol: 'http' }];

test.each<[string, Entry]>([
  ['nothing but a host', { hosts: ['a'], ports: [], addresses: [], exportTo: [] }],
  ['workloads, wherever clients go', { hosts: ['a'], workloadSelector: {} }],
  ['hosts that are told apart', { hosts: ['a.com', 'b.com'], resolution: 'STATIC', ports: web, endpoints: [] }],
  [
    'names that are looked up',
    { hosts: ['*.a.com'], resolution: 'DYNAMIC_DNS', ports: web, endpoints: [], location: 'MESH_INTERNAL' },
  ],
])('a ServiceEntry may have %s', (_, spec) => {
  expect(told(serviceEntryProblems(spec, placed))).toEqual([]);
});

test.each<[string, Entry, string[]]>([
  [
    'endpoints that nothing goes to, even none',
    { hosts: ['a.com'], endpoints: [] },
    ['endpoints is set, but NONE resolution goes where clients go, got []; remove it, or set resolution to STATIC or DNS'],
  ],
  [
    'endpoints beside workloads',
    { hosts: ['a.com'], resolution: 'STATIC', endpoints: [], workloadSelector: {} },
    ['endpoints stands beside workloadSelector, got []; keep one of the two'],
  ],
  [
    'endpoints that are nowhere',
    { hosts: ['a.com'], resolution: 'STATIC', endpoints: [{}] },
    ['endpoints[0].address is missing, and so is network; give one of the two'],
  ],
  [
    'an abstract socket that ends in /',
    { hosts: ['a.com'], resolution: 'STATIC', ports: web, endpoints: [{ address: 'unix://@db/' }] },
    [
      'endpoints[0].address is not the address of a Unix domain socket, got "unix://@db/"; ' +
        'use unix:///path/to/socket, or unix://@name for an abstract one',
    ],
  ],
  [
    'several endpoints, one after the other',
    { hosts: ['a.com'], resolution: 'DNS_ROUND_ROBIN', endpoints: [{ address: 'b.com' }, { address: 'c.com' }] },
    ['endpoints has several entries, which DNS_ROUND_ROBIN does not take, got 2; list one, or set resolution to DNS'],
  ],
  [
    'what DNS cannot be asked for',
    { hosts: ['a.com'], resolution: 'DYNAMIC_DNS', addresses: ['10.0.0.1'], ports: [{ number: 9000, name: 'tcp' }] },
    [
      'hosts[0] is one host, which resolution DNS looks up, got "a.com"; use DNS, or *. and a domain',
      'addresses is set, but DYNAMIC_DNS asks DNS for each name, got ["10.0.0.1"]; remove it, or set another resolution',
      'ports[0].protocol is none that DYNAMIC_DNS can read the host from, got ""; use one of HTTP, HTTP2, GRPC, TLS',
    ],
  ],
  [
    'a protocol that is none, on no port',
    { hosts: ['a.com'], ports: [{ number: 80, name: 'web', protocol: 'SMTP', targetPort: 0 }] },
    [
      'ports[0].protocol is no protocol that Istio knows, got "SMTP"; ' +
        'use one of HTTP, HTTP2, GRPC, GRPC-WEB, HTTP_PROXY, HTTPS, TLS, TCP, MONGO, REDIS, MYSQL, UDP',
      'ports[0].targetPort must be a port number, got 0; use a whole number between 1 and 65535',
    ],
  ],
])('Istio refuses a ServiceEntry with %s', (_, spec, messages) => {
  expect(told(serviceEntryProblems(spec, placed))).toEqual(messages);
});
