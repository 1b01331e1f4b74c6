import type { RequestOptions } from '../../../lib/simulation';
import { from, type Manifest, simulate, workload } from '../asked';
import { ask, askFromOutside, policy, SHOP, shop, tokens, verdict } from './shop';

type Rule = Readonly<Record<string, unknown>>;
const source = (said: Rule): Rule => ({ from: [{ source: said }] });
const operation = (said: Rule): Rule => ({ to: [{ operation: said }] });
const when = (key: string, said: Rule): Rule => ({ when: [{ key, ...said }] });
const values = (...list: readonly string[]) => ({ values: list });

const allowed = (rule: Rule, url: string, options?: RequestOptions): boolean => {
  const allow = ask(shop(policy('shop/p', { rules: [rule] })), url, options).outcome === 'route';
  const deny = ask(shop(policy('shop/p', { action: 'DENY', rules: [rule] })), url, options).outcome === 'denied';
  expect(allow).toBe(deny);
  return allow;
};

test.each<[Rule, string, RequestOptions | undefined, boolean]>([
  [{}, 'http://web/', {}, true],
  [source({ principals: ['cluster.local/ns/shop/sa/caller'] }), 'http://web/', {}, true],
  [source({ principals: ['cluster.local/ns/shop/sa/web'] }), 'http://web/', {}, false],
  [source({ principals: ['*/sa/caller'] }), 'http://web/', {}, true],
  [source({ principals: ['cluster.local/ns/shop/*'] }), 'http://web/', {}, true],
  [source({ principals: ['*'] }), 'http://web/', {}, true],
  [source({ notPrincipals: ['*'] }), 'http://web/', {}, false],
  [source({ principals: ['*'], notPrincipals: ['*/sa/caller'] }), 'http://web/', {}, false],
  [source({ principals: ['td/ns/a/sa/b'] }), 'http://web/', { principal: 'td/ns/a/sa/b' }, true],
  [source({ namespaces: ['shop'] }), 'http://web/', {}, true],
  [source({ namespaces: ['sh*p'] }), 'http://web/', {}, true],
  [source({ namespaces: ['sho'] }), 'http://web/', {}, false],
  [source({ notNamespaces: ['shop'] }), 'http://web/', {}, false],
  [source({ serviceAccounts: ['caller'] }), 'http://web/', {}, true],
  [source({ serviceAccounts: ['other/caller'] }), 'http://web/', {}, false],
  [source({ serviceAccounts: ['shop/call'] }), 'http://web/', {}, false],
  [source({ trustDomains: ['cluster.local'] }), 'http://web/', {}, true],
  [source({ trustDomains: ['cluster.*'] }), 'http://web/', {}, true],
  [source({ trustDomains: ['else'] }), 'http://web/', {}, false],
  [source({ ipBlocks: ['10.0.0.0/8'] }), 'http://web/', { sourceIp: '10.1.2.3' }, true],
  [source({ ipBlocks: ['10.0.0.0/8'] }), 'http://web/', {}, false],
  [source({ notIpBlocks: ['10.1.2.3'] }), 'http://web/', { sourceIp: '10.1.2.3' }, false],
  [source({ remoteIpBlocks: ['2001:db8::/32'] }), 'http://web/', { sourceIp: '2001:db8::1' }, true],
  [operation({ methods: ['GET'] }), 'http://web/', { method: 'GET' }, true],
  [operation({ methods: ['GET'] }), 'http://web/', { method: 'POST' }, false],
  [operation({ notMethods: ['GET', 'HEAD'] }), 'http://web/', { method: 'POST' }, true],
  [operation({ paths: ['/a/*'] }), 'http://web/a/b?c', {}, true],
  [operation({ paths: ['/a'] }), 'http://web/a?c', {}, true],
  [operation({ paths: ['*/info'] }), 'http://web/a/info', {}, true],
  [operation({ paths: ['/A'] }), 'http://web/a', {}, false],
  [operation({ paths: ['/a/{*}/c'] }), 'http://web/a/b/c?d', {}, true],
  [operation({ paths: ['/a/{*}/c'] }), 'http://web/a/b/b/c', {}, false],
  [operation({ paths: ['/a/{*}/c'] }), 'http://web/a//c', {}, false],
  [operation({ paths: ['/a/{**}'] }), 'http://web/a/b/c', {}, true],
  [operation({ paths: ['/a/{**}'] }), 'http://web/a', {}, false],
  [operation({ notPaths: ['/a/{**}'] }), 'http://web/a/b', {}, false],
  [operation({ hosts: ['WEB'] }), 'http://web/', {}, true],
  [operation({ hosts: ['web'] }), 'http://web/', { headers: { host: 'web:80' } }, false],
  [operation({ hosts: ['web:*'] }), 'http://web/', { headers: { host: 'web:80' } }, true],
  [operation({ ports: ['8080'] }), 'http://web/', {}, true],
  [operation({ ports: ['80'] }), 'http://web/', {}, false],
  [operation({ notPorts: ['8080'] }), 'http://web/', {}, false],
  [when('request.headers[x-user]', values('a*')), 'http://web/', { headers: { 'X-User': 'anna' } }, true],
  [when('request.headers[x-user]', values('*')), 'http://web/', { headers: { 'X-User': '' } }, true],
  [when('request.headers[x-user]', values('*')), 'http://web/', {}, false],
  [when('request.headers[x-user]', { notValues: ['a'] }), 'http://web/', {}, true],
  [when('request.headers[x-user]', values('b')), 'http://web/', { headers: { 'x-user': ['a', 'b'] } }, true],
  [when('source.namespace', values('shop')), 'http://web/', {}, true],
  [when('source.principal', { notValues: ['*'] }), 'http://web/', {}, false],
  [when('source.ip', values('10.0.0.1')), 'http://web/', { sourceIp: '10.0.0.1' }, true],
  [when('remote.ip', values('10.0.0.2')), 'http://web/', { sourceIp: '10.0.0.1' }, false],
  [when('destination.port', values('8080', '9090')), 'http://web/', {}, true],
  [when('destination.ip', values('0.0.0.0/0')), 'http://web/', {}, true],
  [when('connection.sni', values('outbound_.80_._.*')), 'http://web/', {}, true],
  [when('experimental.envoy.filters.a[b]', values('c')), 'http://web/', {}, false],
  [{ ...operation({ methods: ['GET'] }), ...source({ namespaces: ['other'] }) }, 'http://web/', {}, false],
  [{ to: [{ operation: { methods: ['PUT'] } }, { operation: { paths: ['/x'] } }] }, 'http://web/x', {}, true],
  [operation({ ports: ['9000'] }), 'tcp://web:90', {}, true],
  [source({ namespaces: ['shop'] }), 'tcp://web:90', {}, true],
])('%j of %s %j holds: %s', (rule, url, options, expected) => {
  expect(allowed(rule, url, options)).toBe(expected);
});

