import { deployment, gateway, httpRule, service, virtualService } from './manifests';
import { testRule } from './rule-cases';

const delayed = (match: string, delay = '5s') =>
  virtualService(
    'ratings',
    `{ hosts: [ratings], http: [{ match: [${match}], fault: { delay: { fixedDelay: ${delay}, percentage: { value: 100 } } }, route: [{ destination: { host: ratings } }] }] }`,
  );
const callers = deployment('reviews') + service('reviews') + service('ratings');

testRule({
  code: 'MESH0102',
  trips: {
    'callers that are waited for 2 s': [
      callers + httpRule('timeout: 2s') + delayed('{ sourceLabels: { app: reviews } }'),
      'spec.http[0].fault.delay.fixedDelay is longer than timeout 2s of spec.http[0] of VirtualService shop/reviews',
    ],
    'callers of a namespace': [
      callers + httpRule('timeout: 4999ms') + delayed('{ sourceLabels: { app: reviews }, sourceNamespace: shop }'),
      'timeout 4999ms',
    ],
    'one of two kinds of callers': [
      callers +
        deployment('web') +
        httpRule('timeout: 2s') +
        delayed('{ sourceLabels: { app: web } }, { sourceLabels: { app: reviews } }'),
      'timeout 2s',
    ],
  },
  misses: {
    'callers that are waited for as long': callers + httpRule('timeout: 5s') + delayed('{ sourceLabels: { app: reviews } }'),
    'callers that are always waited for':
      callers + httpRule('retries: { attempts: 0 }') + delayed('{ sourceLabels: { app: reviews } }'),
    'a delay for everybody': callers + httpRule('timeout: 2s') + delayed('{ uri: { prefix: / } }'),
    'other callers': callers + deployment('web') + httpRule('timeout: 2s') + delayed('{ sourceLabels: { app: web } }'),
  },
});

const two = (ports: string) => service('reviews') + service('api', 'shop', ports);
const toApi = (port = '', rest = '', match = '') =>
  virtualService('rules', `{ hosts: [reviews], ${rest} http: [{ ${match} route: [{ destination: { host: api ${port} } }] }] }`);
const AT_8080 = '[{ name: http, port: 8080 }]';

testRule({
  code: 'MESH0108',
  trips: {
    'a Service with another port': [
      two(AT_8080) + toApi(),
      'spec.http[0].route[0].destination has no port, so that sidecars take 80, on which they were called and which api.shop.svc.cluster.local does not have, got "api"',
    ],
    'one of two ports of the host': [
      service('reviews', 'shop', '[{ name: http, port: 80 }, { name: http-admin, port: 81 }]') + service('api') + toApi(),
      'sidecars take 81',
    ],
    'a mirror': [two(AT_8080) + httpRule('mirror: { host: api }'), 'spec.http[0].mirror has no port'],
  },
  misses: {
    'the same port': two('[{ name: http, port: 80 }]') + toApi(),
    'a destination with a port': two(AT_8080) + toApi(', port: { number: 8080 }'),
    'rules for a gateway, which takes the only port': two(AT_8080) + toApi('', 'gateways: [entry],'),
    'a port of the host that is not for HTTP':
      service('reviews', 'shop', '[{ name: http, port: 80 }, { name: tcp, port: 81 }]') + service('api') + toApi(),
    'a match for the port that both have':
      service('reviews', 'shop', '[{ name: http, port: 80 }, { name: http-admin, port: 81 }]') +
      service('api') +
      toApi('', '', 'match: [{ port: 80 }],'),
    'a destination that is not known': service('reviews') + toApi(),
  },
});

