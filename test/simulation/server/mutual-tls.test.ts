import {
  destinationRule,
  from,
  gateway,
  type Manifest,
  object,
  service,
  serviceEntry,
  simulate,
  to,
  virtualService,
  workload,
} from '../asked';
import { ask, askFromOutside, peers, policy, SHOP, shop, verdict } from './shop';

const tls = (host: string, mode: string) => destinationRule(`shop/${host}`, { host, trafficPolicy: { tls: { mode } } });
const strict = peers('shop/all', { mtls: { mode: 'STRICT' } });
const disabled = peers('shop/all', { mtls: { mode: 'DISABLE' } });

test.each([
  ['sidecars speak TLS of the mesh to each other', [], 'http://web/', 'route', 'mutual'],
  ['and plain text to pods without sidecar', [], 'http://old.legacy/', 'route', 'plain'],
  ['STRICT pods take what sidecars speak', [strict], 'http://web/', 'route', 'mutual'],
  ['STRICT pods cut plain text', [strict, tls('web', 'DISABLE')], 'http://web/', 'closed 503', 'plain'],
  ['PERMISSIVE pods take it', [tls('web', 'DISABLE')], 'http://web/', 'route', 'plain'],
  ['pods that take no TLS of the mesh get none', [disabled], 'http://web/', 'route', 'plain'],
  ['unless a DestinationRule says so', [disabled, tls('web', 'ISTIO_MUTUAL')], 'http://web/', 'closed 503', 'mutual'],
  [
    'pods without sidecar do not understand TLS of the mesh',
    [tls('old.legacy.svc.cluster.local', 'ISTIO_MUTUAL')],
    'http://old.legacy/',
    'closed 503',
    'mutual',
  ],
  [
    'what else they take in TLS is up to them',
    [tls('old.legacy.svc.cluster.local', 'SIMPLE')],
    'http://old.legacy/',
    'route',
    'tls',
  ],
  ['sidecars take no other TLS for requests', [tls('web', 'SIMPLE')], 'http://web/', 'closed 503', 'tls'],
  ['and pass it on for bytes', [tls('web', 'SIMPLE')], 'tcp://web:90', 'route', 'tls'],
  ['unless they are STRICT', [strict, tls('web', 'SIMPLE')], 'tcp://web:90', 'closed', 'tls'],
])('%s', (_, more, url, expected, mtls) => {
  const outcome = ask(shop(...more), url);
  expect([verdict(outcome), outcome.mtls]).toEqual([expected, mtls]);
});

test('a mode for a port of the workload is about that port alone', () => {
  const picky = peers('shop/web', {
    selector: { matchLabels: { app: 'web' } },
    mtls: { mode: 'STRICT' },
    portLevelMtls: { 8080: { mode: 'PERMISSIVE' } },
  });
  const simulator = shop(picky, tls('web', 'DISABLE'));
  expect(verdict(ask(simulator, 'http://web/'))).toBe('route');
  expect(verdict(ask(simulator, 'tcp://web:90'))).toBe('closed');
});

test('what is cut says which proxy cuts it, by the flags of Envoy at the client', () => {
  const plain = ask(shop(strict, tls('web', 'DISABLE')), 'http://web/');
  expect([plain.flags, plain.why.at(-1)]).toEqual([
    ['UC'],
    'web.shop takes no plain text: mutual TLS is STRICT by PeerAuthentication shop/all',
  ]);
  const unknown = ask(shop(tls('old.legacy.svc.cluster.local', 'ISTIO_MUTUAL')), 'http://old.legacy/');
  expect(unknown.flags).toEqual(['URX', 'UF']);
  const once = virtualService('shop/once', {
    hosts: ['web'],
    http: [{ retries: { attempts: 0 }, route: to('web') }],
  });
  expect(ask(shop(disabled, tls('web', 'ISTIO_MUTUAL'), once), 'http://web/').flags).toEqual(['UF']);
});

test('without auto mTLS proxies speak plain text', () => {
  const simulator = simulate([...SHOP, strict], { enableAutoMtls: false });
  expect(verdict(ask(simulator, 'http://web/'))).toBe('closed 503');
});

test('a gateway speaks TLS of the mesh to the pods behind it', () => {
  expect(askFromOutside(shop(strict), 'http://web.com/').mtls).toBe('mutual');
});