test.each<[string, Rule, string, string]>([
  [
    'no request is asked for bytes: what allows by one allows nothing',
    { rules: [operation({ methods: ['GET'] })] },
    'tcp://web:90',
    'denied',
  ],
  [
    'and what denies by one denies by the rest',
    { action: 'DENY', rules: [operation({ methods: ['GET'], ports: ['9000'] })] },
    'tcp://web:90',
    'denied',
  ],
  [
    'where the rest does not hold it does not',
    { action: 'DENY', rules: [operation({ methods: ['GET'], ports: ['1'] })] },
    'tcp://web:90',
    'route',
  ],
  ['a port that looks reads requests', { rules: [operation({ methods: ['GET'] })] }, 'http://web:70/', 'route'],
  ['and bytes', { rules: [operation({ methods: ['GET'] })] }, 'tcp://web:70', 'denied'],
  ['requests for a port of bytes are bytes', { rules: [operation({ methods: ['GET'] })] }, 'http://web:90/', 'denied'],
  ['no rules allow nothing', {}, 'http://web/', 'denied 403'],
  ['and deny nothing', { action: 'DENY' }, 'http://web/', 'route'],
  ['a policy for other pods says nothing', { selector: { matchLabels: { app: 'else' } } }, 'http://web/', 'route'],
  ['one for these does', { selector: { matchLabels: { app: 'web' } } }, 'http://web/', 'denied 403'],
  ['one that only watches denies nothing', { action: 'AUDIT', rules: [{}] }, 'http://web/', 'route'],
  [
    'one for a Gateway is for no pods with a sidecar',
    { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' }] },
    'http://web/',
    'route',
  ],
])('%s', (_, spec, url, expected) => {
  expect(verdict(ask(shop(policy('shop/p', spec)), url))).toBe(expected);
});

test('a denied request says so, and which policy and rule', () => {
  const { status, body, why, authorization } = ask(shop(policy('shop/p', { action: 'DENY', rules: [{}] })), 'http://web/');
  expect([status, body, authorization?.decision]).toEqual([403, 'RBAC: access denied', 'denied']);
  expect(why.at(-1)).toBe('AuthorizationPolicy shop/p rules[0] denies it');
  const none = ask(shop(policy('shop/p', {}), policy('istio-system/q', {})), 'http://web/');
  expect(none.why.at(-1)).toBe('no rule allows it: AuthorizationPolicy istio-system/q, AuthorizationPolicy shop/p');
});

test('policies of the root namespace are for all, those of others for nobody else', () => {
  expect(ask(shop(policy('istio-system/p', {})), 'http://web/').outcome).toBe('denied');
  expect(ask(shop(policy('other/p', {})), 'http://web/').outcome).toBe('route');
  expect(ask(shop(policy('istio-system/p', {})), 'http://old.legacy/').outcome).toBe('route');
});

test('what is tried out denies nothing', () => {
  const trial = { annotations: { 'istio.io/dry-run': 'true' } };
  expect(ask(shop(policy('shop/p', {}, trial)), 'http://web/').outcome).toBe('route');
});

test('plain text proves no identity', () => {
  const rule = { rules: [source({ principals: ['*'] })] };
  const plain = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { host: 'web', trafficPolicy: { tls: { mode: 'DISABLE' } } },
  };
  expect(ask(shop(policy('shop/p', rule)), 'http://web/').outcome).toBe('route');
  expect(ask(shop(policy('shop/p', rule), plain), 'http://web/').outcome).toBe('denied');
});

