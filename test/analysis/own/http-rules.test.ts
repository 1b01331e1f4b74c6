import { destinationRule, gateway, httpRule, matches, service, virtualService } from './manifests';
import { testRule } from './rule-cases';

testRule({
  code: 'MESH0101',
  trips: {
    'a timeout beside a delay': [
      httpRule('timeout: 1s, fault: { delay: { fixedDelay: 2s, percentage: { value: 100 } } }'),
      'spec.http[0].timeout does not cut fault.delay short, which is not counted against it, got "1s"',
    ],
    'retries beside an abort': [
      httpRule('retries: { attempts: 3 }, fault: { abort: { httpStatus: 503, percentage: { value: 10 } } }'),
      'spec.http[0].retries cannot help against fault.abort',
    ],
    'a timeout longer than the delay, which does not add up either': [
      httpRule('timeout: 10s, fault: { delay: { fixedDelay: 2s, percentage: { value: 1 } } }'),
      'spec.http[0].timeout',
    ],
  },
  misses: {
    'a fault alone': httpRule('fault: { delay: { fixedDelay: 2s, percentage: { value: 100 } } }'),
    'a timeout beside an abort': httpRule('timeout: 1s, fault: { abort: { httpStatus: 503, percentage: { value: 10 } } }'),
    'retries that are turned off': httpRule('retries: { attempts: 0 }, fault: { abort: { httpStatus: 503 } }'),
  },
});

testRule({
  code: 'MESH0103',
  trips: {
    'three tries of 2s within 5s': [
      httpRule('timeout: 5s, retries: { attempts: 2, perTryTimeout: 2s }'),
      'spec.http[0].timeout ends before 3 tries of 2s can, got "5s"',
    ],
    'one try longer than all of them': [httpRule('timeout: 1s, retries: { attempts: 1, perTryTimeout: 2s }'), 'before 2 tries'],
    'one try as long as all of them': [httpRule('timeout: 1s, retries: { attempts: 1, perTryTimeout: 1s }'), 'before 2 tries'],
  },
  misses: {
    'tries that fit exactly': httpRule('timeout: 6s, retries: { attempts: 2, perTryTimeout: 2s }'),
    'no limit of one try': httpRule('timeout: 1s, retries: { attempts: 5 }'),
    'no limit of all tries': httpRule('retries: { attempts: 5, perTryTimeout: 10s }'),
    'no retries': httpRule('timeout: 1s, retries: { attempts: 0, perTryTimeout: 2s }'),
  },
});

testRule({
  code: 'MESH0104',
  trips: {
    'a longer prefix after a shorter one': [
      matches('[{ uri: { prefix: /api } }]', '[{ uri: { prefix: /api/v2 } }]'),
      'spec.http[1].match[0] is never reached, since spec.http[0].match[0] takes all of its requests before',
    ],
    'an exact path after a regular expression that matches it': [
      matches('[{ uri: { regex: "/items/[0-9]+" } }]', '[{ uri: { exact: /items/7 } }]'),
      'spec.http[1].match[0]',
    ],
    'one more condition after the same path': [
      matches('[{ uri: { prefix: /api } }]', '[{ uri: { prefix: /api }, headers: { end-user: { exact: jason } } }]'),
      'spec.http[1].match[0]',
    ],
    'a prefix after a regular expression that takes all below it': [
      matches('[{ uri: { regex: "/api/.*" } }]', '[{ uri: { prefix: /api/v1 } }]'),
      'spec.http[1].match[0]',
    ],
  },
  misses: {
    'the second match of one rule, which does the same': matches('[{ uri: { prefix: /a } }, { uri: { exact: /abc } }]'),
    'the longer prefix first': matches('[{ uri: { prefix: /api/v2 } }]', '[{ uri: { prefix: /api } }]'),
    'a regular expression that does not match the path': matches(
      '[{ uri: { regex: "/items/[0-9]+" } }]',
      '[{ uri: { exact: /items/seven } }]',
    ),
    'an earlier match that asks for a header': matches(
      '[{ uri: { prefix: / }, headers: { end-user: { exact: jason } } }]',
      '[{ uri: { prefix: /api } }]',
    ),
    'an earlier match for other callers': matches(
      '[{ uri: { prefix: /a }, sourceLabels: { app: x } }]',
      '[{ uri: { exact: /ab } }]',
    ),
    'a prefix in other letters': matches('[{ uri: { prefix: /API } }]', '[{ uri: { prefix: /api/v2 } }]'),
    'an expression with an alternative': matches('[{ uri: { regex: "/a|/b.*" } }]', '[{ uri: { prefix: /a } }]'),
  },
});

const atGateway = (name: string, match: string, rest = 'hosts: [a.example.com]') =>
  virtualService(
    name,
    `{ ${rest}, gateways: [front], http: [{ match: [${match}], route: [{ destination: { host: reviews } }] }] }`,
  );

