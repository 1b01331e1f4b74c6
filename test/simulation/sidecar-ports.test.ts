import { apps, brief, from, type Manifest, service, serviceEntry, simulate, to, virtualService, workload } from './asked';

type Fields = Readonly<Record<string, unknown>>;
const SHOPS = apps(['shop/a', 'shop/b', 'shop/client']);
const vs = (name: string, hosts: string[], goes: string, more: Fields = {}, metadata: Fields = {}) =>
  virtualService(`shop/${name}`, { hosts, http: [{ route: to(goes), ...more }] }, metadata);

test('a VirtualService without a route for the client is as if it were not there, one whose rules do not match is not', () => {
  const filtered = simulate([...SHOPS, vs('v', ['a'], 'b', { match: [{ sourceLabels: { app: 'x' } }] })]);
  expect(brief(from(filtered, 'client', 'http://a/'))).toBe('a.shop:80');
  const unmatched = simulate([...SHOPS, vs('v', ['a'], 'b', { match: [{ uri: { exact: '/x' } }] })]);
  const outcome = from(unmatched, 'client', 'http://a/');
  expect([brief(outcome), outcome.flags]).toEqual(['notFound 404', ['NR']]);
  expect(outcome.why).toContain('VirtualService shop/v');
});

test.each([
  [80, 'b.shop:80'],
  [8080, 'passthrough'],
])('a host that is no service is routed on port 80 alone: %i', (port, goes) => {
  const simulator = simulate([...apps(['shop/b', 'shop/client'], { 80: 'http', 8080: 'http' }), vs('v', ['example.com'], 'b')]);
  expect(brief(from(simulator, 'client', `http://example.com:${port}/`))).toBe(goes);
});

test('a host that is no service is routed on the ports of a service beside it, and on port 80 also where nothing else is let out', () => {
  const all = apps(['shop/b', 'shop/client'], { 80: 'http', 8080: 'http' });
  const beside = simulate([...all, vs('v', ['example.com', 'b'], 'b')]);
  expect(brief(from(beside, 'client', 'http://example.com:8080/'))).toBe('b.shop:8080');
  const closed = simulate([...all, vs('v', ['example.com'], 'b')], { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } });
  expect(brief(from(closed, 'client', 'http://example.com/'))).toBe('b.shop:80');
});

test.each<[string, Manifest[], string]>([
  ['a wildcard', [vs('v', ['*.svc.cluster.local'], 'b')], 'b.shop:80'],
  [
    'a longer wildcard before a shorter one',
    [vs('v', ['*.svc.cluster.local'], 'a'), vs('w', ['*.shop.svc.cluster.local'], 'b')],
    'b.shop:80',
  ],
  ['an exact host before a wildcard', [vs('v', ['*.shop.svc.cluster.local'], 'a'), vs('w', ['a'], 'b')], 'b.shop:80'],
  [
    'none where the exact host has no route for the client',
    [vs('v', ['*.shop.svc.cluster.local'], 'b'), vs('w', ['a'], 'b', { match: [{ sourceLabels: { app: 'x' } }] })],
    'a.shop:80',
  ],
])('of wildcards, %s is taken', (_, more, goes) => {
  expect(brief(from(simulate([...SHOPS, ...more]), 'client', 'http://a/'))).toBe(goes);
});

test('VirtualServices of one host are not put together: the first has it, others keep their other hosts', () => {
  const simulator = simulate([
    ...apps(['shop/a', 'shop/b', 'shop/c', 'shop/client']),
    vs('v', ['a'], 'b', { match: [{ uri: { prefix: '/v' } }] }),
    vs('w', ['a', 'c'], 'b'),
  ]);
  expect(brief(from(simulator, 'client', 'http://a/'))).toBe('notFound 404');
  expect(brief(from(simulator, 'client', 'http://c/'))).toBe('b.shop:80');
});

test('where manifests do not say which of two is older, the answer is ambiguous', () => {
  const two = [vs('v', ['a'], 'a'), vs('w', ['a'], 'b')];
  const outcome = from(simulate([...SHOPS, ...two]), 'client', 'http://a/');
  expect([brief(outcome), brief(outcome.ambiguous!)]).toEqual(['a.shop:80', 'b.shop:80']);
  expect(from(simulate([...SHOPS, ...two]), 'client', 'http://b/').ambiguous).toBeUndefined();
  const aged = [
    vs('v', ['a'], 'a', {}, { creationTimestamp: '2024-01-01T00:00:00Z' }),
    vs('w', ['a'], 'b', {}, { creationTimestamp: '2023-01-01T00:00:00Z' }),
  ];
  const known = from(simulate([...SHOPS, ...aged]), 'client', 'http://a/');
  expect([brief(known), known.ambiguous]).toEqual(['b.shop:80', undefined]);
});