test('trust domains stand for their aliases, and cluster.local for all of them', () => {
  const ours = { trustDomain: 'new', trustDomainAliases: ['old'] };
  const asked = (said: Rule, principal?: string) =>
    ask(
      simulate([...SHOP, policy('shop/p', { rules: [source(said)] })], ours),
      'http://web/',
      principal === undefined ? {} : { principal },
    ).outcome;
  const principals = (domain: string) => ({ principals: [`${domain}/ns/shop/sa/caller`] });
  expect(asked(principals('cluster.local'))).toBe('route');
  expect(asked(principals('old'))).toBe('route');
  expect(asked(principals('new'), 'old/ns/shop/sa/caller')).toBe('route');
  expect(asked(principals('else'))).toBe('denied');
  expect(asked({ trustDomains: ['old'] })).toBe('route');
});

test('somebody outside is asked, and denies all where nobody knows who', () => {
  const custom = policy('shop/p', { action: 'CUSTOM', provider: { name: 'door' }, rules: [operation({ paths: ['/x'] })] });
  const known = { extensionProviders: [{ name: 'door', envoyExtAuthzHttp: { service: 'a.b', port: 80 } }] };
  const outcome = ask(simulate([...SHOP, custom], known), 'http://web/x');
  expect([outcome.outcome, outcome.authorization]).toEqual(['route', { decision: 'allowed', providers: ['door'] }]);
  expect(ask(shop(custom), 'http://web/x').outcome).toBe('denied');
  expect(ask(shop(custom), 'http://web/y').outcome).toBe('route');
});

const READ = tokens('shop/t', { jwtRules: [{ issuer: 'https://i', audiences: ['shop'] }] });
const token = {
  issuer: 'https://i',
  subject: 's',
  audiences: ['shop', 'x'],
  claims: { azp: 'app', groups: ['a', 'b'], deep: { in: 'v' }, scope: 'r w' },
};

test.each<[Rule, boolean]>([
  [source({ requestPrincipals: ['https://i/s'] }), true],
  [source({ requestPrincipals: ['*'] }), true],
  [source({ requestPrincipals: ['*/s'] }), true],
  [source({ requestPrincipals: ['https://i/*'] }), true],
  [source({ requestPrincipals: ['https://i/t'] }), false],
  [source({ notRequestPrincipals: ['*'] }), false],
  [when('request.auth.principal', values('https://i/s')), true],
  [when('request.auth.audiences', values('x')), true],
  [when('request.auth.audiences', values('y')), false],
  [when('request.auth.presenter', values('app')), true],
  [when('request.auth.claims[groups]', values('b')), true],
  [when('request.auth.claims[deep][in]', values('v')), true],
  [when('request.auth.claims[scope]', values('w')), true],
  [when('request.auth.claims[none]', { notValues: ['a'] }), true],
])('%j of a token: %s', (rule, expected) => {
  const simulator = shop(READ, policy('shop/p', { rules: [rule] }));
  expect(ask(simulator, 'http://web/', { token }).outcome === 'route').toBe(expected);
});