testRule({
  code: 'MESH0112',
  trips: {
    'a delay without percentage': [
      httpRule('fault: { delay: { fixedDelay: 2s } }'),
      'spec.http[0].fault.delay is for no request, since percentage is 0, got {"delay":{"fixedDelay":"2s"}}',
    ],
    'an abort without percentage': [httpRule('fault: { abort: { httpStatus: 503 } }'), 'spec.http[0].fault.abort'],
    'a percentage without value': [httpRule('fault: { abort: { httpStatus: 503, percentage: {} } }'), 'spec.http[0].fault.abort'],
  },
  misses: {
    'a percentage': httpRule('fault: { delay: { fixedDelay: 2s, percentage: { value: 0.1 } } }'),
    'a percentage of the old form': httpRule('fault: { delay: { fixedDelay: 2s, percent: 5 } }'),
    'no fault': httpRule('timeout: 2s'),
  },
});

testRule({
  code: 'MESH0114',
  trips: {
    'attempts alone': [httpRule('retries: { attempts: 3 }'), 'spec.http[0].retries has no retryOn'],
    'a limit of each try': [httpRule('retries: { attempts: 1, perTryTimeout: 1s }'), 'got 1'],
    'no condition': [httpRule('retries: { attempts: 2, retryOn: "" }'), 'got 2'],
  },
  misses: {
    'a condition': httpRule('retries: { attempts: 3, retryOn: 5xx }'),
    'no retries': httpRule('retries: { attempts: 0 }'),
    'nothing about retries': httpRule('timeout: 1s'),
  },
});

testRule({
  code: 'MESH0115',
  trips: {
    'the same Service': [
      httpRule('mirror: { host: reviews }'),
      'spec.http[0].mirror is a destination of the same rule, which gets its requests twice, got "reviews"',
    ],
    'the same Service by its full name': [httpRule('mirror: { host: reviews.shop.svc.cluster.local }'), 'spec.http[0].mirror'],
    'one of several mirrors': [
      httpRule('mirrors: [{ destination: { host: copy } }, { destination: { host: reviews } }]'),
      'spec.http[0].mirrors[1].destination',
    ],
  },
  misses: {
    'another subset': httpRule('mirror: { host: reviews, subset: v2 }'),
    'another Service': httpRule('mirror: { host: copy }'),
    'another port': httpRule('mirror: { host: reviews, port: { number: 81 } }'),
  },
});

const server = (protocol: string, tls = '', hosts = '[a.example.com]') =>
  `{ port: { number: 443, name: p, protocol: ${protocol} }, hosts: ${hosts} ${tls} }`;
const behind = (rules: string, ...servers: string[]) =>
  gateway('entry', `{ selector: { app: entry }, servers: [${servers.join(', ')}] }`) +
  virtualService('rules', `{ hosts: [a.example.com], gateways: [entry], ${rules} }`);
const HTTP = 'http: [{ route: [{ destination: { host: reviews } }] }]';
const TLS = 'tls: [{ match: [{ sniHosts: [a.example.com] }], route: [{ destination: { host: reviews } }] }]';
const TCP = 'tcp: [{ route: [{ destination: { host: reviews } }] }]';
const PASSTHROUGH = ', tls: { mode: PASSTHROUGH }';
const SIMPLE = ', tls: { mode: SIMPLE, credentialName: a }';

testRule({
  code: 'MESH0301',
  trips: {
    'HTTP behind a server that passes TLS on': [
      behind(HTTP, server('HTTPS', PASSTHROUGH)),
      'spec.http is not asked by any server that takes a host of the VirtualService, got ["HTTPS PASSTHROUGH"]',
    ],
    'TLS behind a server that ends it': [behind(TLS, server('HTTPS', SIMPLE)), 'spec.tls is not asked'],
    'HTTP behind a server that ends TLS for TCP': [behind(HTTP, server('TLS', SIMPLE)), 'spec.http is not asked'],
    'TCP behind HTTP': [behind(TCP, server('HTTP')), 'spec.tcp is not asked'],
  },
  misses: {
    'HTTP behind a server that ends TLS': behind(HTTP, server('HTTPS', SIMPLE)),
    'TLS behind a server that passes it on': behind(TLS, server('TLS', PASSTHROUGH)),
    'TCP behind a server that ends TLS': behind(TCP, server('TLS', SIMPLE)),
    'one server for each': behind(`${HTTP}, ${TLS}`, server('HTTPS', PASSTHROUGH), server('HTTP')),
    'servers of other hosts': behind(HTTP, server('HTTPS', PASSTHROUGH, '[b.example.com]')),
    'a Gateway that is not known': virtualService('rules', `{ hosts: [a.example.com], gateways: [entry], ${HTTP} }`),
  },
});