test('on a port of HTTP, the host is asked for, not the address that is called', () => {
  const simulator = simulate([...SHOPS]);
  expect(brief(from(simulator, 'client', 'http://a/', { headers: { host: 'b' } }))).toBe('b.shop:80');
  expect(brief(from(simulator, 'client', 'http://b/', { address: '203.0.113.9' }))).toBe('b.shop:80');
});

test('where what is spoken is found out, the address that is called decides', () => {
  const simulator = simulate([
    ...apps(['shop/a', 'shop/b', 'shop/client'], { 80: '' }),
    vs('v', ['a'], 'b', { match: [{ uri: { prefix: '/b' } }] }),
  ]);
  expect(brief(from(simulator, 'client', 'http://a/b', { headers: { host: 'x' } }))).toBe('b.shop:80');
  expect(brief(from(simulator, 'client', 'http://a/x'))).toBe('notFound 404');
  expect(brief(from(simulator, 'client', 'tcp://a:80'))).toBe('a.shop:80');
  expect(brief(from(simulator, 'client', 'http://example.com/'))).toBe('passthrough');
});

test('ports of TCP are told apart by address, and by nothing else', () => {
  const simulator = simulate([...apps(['shop/a', 'shop/b', 'shop/client'], { 9000: 'tcp' }), vs('v', ['a'], 'b')]);
  expect(brief(from(simulator, 'client', 'http://a:9000/', { headers: { host: 'b' } }))).toBe('a.shop:9000');
  expect(brief(from(simulator, 'client', 'tcp://example.com:9000'))).toBe('passthrough');
});

test('a port of HTTP and one of TCP without address share the port: requests by their host, other bytes to the latter', () => {
  const entry = serviceEntry('shop/e', {
    hosts: ['db.example.com'],
    ports: [{ number: 8080, name: 'tcp', protocol: 'TCP' }],
    resolution: 'STATIC',
    endpoints: [{ address: '1.1.1.1' }],
  });
  const simulator = simulate([...apps(['shop/a', 'shop/client'], { 8080: 'http' }), entry]);
  expect(brief(from(simulator, 'client', 'http://a:8080/'))).toBe('a.shop:8080');
  expect(brief(from(simulator, 'client', 'tcp://other.example.com:8080'))).toBe('db.example.com:8080');
});

test.each([
  ['ALLOW_ANY', 'passthrough'],
  ['REGISTRY_ONLY', 'blackhole'],
] as const)('where nothing listens, connections are %s', (mode, goes) => {
  const simulator = simulate([...SHOPS], { outboundTrafficPolicy: { mode } });
  expect(brief(from(simulator, 'client', 'http://a:9999/'))).toBe(goes);
  expect(brief(from(simulator, 'client', 'https://example.com/'))).toBe(goes);
});

test('bytes of TLS on a port of HTTP pass through', () => {
  expect(brief(from(simulate([...SHOPS]), 'client', 'https://a:80/', { address: '203.0.113.9' }))).toBe('passthrough');
});

test('an address is what is routed only where it is that of a service', () => {
  const entry = serviceEntry('shop/e', {
    hosts: ['e.example.com'],
    addresses: ['10.9.9.9'],
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    resolution: 'STATIC',
    endpoints: [{ address: '1.1.1.1' }],
  });
  const simulator = simulate([...SHOPS, entry, vs('v', ['e.example.com'], 'b'), vs('w', ['10.8.8.8'], 'b')]);
  expect(brief(from(simulator, 'client', 'http://10.9.9.9/'))).toBe('b.shop:80');
  expect(brief(from(simulator, 'client', 'http://10.7.7.7/'))).toBe('passthrough');
});

test('what Envoy refuses takes the whole port with it', () => {
  const more = [vs('v', ['a'], 'b', { redirect: { uri: '/x', redirectCode: 304 }, route: undefined })];
  expect(brief(from(simulate([...SHOPS, ...more]), 'client', 'http://b/'))).toBe('nack');
});

test('ports of pods are those behind the port of the Service, also by name', () => {
  const pod = { containers: [{ name: 'app', ports: [{ name: 'web', containerPort: 8081 }] }] };
  const simulator = simulate([service('shop/a', { 80: 'http>web' }), workload('shop/a', {}, pod), ...apps(['shop/client'])]);
  expect(from(simulator, 'client', 'http://a/').endpoints.map(({ port }) => port)).toEqual([8081]);
  const unnamed = simulate([service('shop/a', { 80: 'http>web' }), workload('shop/a'), ...apps(['shop/client'])]);
  expect(brief(from(unnamed, 'client', 'http://a/'))).toBe('noEndpoints a.shop:80');
});