testRule({
  code: 'MESH0105',
  trips: {
    'one path in two objects': [
      atGateway('a', '{ uri: { prefix: /x } }') + atGateway('b', '{ uri: { prefix: /x } }'),
      'VirtualService/shop/b: VirtualService shop/b has a match for host a.example.com of gateway shop/front that VirtualService shop/a has as well',
    ],
    'two names of a match': [
      atGateway('a', '{ name: one, uri: { exact: /x } }') + atGateway('b', '{ name: two, uri: { exact: /x } }'),
      'VirtualService/shop/b',
    ],
    'everything in both': [
      `${virtualService('a', '{ hosts: [A.example.com], gateways: [shop/front], http: [{ route: [{ destination: { host: x } }] }] }')}${virtualService('b', '{ hosts: [a.example.com], gateways: [front], http: [{ route: [{ destination: { host: z } }] }] }')}`,
      'VirtualService/shop/b',
    ],
  },
  misses: {
    'two paths': atGateway('a', '{ uri: { prefix: /x } }') + atGateway('b', '{ uri: { prefix: /y } }'),
    'two hosts': atGateway('a', '{ uri: { prefix: /x } }') + atGateway('b', '{ uri: { prefix: /x } }', 'hosts: [b.example.com]'),
    'two gateways': `${atGateway('a', '{ uri: { prefix: /x } }')}${virtualService('b', '{ hosts: [a.example.com], gateways: [back], http: [{ match: [{ uri: { prefix: /x } }], route: [{ destination: { host: x } }] }] }')}`,
  },
});

const root = (delegate: string) => virtualService('root', `{ hosts: [reviews], http: [{ delegate: ${delegate} }] }`);
const leaf = (rest = '', namespace = 'team') =>
  virtualService('leaf', `{ ${rest} http: [{ route: [{ destination: { host: reviews.shop.svc.cluster.local } }] }] }`, namespace);

testRule({
  code: 'MESH0106',
  trips: {
    'no such object': [
      root('{ name: leef, namespace: team }') + leaf(),
      'is no VirtualService, so this rule is left out, got "team/leef"',
    ],
    'of another namespace': [root('{ name: leaf }') + leaf(), 'got "shop/leaf"'],
    'not exported': [root('{ name: leaf, namespace: team }') + leaf('exportTo: ["."],'), 'is not exported to namespace shop'],
    'with hosts': [root('{ name: leaf, namespace: team }') + leaf('hosts: [x],'), 'has hosts, so it is no delegate'],
  },
  misses: {
    'of the own namespace': root('{ name: leaf }') + leaf('', 'shop'),
    'exported to all': root('{ name: leaf, namespace: team }') + leaf(),
    'exported to this one': root('{ name: leaf, namespace: team }') + leaf('exportTo: [shop, "."],'),
  },
});

const http = (host: string, gateways = '') =>
  virtualService('rules', `{ hosts: [${host}], ${gateways} http: [{ route: [{ destination: { host: ${host} } }] }] }`);

testRule({
  code: 'MESH0107',
  trips: {
    'a port for TCP': [
      service('db', 'shop', '[{ name: tcp-db, port: 5432 }]') + http('db'),
      'spec.hosts[0] has no port on which rules for HTTP are looked at, got ["5432 tcp-db is TCP"]',
    ],
    'a port for HTTPS': [service('web', 'shop', '[{ name: https, port: 443 }]') + http('web'), '443 https is HTTPS'],
    'a port known by its number': [service('db', 'shop', '[{ port: 27017 }]') + http('db'), '27017 is TCP'],
  },
  misses: {
    'one of its ports is for HTTP': service('db', 'shop', '[{ name: tcp, port: 1 }, { name: http, port: 80 }]') + http('db'),
    'a port without protocol': service('db', 'shop', '[{ name: x, port: 80 }]') + http('db'),
    'rules for a gateway':
      service('db', 'shop', '[{ name: tcp, port: 1 }]') + gateway('front', '{}') + http('db', 'gateways: [front],'),
    'rules for connections': `${service('db', 'shop', '[{ name: tcp, port: 1 }]')}${virtualService('rules', '{ hosts: [db], tcp: [{ route: [{ destination: { host: db } }] }] }')}`,
  },
});

const route = (host: string) =>
  virtualService('rules', `{ hosts: [x.example.com], http: [{ route: [{ destination: { host: ${host} } }] }] }`);

testRule({
  code: 'MESH0109',
  trips: {
    'a short name of another namespace': [
      service('reviews', 'prod') + route('reviews'),
      'spec.http[0].route[0].destination.host means reviews.shop.svc.cluster.local, which is no service, got "reviews"',
    ],
    'a name with its namespace': [
      service('reviews', 'prod') + route('reviews.prod'),
      'spec.http[0].route[0].destination.host is taken as it is, and is no service, got "reviews.prod"',
    ],
    'the host of a DestinationRule': [
      service('reviews', 'prod') + destinationRule('r', '{ host: reviews.prod.svc }'),
      'spec.host is taken',
    ],
  },
  misses: {
    'a Service of the own namespace': service('reviews') + service('reviews', 'prod') + route('reviews'),
    'the full name': service('reviews', 'prod') + route('reviews.prod.svc.cluster.local'),
    'a name that nobody has': service('reviews', 'prod') + route('ratings'),
    'an outside host whose first label is a Service': service('reviews', 'prod') + route('reviews.example.com'),
  },
});