const listening = (name: string, hosts: string, tls = SIMPLE, more = '', selector = 'entry') =>
  gateway(name, `{ selector: { app: ${selector} }, servers: [${server('HTTPS', `${tls} ${more}`, hosts)}] }`);

testRule({
  code: 'MESH0302',
  trips: {
    'one host in two Gateways': [
      listening('a', '[a.io, b.io]') + listening('b', '[b.io, c.io]'),
      'Gateway/shop/b: spec.servers[0].hosts has a host that servers[0] of Gateway shop/a has for port 443, so that the whole server is left out, and so are its other hosts, got "b.io"',
    ],
    'one host in one Gateway': [
      gateway('a', `{ selector: { app: entry }, servers: [${server('HTTPS', SIMPLE)}, ${server('TLS', PASSTHROUGH)}] }`),
      'spec.servers[1].hosts',
    ],
    'two redirects': [
      listening('a', '[a.io]', ', tls: { httpsRedirect: true }') + listening('b', '[a.io]', ', tls: { httpsRedirect: true }'),
      'Gateway/shop/b',
    ],
    'two selectors of the same pods': [
      deployment('entry', 'shop', { labels: ', istio: gate' }) +
        listening('a', '[a.io]') +
        gateway('b', `{ selector: { istio: gate }, servers: [${server('HTTPS', SIMPLE, '[a.io]')}] }`),
      'Gateway/shop/b',
    ],
  },
  misses: {
    'two hosts': listening('a', '[a.io]') + listening('b', '[b.io]'),
    'two addresses': listening('a', '[a.io]', SIMPLE, ', bind: 10.0.0.1') + listening('b', '[a.io]'),
    'other pods': listening('a', '[a.io]') + listening('b', '[a.io]', SIMPLE, '', 'back'),
    'two servers for HTTP, which are joined': listening('a', '[a.io]', '') + listening('b', '[a.io]', ''),
    'a wildcard and one of its hosts': listening('a', '["*.a.io"]') + listening('b', '[x.a.io]'),
  },
});

const plain = (name: string, protocol: string, host = 'a.io', more = '') =>
  gateway(
    name,
    `{ selector: { app: entry }, servers: [{ port: { number: 80, name: p, protocol: ${protocol} }, hosts: [${host}] ${more} }] }`,
  );

testRule({
  code: 'MESH0303',
  trips: {
    'TCP after HTTP': [
      plain('a', 'HTTP') + plain('b', 'TCP', 'b.io'),
      'Gateway/shop/b: spec.servers[0].port is taken for HTTP by servers[0] of Gateway shop/a, so that this server is left out',
    ],
    'HTTP after TCP': [plain('a', 'TCP') + plain('b', 'HTTP', 'b.io'), 'is taken for TCP by servers[0] of Gateway shop/a'],
    'two servers for TCP': [plain('a', 'TCP') + plain('b', 'TCP', 'b.io'), 'Gateway/shop/b'],
    'a redirect after TCP': [plain('a', 'TCP') + plain('b', 'HTTP', 'b.io', ', tls: { httpsRedirect: true }'), 'Gateway/shop/b'],
  },
  misses: {
    'two servers for HTTP': plain('a', 'HTTP') + plain('b', 'HTTP2', 'b.io'),
    'a redirect beside HTTP': plain('a', 'HTTP') + plain('b', 'HTTP', 'b.io', ', tls: { httpsRedirect: true }'),
    'two addresses': plain('a', 'HTTP') + plain('b', 'TCP', 'b.io', ', bind: 10.0.0.1'),
    'two servers for TLS': listening('a', '[a.io]') + listening('b', '[b.io]'),
  },
});