test('a token is worth nothing where nobody reads it, or it is for others', () => {
  const rule = policy('shop/p', { rules: [source({ requestPrincipals: ['*'] })] });
  expect(verdict(ask(shop(rule), 'http://web/', { token }))).toBe('denied 403');
  expect(verdict(ask(shop(READ, rule), 'http://web/'))).toBe('denied 403');
  expect(verdict(ask(shop(READ), 'http://web/', { token: { issuer: 'else' } }))).toBe('denied 401');
  expect(verdict(ask(shop(READ), 'http://web/', { token: { issuer: 'https://i', audiences: ['y'] } }))).toBe('denied 403');
});

test('policies for a gateway let clients in who proved nothing', () => {
  const at = (...more: readonly Manifest[]) => verdict(askFromOutside(shop(...more), 'http://web.com/'));
  expect(at(policy('edge/p', { rules: [operation({ hosts: ['web.com'] })] }))).toBe('route');
  expect(at(policy('edge/p', { rules: [source({ principals: ['*'] })] }))).toBe('denied 403');
  expect(at(policy('edge/p', { action: 'DENY', rules: [operation({ ports: ['80'] })] }))).toBe('denied 403');
  expect(at(policy('shop/p', { rules: [source({ principals: ['cluster.local/ns/edge/sa/entry'] })] }))).toBe('route');
  expect(at(policy('shop/p', { rules: [source({ namespaces: ['shop'] })] }))).toBe('denied 403');
});

test('a denied call of gRPC gets status 200 without text', () => {
  const headers = { 'content-type': 'application/grpc' };
  const everything = (place: string) => shop(policy(place, { action: 'DENY', rules: [{}] }));
  for (const outcome of [
    ask(everything('shop/p'), 'http://web/', { headers }),
    askFromOutside(everything('shop/p'), 'http://web.com/', { headers }),
    askFromOutside(everything('edge/p'), 'http://web.com/', { headers }),
  ]) {
    expect(outcome).toMatchObject({ outcome: 'denied', status: 200, body: '' });
  }
});

test('a gateway keeps the token that it reads, unless it is told to pass it on', () => {
  const rule = policy('shop/p', { rules: [source({ requestPrincipals: ['*'] })] });
  const read = (forwardOriginalToken: boolean) => tokens('edge/t', { jwtRules: [{ issuer: 'https://i', forwardOriginalToken }] });
  const at = (forward: boolean) => askFromOutside(shop(rule, READ, read(forward)), 'http://web.com/', { token }).outcome;
  expect([at(true), at(false)]).toEqual(['route', 'denied']);
});

test('of two workloads behind a service, each decides for itself', () => {
  const second = workload('shop/web-two', { app: 'web', version: 'two' });
  const simulator = shop(second, policy('shop/p', { selector: { matchLabels: { version: 'two' } } }));
  const outcome = ask(simulator, 'http://web/');
  expect(outcome.outcome).toBe('route');
  expect(outcome.endpoints.map(({ workload: name, fails }) => [name, fails])).toEqual([
    ['web', undefined],
    ['web-two', 'denied'],
  ]);
  expect(outcome.authorization?.decision).toBe('mixed');
});

test('what another namespace may not is denied there alone', () => {
  const simulator = shop(policy('shop/p', { rules: [source({ namespaces: ['shop'] })] }));
  expect(from(simulator, 'client.other', 'http://web.shop/').outcome).toBe('denied');
  expect(ask(simulator, 'http://web/').outcome).toBe('route');
});

test('pods that get the same from istiod show each their own identity', () => {
  const only = policy('shop/only', { rules: [{ from: [{ source: { principals: ['*/sa/caller'] } }] }] });
  const simulator = shop(only, workload('shop/batch', {}, { serviceAccountName: 'batch' }));
  const asked = (name: string) => from(simulator, name, 'http://web/').outcome;
  expect([asked('caller.shop'), asked('batch.shop'), asked('caller.shop')]).toEqual(['route', 'denied', 'route']);
});
