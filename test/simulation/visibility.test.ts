import { apps, brief, from, type Manifest, service, sidecar, simulate, to, virtualService } from './asked';

const SHOPS = apps(['shop/a', 'shop/b', 'shop/c', 'other/x', 'other/y', 'shop/client', 'third/client']);
type Fields = Readonly<Record<string, unknown>>;
const vs = (place: string, goes: string, more: Fields = {}, metadata: Fields = {}) =>
  virtualService(place, { hosts: ['x.other.svc.cluster.local'], http: [{ route: to(goes) }], ...more }, metadata);
const OLD = { creationTimestamp: '2020-01-01T00:00:00Z' };
const NEW = { creationTimestamp: '2024-01-01T00:00:00Z' };
const A = 'a.shop.svc.cluster.local';
const B = 'b.shop.svc.cluster.local';

test.each<[string, Manifest[], string]>([
  ['the older one', [vs('shop/z', A, {}, OLD), vs('shop/y', B, {}, NEW)], 'a.shop:80'],
  [
    'one for the own namespace before an older one for all',
    [vs('other/v', A, {}, OLD), vs('shop/v', B, { exportTo: ['.'] }, NEW)],
    'b.shop:80',
  ],
  [
    'one exported to the namespace before an older one for all',
    [vs('other/v', A, {}, OLD), vs('third/v', B, { exportTo: ['shop'] }, NEW)],
    'b.shop:80',
  ],
  [
    'the own one before an exported one',
    [vs('other/v', A, { exportTo: ['shop'] }, OLD), vs('shop/v', B, { exportTo: ['.'] }, NEW)],
    'b.shop:80',
  ],
  ['none that is exported elsewhere', [vs('other/v', A, { exportTo: ['third'] })], 'x.other:80'],
  ['none that is private elsewhere', [vs('other/v', A, { exportTo: ['.'] })], 'x.other:80'],
  ['none that is bound to gateways alone', [vs('other/v', A, { gateways: ['g'] })], 'x.other:80'],
  ['one that is bound to a gateway and the mesh', [vs('other/v', A, { gateways: ['g', 'mesh'] })], 'a.shop:80'],
])('of VirtualServices, a client uses %s', (_, more, goes) => {
  expect(brief(from(simulate([...SHOPS, ...more]), 'client.shop', 'http://x.other/'))).toBe(goes);
});

test('the mesh says who sees what does not say it itself', () => {
  const ask = (config: Fields) => brief(from(simulate([...SHOPS, vs('other/v', A)], config), 'client.shop', 'http://x.other/'));
  expect([ask({}), ask({ defaultVirtualServiceExportTo: ['.'] })]).toEqual(['a.shop:80', 'x.other:80']);
  expect(ask({ defaultServiceExportTo: ['.'], defaultVirtualServiceExportTo: ['.'] })).toBe('passthrough');
});

test('services say who sees them in an annotation', () => {
  const hidden = service('other/x', undefined, {}, { annotations: { 'networking.istio.io/exportTo': '., third' } });
  const simulator = simulate([
    ...SHOPS.filter(({ kind, metadata }) => kind !== 'Service' || (metadata as Fields).name !== 'x'),
    hidden,
  ]);
  expect(brief(from(simulator, 'client.shop', 'http://x.other/'))).toBe('passthrough');
  expect(brief(from(simulator, 'client.third', 'http://x.other/'))).toBe('x.other:80');
});

const only = (...hosts: string[]) => ({ egress: [{ hosts }] });
const picky = { workloadSelector: { labels: { app: 'client' } } };