const root = (match: string) =>
  virtualService('root', `{ hosts: [reviews], http: [{ match: [${match}], delegate: { name: leaf } }] }`);
const leaf = (rest: string) => virtualService('leaf', `{ http: [{ ${rest} route: [{ destination: { host: reviews } }] }] }`);

testRule({
  code: 'MESH0116',
  trips: {
    'a path outside of the prefix': [
      root('{ uri: { prefix: /a } }') + leaf('match: [{ uri: { prefix: /b } }],'),
      'VirtualService/shop/leaf: spec.http[0].match has a condition that fits under none of spec.http[0].match of VirtualService shop/root',
    ],
    'a regular expression': [root('{ uri: { prefix: /a } }') + leaf('match: [{ uri: { regex: "/a/.*" } }],'), 'got [{"uri"'],
    'no namespace of the source where the root has one': [
      root('{ sourceNamespace: web }') + leaf('match: [{ uri: { prefix: /a } }],'),
      'VirtualService/shop/leaf',
    ],
    'one of two conditions': [
      root('{ uri: { prefix: /a } }') + leaf('match: [{ uri: { prefix: /a/b } }, { uri: { exact: /c } }],'),
      'so that the whole rule is left out',
    ],
  },
  misses: {
    'a path below the prefix': root('{ uri: { prefix: /a } }') + leaf('match: [{ uri: { exact: /a/b } }],'),
    'no condition': root('{ sourceNamespace: web }') + leaf(''),
    'another field': root('{ uri: { prefix: /a } }') + leaf('match: [{ headers: { x: { exact: y } } }],'),
    'no delegate': leaf('match: [{ uri: { prefix: /b } }],'),
  },
});

const headless = (name: string) => service(name, 'shop', '[{ name: http, port: 80 }]', ', clusterIP: None');

testRule({
  code: 'MESH0117',
  trips: {
    'another host': [
      service('reviews') + headless('api') + toApi(),
      'spec.http[0].route[0].destination.host is a Service without an address',
    ],
    'a mirror': [service('reviews') + headless('api') + httpRule('mirror: { host: api }'), 'spec.http[0].mirror.host'],
    'rules for both': [service('reviews') + headless('api') + toApi('', 'gateways: [mesh, entry],'), 'got "api"'],
  },
  misses: {
    'the same host': headless('reviews') + httpRule('timeout: 1s'),
    'a Service with an address': service('reviews') + service('api') + toApi(),
    'rules for a gateway': service('reviews') + headless('api') + toApi('', 'gateways: [entry],'),
  },
});

const sni = (name: string, hosts: string, rest = 'gateways: [entry]', more = '') =>
  virtualService(
    name,
    `{ hosts: [a.io, b.io], ${rest}, tls: [{ match: [{ sniHosts: ${hosts} ${more} }], route: [{ destination: { host: reviews } }] }] }`,
  );

testRule({
  code: 'MESH0304',
  trips: {
    'one name in two VirtualServices': [
      sni('a', '[a.io]') + sni('b', '[b.io, a.io]'),
      'VirtualService/shop/b: spec.tls[0].match[0].sniHosts[1] is taken at the same gateway by spec.tls[0].match[0].sniHosts[0] of VirtualService shop/a',
    ],
    'one name twice in one': [sni('a', '[a.io, a.io]'), 'by spec.tls[0].match[0].sniHosts[0], so that'],
    'two names of the Gateway': [sni('a', '[a.io]') + sni('b', '[a.io]', 'gateways: [shop/entry]'), 'VirtualService/shop/b'],
  },
  misses: {
    'two names': sni('a', '[a.io]') + sni('b', '[b.io]'),
    'two gateways': sni('a', '[a.io]') + sni('b', '[a.io]', 'gateways: [back]'),
    'two ports': sni('a', '[a.io]', undefined, ', port: 443') + sni('b', '[a.io]', undefined, ', port: 8443'),
    'a wildcard beside one of its names': sni('a', '["*.io"]') + sni('b', '[a.io]'),
  },
});
