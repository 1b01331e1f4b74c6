import { apps, brief, from, service, serviceEntry, simulate, to, virtualService, workload } from './asked';

const SHOPS = apps(['shop/a', 'shop/b', 'other/a', 'other/b', 'shop/client', 'other/client']);
const goesToB = { http: [{ route: to('b.shop.svc.cluster.local') }] };

test.each([
  ['short, in its own namespace', 'shop/v', ['a'], 'b.shop:80'],
  ['full', 'other/v', ['a.shop.svc.cluster.local'], 'b.shop:80'],
  ['short, in another namespace', 'other/v', ['a'], 'a.shop:80'],
  ['with a namespace alone, which is no name of a service', 'shop/v', ['a.shop'], 'a.shop:80'],
  ['in capital letters', 'shop/v', ['A.shop.svc.cluster.local'], 'b.shop:80'],
])('a host in a VirtualService that is %s', (_, place, hosts, goes) => {
  const simulator = simulate([...SHOPS, virtualService(place, { hosts, ...goesToB })]);
  expect(brief(from(simulator, 'client.shop', 'http://a/'))).toBe(goes);
});

test.each([
  ['a', 'b.shop:80'],
  ['a.shop', 'b.shop:80'],
  ['a.shop.svc', 'b.shop:80'],
  ['a.shop.svc.cluster.local', 'b.shop:80'],
  ['a.shop.svc.cluster.local.', 'b.shop:80'],
  ['A.Shop.SVC.cluster.local', 'b.shop:80'],
  ['a:9999', 'b.shop:80'],
  ['10.0.0.1', 'b.shop:80'],
  ['a.shop.svc.cluster', 'passthrough'],
  ['a.other', 'a.other:80'],
])('the Host header %s goes to %s', (host, goes) => {
  const addressed = service('shop/a', undefined, { clusterIP: '10.0.0.1' });
  const simulator = simulate([...SHOPS.slice(1), addressed, virtualService('shop/v', { hosts: ['a'], ...goesToB })]);
  expect(brief(from(simulator, 'client.shop', 'http://b/', { headers: { host } }))).toBe(goes);
});

test('from another namespace, the short name of a service is not its own', () => {
  const simulator = simulate([...SHOPS.slice(0, 4), ...apps(['third/client'])]);
  const ask = (host: string) => brief(from(simulator, 'client.third', 'http://a.shop/', { headers: { host } }));
  expect([ask('a'), ask('a.shop'), ask('a.shop.svc')]).toEqual(['passthrough', 'a.shop:80', 'a.shop:80']);
});

test('pods are found by the names of a Service without address', () => {
  const simulator = simulate([
    service('shop/h', { 80: 'http' }, { clusterIP: 'None' }),
    workload('shop/h'),
    ...apps(['shop/client']),
  ]);
  expect(brief(from(simulator, 'client', 'http://h/'))).toBe('h.shop:80');
  expect(brief(from(simulator, 'client', 'http://h-0.h.shop/'))).toBe('h.shop:80');
  expect(from(simulator, 'client', 'http://h/').endpoints.map(({ workload: name, port }) => [name, port])).toEqual([['h', 80]]);
});

test('another name of a Service follows its routes, on its ports alone', () => {
  const simulator = simulate([
    ...apps(['shop/a', 'shop/b', 'shop/client'], { 8080: 'http' }),
    service('shop/alias', { 80: 'http', 8080: 'http' }, { type: 'ExternalName', externalName: 'a.shop.svc.cluster.local' }),
    virtualService('shop/v', { hosts: ['a'], ...goesToB }),
  ]);
  expect(brief(from(simulator, 'client', 'http://alias:8080/'))).toBe('b.shop:8080');
  expect(brief(from(simulator, 'client', 'http://alias/'))).toBe('passthrough');
});

test('of services of one host, the own one is taken, else one of Kubernetes', () => {
  const entry = (place: string) =>
    serviceEntry(place, {
      hosts: ['a.shop.svc.cluster.local'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      resolution: 'STATIC',
      endpoints: [{ address: '1.1.1.1' }],
    });
  const simulator = simulate([...SHOPS, entry('other/e'), ...apps(['third/client'])]);
  expect(from(simulator, 'client.other', 'http://a.shop/').endpoints.map(({ address }) => address)).toEqual(['1.1.1.1']);
  expect(from(simulator, 'client.third', 'http://a.shop/').endpoints.map(({ workload: name }) => name)).toEqual(['a']);
});

test('another name of a Service may end with a dot', () => {
  const alias = service('shop/alias', { 80: 'http' }, { type: 'ExternalName', externalName: 'a.shop.svc.cluster.local.' });
  const simulator = simulate([...SHOPS, alias]);
  expect(brief(from(simulator, 'client.shop', 'http://alias/', { headers: { host: 'a' } }))).toBe('a.shop:80');
});

test('a name that does not help is not proposed again', () => {
  expect(() => from(simulate([...apps(['shop/only', 'other/client'])]), 'client.other', 'http://only/')).toThrow(
    'got "only"; did you mean only.shop,',
  );
});

test('a service of which a subset is missing is told with its namespace', () => {
  const rules = virtualService('shop/v', { hosts: ['a'], http: [{ route: to('b/v9') }] });
  const { outcome, destinations } = from(simulate([...SHOPS, rules]), 'client.shop', 'http://a/');
  expect([outcome, destinations[0]?.namespace]).toEqual(['noCluster', 'shop']);
});