test('pods of which nothing says whether they have a sidecar have one', () => {
  const bare = SHOP.filter(({ kind }) => kind !== 'Namespace');
  expect(ask(simulate([...bare, strict, tls('web', 'DISABLE')]), 'http://web/').outcome).toBe('closed');
});

test('what goes to pods past the mesh is plain text', () => {
  const hidden = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'own', namespace: 'other' },
    spec: { egress: [{ hosts: ['./*'] }] },
  };
  const asked = (simulator: ReturnType<typeof shop>) => from(simulator, 'client.other', 'http://web.shop/');
  expect(asked(shop(hidden)).outcome).toBe('passthrough');
  expect([asked(shop(hidden, strict)).outcome, asked(shop(hidden, strict)).mtls]).toEqual(['closed', 'plain']);
});

test('one of two subsets without sidecar fails for its share alone', () => {
  const split = [
    destinationRule('shop/web', {
      host: 'web',
      trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
      subsets: [
        { name: 'a', labels: { version: 'a' } },
        { name: 'b', labels: { version: 'b' } },
      ],
    }),
    virtualService('shop/split', { hosts: ['web'], http: [{ route: to('web/a=80', 'web/b=20') }] }),
    { ...workload('shop/web-a', { app: 'web', version: 'a' }) },
    { ...workload('shop/web-b', { app: 'web', version: 'b', 'sidecar.istio.io/inject': 'false' }) },
  ];
  const outcome = ask(shop(...split), 'http://web/');
  expect([outcome.outcome, outcome.destinations.map(({ fails }) => fails)]).toEqual(['route', [undefined, 'closed']]);
  const denied = policy('shop/a', { action: 'DENY', selector: { matchLabels: { version: 'a' } }, rules: [{}] });
  expect(ask(shop(...split, denied), 'http://web/').destinations.map(({ fails }) => fails)).toEqual(['denied', 'closed']);
});

describe('a gateway that pods of the mesh call', () => {
  const entrance = (servers: readonly object[]) => [
    service('edge/entry', { 80: 'http>8080' }, { selector: { istio: 'ingressgateway' } }),
    gateway('edge/inner', servers as Parameters<typeof gateway>[1]),
  ];
  const hidden = SHOP.filter(({ kind }) => kind !== 'Gateway');
  const server = (protocol: string, mode?: string) => ({
    port: { number: 80, name: 'inner', protocol },
    hosts: ['*'],
    ...(mode === undefined ? {} : { tls: { mode } }),
  });
  const asked = (...more: readonly Manifest[]) => {
    const { outcome, mtls } = from(simulate([...hidden, ...more]), 'caller.shop', 'http://entry.edge/');
    return `${outcome} ${mtls}`;
  };
  const mutual = destinationRule('edge/entry', { host: 'entry', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } });

  test('is called in plain text, whatever is said of mutual TLS, since injection promises none for gateways', () => {
    expect(asked(...entrance([server('HTTP')]))).toBe('route plain');
    expect(asked(...entrance([server('HTTP')]), peers('edge/all', { mtls: { mode: 'STRICT' } }))).toBe('route plain');
  });

  test('takes TLS where one of its servers does', () => {
    expect(asked(...entrance([server('HTTPS', 'ISTIO_MUTUAL')]), mutual)).toBe('route mutual');
    expect(asked(...entrance([server('HTTPS', 'ISTIO_MUTUAL')]))).toBe('closed plain');
    expect(asked(...entrance([server('HTTP')]), mutual)).toBe('closed mutual');
  });
});

test.each([
  [{ serviceAccount: 'vm' }, 'mutual'],
  [{}, 'plain'],
  [{ serviceAccount: 'vm', labels: { app: 'vm', 'security.istio.io/tlsMode': 'disabled' } }, 'plain'],
  [{ labels: { app: 'vm', 'security.istio.io/tlsMode': 'istio' } }, 'mutual'],
])('a WorkloadEntry with %j is spoken to in %s', (entry, spoken) => {
  const machine = object('WorkloadEntry', 'shop/vm', { address: '172.16.0.5', labels: { app: 'vm' }, ...entry });
  const host = serviceEntry('shop/vm', {
    hosts: ['vm.internal'],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    workloadSelector: { labels: { app: 'vm' } },
  });
  expect(ask(shop(machine, host), 'http://vm.internal/').mtls).toBe(spoken);
});
