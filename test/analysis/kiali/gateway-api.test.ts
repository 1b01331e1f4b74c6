import { gatewayApi, namespace, service } from '../manifests';
import { checkRule } from './check';

const listener = (rest: object = {}) => ({ name: 'http', port: 80, protocol: 'HTTP', ...rest });
const gateway = (place: string, ...listeners: object[]) => gatewayApi('Gateway', place, { gatewayClassName: 'istio', listeners });
const route = (parent: object, backend?: object, hostnames: readonly string[] = []) =>
  gatewayApi('HTTPRoute', 'shop/r', {
    parentRefs: [parent],
    hostnames,
    rules: backend === undefined ? [] : [{ backendRefs: [backend] }],
  });
const from = (value: object) => listener({ allowedRoutes: { namespaces: value } });
const notThere = (got: string) => [`HTTPRoute/shop/r: spec.parentRefs[0] is no Gateway that exists, got "${got}"`];
const notTaken = (got: string) => [
  `HTTPRoute/shop/r: spec.parentRefs[0] is a Gateway without a listener for routes of namespace shop, got "${got}"`,
];

checkRule(
  'KIA1401',
  [
    ['it does not exist', route({ name: 'g' }), notThere('shop/g')],
    ['it is in another namespace', gateway('edge/g', listener()) + route({ name: 'g' }), notThere('shop/g')],
    [
      'it takes routes of its namespace',
      gateway('edge/g', listener()) + route({ name: 'g', namespace: 'edge' }),
      notTaken('edge/g'),
    ],
    [
      'its selector does not pick the namespace',
      namespace('shop', { team: 'b' }) +
        gateway('edge/g', from({ from: 'Selector', selector: { matchLabels: { team: 'a' } } })) +
        route({ name: 'g', namespace: 'edge' }),
      notTaken('edge/g'),
    ],
    [
      'it has no listener of the name',
      gateway('shop/g', listener()) + route({ name: 'g', sectionName: 'https' }),
      ['HTTPRoute/shop/r: spec.parentRefs[0].sectionName is no listener of Gateway shop/g, got "https"'],
    ],
    [
      'it has no listener for the port',
      gateway('shop/g', listener()) + route({ name: 'g', port: 8080 }),
      ['HTTPRoute/shop/r: spec.parentRefs[0].port is no port of a listener of Gateway shop/g, got 8080'],
    ],
    [
      'it takes other kinds',
      gateway('shop/g', listener({ allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } })) + route({ name: 'g' }),
      ['HTTPRoute/shop/r: spec.parentRefs[0] is a Gateway without a listener for HTTPRoutes, got "shop/g"'],
    ],
    [
      'it passes TLS on',
      gateway('shop/g', listener({ protocol: 'TLS', tls: { mode: 'Passthrough' } })) + route({ name: 'g' }),
      ['HTTPRoute/shop/r: spec.parentRefs[0] is a Gateway without a listener for HTTPRoutes, got "shop/g"'],
    ],
    [
      'it takes other hosts',
      gateway('shop/g', listener({ hostname: '*.example.com' })) + route({ name: 'g' }, undefined, ['shop.example.org']),
      ['HTTPRoute/shop/r: spec.hostnames has no host that Gateway shop/g takes of namespace shop, got ["shop.example.org"]'],
    ],
    [
      'the listener that is named does not',
      gateway('edge/g', listener(), { ...from({ from: 'All' }), name: 'all' }) +
        route({ name: 'g', namespace: 'edge', sectionName: 'http' }),
      notTaken('edge/g'),
    ],
  ],
  [
    ['it takes it', gateway('shop/g', listener()) + route({ name: 'g' })],
    ['it takes all', gateway('edge/g', from({ from: 'All' })) + route({ name: 'g', namespace: 'edge' })],
    [
      'its selector picks the namespace',
      namespace('shop', { team: 'a' }) +
        gateway('edge/g', from({ from: 'Selector', selector: { matchLabels: { team: 'a' } } })) +
        route({ name: 'g', namespace: 'edge' }),
    ],
    [
      'it takes one of the hosts',
      gateway('shop/g', listener({ hostname: '*.example.com' })) +
        route({ name: 'g', sectionName: 'http', port: 80 }, undefined, ['shop.example.org', 'shop.example.com']),
    ],
    ['it takes all hosts', gateway('shop/g', listener()) + route({ name: 'g' }, undefined, ['shop.example.org'])],
    ['a listener of a waypoint', gateway('shop/g', listener({ protocol: 'HBONE' })) + route({ name: 'g' })],
    ['the parent is a Service', route({ group: '', kind: 'Service', name: 'a' })],
  ],
);