test.each<[string, Manifest[], string]>([
  ['none', [], 'a.shop:80'],
  ['one for the namespace', [sidecar('shop/s', only('other/*'))], 'passthrough'],
  [
    'one that picks the pods before one for the namespace',
    [sidecar('shop/s', only('other/*')), sidecar('shop/z', { ...only('./*'), ...picky })],
    'a.shop:80',
  ],
  [
    'one that picks other pods',
    [sidecar('shop/s', { ...only('other/*'), workloadSelector: { labels: { app: 'b' } } })],
    'a.shop:80',
  ],
  ['one for the mesh', [sidecar('istio-system/s', only('./*'))], 'a.shop:80'],
  ['one for the mesh that leaves the namespace out', [sidecar('istio-system/s', only('other/*'))], 'passthrough'],
  [
    'one for the namespace before one for the mesh',
    [sidecar('istio-system/s', only('other/*')), sidecar('shop/s', only('./*'))],
    'a.shop:80',
  ],
  ['one for pods of the root namespace', [sidecar('istio-system/s', { ...only('other/*'), ...picky })], 'a.shop:80'],
  ['a host', [sidecar('shop/s', only('./a.shop.svc.cluster.local'))], 'a.shop:80'],
  ['another host', [sidecar('shop/s', only('./b.shop.svc.cluster.local'))], 'passthrough'],
  ['any namespace', [sidecar('shop/s', only('*/a.shop.svc.cluster.local'))], 'a.shop:80'],
  ['hosts with one left out', [sidecar('shop/s', only('*/*', '~shop/a.shop.svc.cluster.local'))], 'passthrough'],
  ['a namespace left out', [sidecar('shop/s', only('*/*', '~shop/*'))], 'passthrough'],
  ['a namespace left out that is not asked for', [sidecar('shop/s', only('*/*', '~other/*'))], 'a.shop:80'],
  ['nothing at all', [sidecar('shop/s', only('~/*'))], 'passthrough'],
])('a Sidecar that lets in %s', (_, more, goes) => {
  expect(brief(from(simulate([...SHOPS, ...more]), 'client.shop', 'http://a/'))).toBe(goes);
});

test('a way out for a port hides what the one for all ports lets in there', () => {
  const ports = { 80: 'http', 8080: 'http' };
  const all = apps(['shop/a', 'shop/b', 'shop/client'], ports);
  const egress = [
    { port: { number: 8080, name: 'http', protocol: 'HTTP' }, hosts: ['./b.shop.svc.cluster.local'] },
    { hosts: ['./*'] },
  ];
  const simulator = simulate([...all, sidecar('shop/s', { egress })]);
  const ask = (url: string) => brief(from(simulator, 'client', url));
  expect(['http://a/', 'http://a:8080/', 'http://b:8080/'].map(ask)).toEqual(['a.shop:80', 'passthrough', 'b.shop:8080']);
});

test('a VirtualService comes in whole, with hosts whose services are left out and with their destinations', () => {
  const simulator = simulate([
    ...SHOPS,
    sidecar('shop/s', only('./a.shop.svc.cluster.local')),
    virtualService('shop/v', { hosts: ['a', 'b'], http: [{ route: to('c') }] }),
  ]);
  const ask = (host: string) => brief(from(simulator, 'client.shop', 'http://a/', { headers: { host } }));
  expect([ask('a'), ask('b.shop.svc.cluster.local'), ask('b'), ask('c')]).toEqual([
    'c.shop:80',
    'c.shop:80',
    'passthrough',
    'passthrough',
  ]);
});

test('a host of a Sidecar also lets a VirtualService for a wildcard around it in', () => {
  const more = [
    sidecar('shop/s', only('*/x.foo.com', './a.shop.svc.cluster.local')),
    virtualService('shop/v', { hosts: ['*.foo.com'], http: [{ route: to('a') }] }),
  ];
  const simulator = simulate([...SHOPS, ...more]);
  expect(brief(from(simulator, 'client.shop', 'http://y.foo.com/'))).toBe('a.shop:80');
});

test.each<[string, Fields, Manifest[], string]>([
  ['the mesh lets everything out by default', {}, [], 'passthrough'],
  ['the mesh lets nothing out', { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }, [], 'blackhole 502'],
  ['a Sidecar lets nothing out', {}, [sidecar('shop/s', { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } })], 'blackhole 502'],
  [
    'a Sidecar lets out what the mesh does not',
    { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
    [sidecar('shop/s', { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } })],
    'passthrough',
  ],
  [
    'a Sidecar sends it to a proxy',
    {},
    [sidecar('shop/s', { outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: A, port: { number: 80 } } } })],
    'a.shop:80',
  ],
])('%s', (_, config, more, goes) => {
  expect(brief(from(simulate([...SHOPS, ...more], config), 'client.shop', 'http://example.com/'))).toBe(goes);
});