const parent = gateway('shop/g', listener());
const noService = (got: string) => [`HTTPRoute/shop/r: spec.rules[0].backendRefs[0] is no Service that exists, got "${got}"`];
checkRule(
  'KIA1402',
  [
    ['it does not exist', parent + route({ name: 'g' }, { name: 'web', port: 80 }), noService('shop/web')],
    ['it is misspelt', parent + service('shop/web', {}) + route({ name: 'g' }, { name: 'wbe', port: 80 }), noService('shop/wbe')],
    [
      'it is in another namespace',
      parent + service('web/web', {}) + route({ name: 'g' }, { name: 'web', port: 80 }),
      noService('shop/web'),
    ],
  ],
  [
    ['it exists', parent + service('shop/web', {}) + route({ name: 'g' }, { name: 'web', port: 80 })],
    [
      'it is in the namespace that is named',
      parent + service('web/web', {}) + route({ name: 'g' }, { name: 'web', namespace: 'web', port: 80 }),
    ],
    [
      'the backend is of another kind',
      parent + route({ name: 'g' }, { group: 'networking.istio.io', kind: 'Hostname', name: 'a.com', port: 80 }),
    ],
  ],
);

const onBoth = (place: string, other: string, got: string) =>
  `Gateway/${place}: spec.listeners[0].hostname is a host of Gateway ${other} on the same port, got "${got}"`;
const host = (hostname: string, port = 80) => listener({ hostname, port });
checkRule(
  'KIA1501',
  [
    [
      'two have them',
      gateway('shop/a', host('a.com')) + gateway('shop/b', host('a.com')),
      [onBoth('shop/a', 'shop/b', 'a.com'), onBoth('shop/b', 'shop/a', 'a.com')],
    ],
    [
      'they are in two namespaces',
      gateway('shop/a', host('a.com')) + gateway('web/b', host('a.com')),
      [onBoth('shop/a', 'web/b', 'a.com'), onBoth('web/b', 'shop/a', 'a.com')],
    ],
    [
      'they are for many hosts',
      gateway('shop/a', host('*.a.com')) + gateway('shop/b', host('*.a.com')),
      [onBoth('shop/a', 'shop/b', '*.a.com'), onBoth('shop/b', 'shop/a', '*.a.com')],
    ],
  ],
  [
    ['the hosts differ', gateway('shop/a', host('a.com')) + gateway('shop/b', host('b.com'))],
    ['the ports differ', gateway('shop/a', host('a.com')) + gateway('shop/b', host('a.com', 81))],
    ['they name no host', gateway('shop/a', listener()) + gateway('shop/b', listener())],
  ],
);

const at = (place: string, ...addresses: object[]) =>
  gatewayApi('Gateway', place, { gatewayClassName: 'istio', listeners: [listener()], addresses });
const shared = (place: string, other: string, got: string) =>
  `Gateway/${place}: spec.addresses[0].value is an address of Gateway ${other} too, got "${got}"`;
checkRule(
  'KIA1502',
  [
    [
      'two have it',
      at('shop/a', { value: '10.0.0.1' }) + at('shop/b', { type: 'IPAddress', value: '10.0.0.1' }),
      [shared('shop/a', 'shop/b', '10.0.0.1'), shared('shop/b', 'shop/a', '10.0.0.1')],
    ],
    [
      'it is a name',
      at('shop/a', { type: 'Hostname', value: 'gw.a.com' }) + at('web/b', { type: 'Hostname', value: 'gw.a.com' }),
      [shared('shop/a', 'web/b', 'gw.a.com'), shared('web/b', 'shop/a', 'gw.a.com')],
    ],
    [
      'one has two',
      at('shop/a', { value: '10.0.0.1' }) + at('shop/b', { value: '10.0.0.1' }, { value: '10.0.0.2' }),
      [shared('shop/a', 'shop/b', '10.0.0.1'), shared('shop/b', 'shop/a', '10.0.0.1')],
    ],
  ],
  [
    ['they differ', at('shop/a', { value: '10.0.0.1' }) + at('shop/b', { value: '10.0.0.2' })],
    ['they are of two types', at('shop/a', { value: 'a' }) + at('shop/b', { type: 'Hostname', value: 'a' })],
    ['there are none', at('shop/a') + at('shop/b')],
  ],
);
