import { deployment, istio, object, service } from '../manifests';
import { checkRule } from './check';

const rule = (place: string, spec: object) => istio('DestinationRule', place, spec);
const subsets = (...names: string[]) => ({ subsets: names.map((version) => ({ name: version, labels: { version } })) });
const also = (place: string, field: string, other: string, got: string) =>
  `DestinationRule/${place}: ${field} is in DestinationRule ${other} as well, got "${got}"`;

checkRule(
  'KIA0201',
  [
    [
      'two are for one host',
      rule('shop/a', { host: 'reviews' }) + rule('shop/b', { host: 'reviews.shop.svc.cluster.local' }),
      [also('shop/a', 'spec.host', 'shop/b', 'reviews'), also('shop/b', 'spec.host', 'shop/a', 'reviews.shop.svc.cluster.local')],
    ],
    [
      'two have one subset',
      rule('shop/a', { host: 'reviews', ...subsets('v1', 'v2') }) + rule('shop/b', { host: 'reviews', ...subsets('v2') }),
      [also('shop/a', 'spec.subsets[1].name', 'shop/b', 'v2'), also('shop/b', 'spec.subsets[0].name', 'shop/a', 'v2')],
    ],
    [
      'two of different namespaces are for all',
      rule('shop/a', { host: 'a.com' }) + rule('web/b', { host: 'a.com' }),
      [also('shop/a', 'spec.host', 'web/b', 'a.com'), also('web/b', 'spec.host', 'shop/a', 'a.com')],
    ],
  ],
  [
    ['the hosts differ', rule('shop/a', { host: 'reviews' }) + rule('shop/b', { host: 'ratings' })],
    [
      'the subsets differ',
      rule('shop/a', { host: 'reviews', ...subsets('v1') }) + rule('shop/b', { host: 'reviews', ...subsets('v2') }),
    ],
    ['one is for its namespace alone', rule('shop/a', { host: 'a.com', exportTo: ['.'] }) + rule('web/b', { host: 'a.com' })],
    [
      'one is for some of the clients',
      rule('shop/a', { host: 'a.com' }) + rule('shop/b', { host: 'a.com', workloadSelector: { matchLabels: { app: 'x' } } }),
    ],
  ],
);

const noLabels = (i: number, name: string) => [
  `DestinationRule/shop/a: spec.subsets[${i}] has no labels, so it is all pods of the host, got "${name}"`,
];
checkRule(
  'KIA0209',
  [
    ['there are none', rule('shop/a', { host: 'a', subsets: [{ name: 'v1' }] }), noLabels(0, 'v1')],
    ['there is an empty map', rule('shop/a', { host: 'a', subsets: [{ name: 'v1', labels: {} }] }), noLabels(0, 'v1')],
    [
      'it is the second',
      rule('shop/a', { host: 'a', subsets: [{ name: 'v1', labels: { a: 'b' } }, { name: 'v2' }] }),
      noLabels(1, 'v2'),
    ],
  ],
  [
    ['there are labels', rule('shop/a', { host: 'a', ...subsets('v1') })],
    ['there is a label without a value', rule('shop/a', { host: 'a', subsets: [{ name: 'v1', labels: { a: '' } }] })],
    ['there is no subset', rule('shop/a', { host: 'a' })],
  ],
);

const app = (...ports: object[]) =>
  deployment('shop/web', { labels: { app: 'web' }, spec: { containers: [{ name: 'app', ports }] } });
const to = (port: object) => service('shop/web', { selector: { app: 'web' }, ports: [port] });
const noPort = (got: string) => [
  `Service/shop/web: spec.ports[0].targetPort is a port that no container behind the Service has, got ${got}`,
];
checkRule(
  'KIA0701',
  [
    ['the number is another', app({ containerPort: 8080 }) + to({ port: 80, targetPort: 8081 }), noPort('8081')],
    ['it is that of the Service', app({ containerPort: 8080 }) + to({ port: 80 }), noPort('80')],
    ['the name is another', app({ containerPort: 8080, name: 'http' }) + to({ port: 80, targetPort: 'web' }), noPort('"web"')],
  ],
  [
    ['the number is right', app({ containerPort: 8080 }) + to({ port: 80, targetPort: 8080 })],
    ['the name is right', app({ containerPort: 8080, name: 'web' }) + to({ port: 80, targetPort: 'web' })],
    ['the containers do not tell their ports', app() + to({ port: 80, targetPort: 8080 })],
    ['nothing is behind the Service', to({ port: 80, targetPort: 8080 })],
  ],
);

const reviews = service('shop/reviews', { ports: [{ port: 80 }] });
const egress = (place: string, ...hosts: string[]) => istio('Sidecar', place, { egress: [{ hosts }] });
checkRule(
  'KIA1004',
  [
    [
      'the Service does not exist',
      reviews + egress('shop/s', './revews.shop.svc.cluster.local'),
      [
        'Sidecar/shop/s: spec.egress[0].hosts[0] is no host that namespace shop has and shows, got "./revews.shop.svc.cluster.local"',
      ],
    ],
    [
      'it is in another namespace',
      reviews + egress('shop/s', 'web/reviews.shop.svc.cluster.local'),
      [
        'Sidecar/shop/s: spec.egress[0].hosts[0] is no host that namespace web has and shows, got "web/reviews.shop.svc.cluster.local"',
      ],
    ],
    [
      'no namespace has it',
      reviews + egress('shop/s', '*/api.example.com'),
      ['Sidecar/shop/s: spec.egress[0].hosts[0] is no host that a namespace has and shows, got "*/api.example.com"'],
    ],
    [
      'it is hidden',
      service('web/a', {}, { annotations: { 'networking.istio.io/exportTo': '.' } }) +
        egress('shop/s', 'web/a.web.svc.cluster.local'),
      ['Sidecar/shop/s: spec.egress[0].hosts[0] is no host that namespace web has and shows, got "web/a.web.svc.cluster.local"'],
    ],
  ],
  [
    ['it is left out', reviews + egress('shop/s', '*/*', '~./review.shop.svc.cluster.local', '~web/a.web.svc.cluster.local')],
    [
      'it exists',
      reviews +
        egress(
          'shop/s',
          './reviews.shop.svc.cluster.local',
          'shop/reviews.shop.svc.cluster.local',
          '*/reviews.shop.svc.cluster.local',
        ),
    ],
    ['it stands for many', reviews + egress('shop/s', './*', '*/*.shop.svc.cluster.local', 'shop/*.cluster.local')],
    ['nothing is taken in', egress('shop/s', '~/*')],
  ],
);

const selecting = (place: string, labels: object) => istio('Sidecar', place, { workloadSelector: { labels } });
const alone = (place: string) => [
  `Sidecar/${place}: spec.workloadSelector makes it one for pods of the root namespace alone, got {"app":"a"}`,
];
checkRule(
  'KIA1006',
  [
    ['it is in istio-system', selecting('istio-system/s', { app: 'a' }), alone('istio-system/s')],
    [
      'the mesh has another root namespace',
      selecting('root/s', { app: 'a' }),
      alone('root/s'),
      { meshConfig: { rootNamespace: 'root' } },
    ],
    [
      'there is one without as well',
      selecting('istio-system/s', { app: 'a' }) + istio('Sidecar', 'istio-system/t'),
      alone('istio-system/s'),
    ],
  ],
  [
    ['it has no selector', istio('Sidecar', 'istio-system/s')],
    ['its selector is empty', selecting('istio-system/s', {})],
    ['it is in another namespace', selecting('shop/s', { app: 'a' })],
  ],
);

const outbound = (outboundTrafficPolicy: object) => istio('Sidecar', 'shop/s', { outboundTrafficPolicy });
checkRule(
  'KIA1007',
  [
    ['it is empty', outbound({}), ['Sidecar/shop/s: spec.outboundTrafficPolicy has no mode, which is REGISTRY_ONLY']],
    [
      'it says something else',
      outbound({ egressProxy: { host: 'a.shop.svc.cluster.local', port: { number: 80 } } }),
      ['Sidecar/shop/s: spec.outboundTrafficPolicy has no mode, which is REGISTRY_ONLY'],
    ],
    [
      'it is in the root namespace',
      istio('Sidecar', 'istio-system/s', { outboundTrafficPolicy: {} }),
      ['Sidecar/istio-system/s: spec.outboundTrafficPolicy has no mode, which is REGISTRY_ONLY'],
    ],
  ],
  [
    ['it has a mode', outbound({ mode: 'REGISTRY_ONLY' })],
    ['it has the other mode', outbound({ mode: 'ALLOW_ANY' })],
    ['there is none', istio('Sidecar', 'shop/s')],
  ],
);

const to1 = (host: string, rest: object = {}, destination: object = {}) => ({ destination: { host, ...destination }, ...rest });
const routes = (kind: string, ...route: object[]) => istio('VirtualService', 'shop/v', { hosts: ['a'], [kind]: [{ route }] });
const only = (field: string, got: number) => [
  `VirtualService/shop/v: ${field} is of the only destination, which gets all requests, got ${got}`,
];
checkRule(
  'KIA1104',
  [
    ['the only destination has one', routes('http', to1('a', { weight: 10 })), only('spec.http[0].route[0].weight', 10)],
    ['it is of connections', routes('tcp', to1('a', { weight: 50 })), only('spec.tcp[0].route[0].weight', 50)],
    ['it is nothing', routes('http', to1('a', { weight: 0 })), only('spec.http[0].route[0].weight', 0)],
  ],
  [
    ['it is all', routes('http', to1('a', { weight: 100 }))],
    ['there is none', routes('http', to1('a'))],
    ['there are two', routes('http', to1('a', { weight: 10 }), to1('b', { weight: 90 }))],
  ],
);

const twice = (got: string) => [
  `VirtualService/shop/v: spec.http[0].route[1].destination is a destination of the route already, got "${got}"`,
];
checkRule(
  'KIA1105',
  [
    [
      'host and subset are the same',
      routes('http', to1('a', {}, { subset: 'v1' }), to1('a', {}, { subset: 'v1' })),
      twice('a v1'),
    ],
    ['neither has a subset', routes('http', to1('a'), to1('a')), twice('a')],
    [
      'the host is written in two ways',
      routes('http', to1('a'), to1('a.shop.svc.cluster.local')),
      twice('a.shop.svc.cluster.local'),
    ],
  ],
  [
    ['the subsets differ', routes('http', to1('a', {}, { subset: 'v1' }), to1('a', {}, { subset: 'v2' }))],
    ['the hosts differ', routes('http', to1('a'), to1('b'))],
    ['the ports differ', routes('http', to1('a', {}, { port: { number: 80 } }), to1('a', {}, { port: { number: 81 } }))],
  ],
);

const on = (place: string, gateway: string, ...hosts: string[]) => istio('VirtualService', place, { hosts, gateways: [gateway] });
const too = (place: string, other: string, got: string, gateway = 'shop/g') =>
  `VirtualService/${place}: spec.hosts[0] is on Gateway ${gateway} by VirtualService ${other} too, got "${got}"`;
checkRule(
  'KIA1106',
  [
    [
      'two are for one host',
      on('shop/a', 'g', 'a.com') + on('shop/b', 'g', 'a.com'),
      [too('shop/a', 'shop/b', 'a.com'), too('shop/b', 'shop/a', 'a.com')],
    ],
    [
      'one is in another namespace',
      on('shop/a', 'g', 'a.com') + on('web/b', 'shop/g', 'a.com'),
      [too('shop/a', 'web/b', 'a.com'), too('web/b', 'shop/a', 'a.com')],
    ],
    [
      'both are for all hosts',
      on('shop/a', 'shop/g', '*') + on('shop/b', 'g', '*'),
      [too('shop/a', 'shop/b', '*'), too('shop/b', 'shop/a', '*')],
    ],
  ],
  [
    ['the hosts differ', on('shop/a', 'g', 'a.com') + on('shop/b', 'g', 'b.com')],
    ['the Gateways differ', on('shop/a', 'g', 'a.com') + on('shop/b', 'h', 'a.com')],
    ['Istio says so', on('shop/a', 'mesh', 'a.com') + on('shop/b', 'mesh', 'a.com')],
  ],
);

const asHost = (got: string, field = 'spec.gateways[0]') => [
  `VirtualService/shop/v: ${field} is a Gateway written as a host, got "${got}"`,
];
const gateways = (...all: string[]) => istio('VirtualService', 'shop/v', { hosts: ['a'], gateways: all });
checkRule(
  'KIA1108',
  [
    ['it is a full host', gateways('g.shop.svc.cluster.local'), asHost('g.shop.svc.cluster.local')],
    ['it is a name with a namespace', gateways('g.shop'), asHost('g.shop')],
    [
      'a match names it',
      istio('VirtualService', 'shop/v', { hosts: ['a'], http: [{ match: [{ gateways: ['g.shop'] }] }] }),
      asHost('g.shop', 'spec.http[0].match[0].gateways[0]'),
    ],
  ],
  [
    ['it has a slash', gateways('shop/g')],
    ['it is a name', gateways('g')],
    ['it is the mesh', gateways('mesh')],
  ],
);

const entry = (place: string, protocol = 'HTTP', exportTo: string[] = [], number = 80) =>
  istio('ServiceEntry', place, { hosts: ['a.com'], exportTo, ports: [{ number, name: 'p', protocol }] });
const shared = (place: string, other: string) =>
  `ServiceEntry/${place}: spec.ports[0].number is a port that ServiceEntry ${other} has for a.com too, got 80`;
checkRule(
  'KIA1211',
  [
    ['two have them', entry('shop/a') + entry('shop/b'), [shared('shop/a', 'shop/b'), shared('shop/b', 'shop/a')]],
    ['they are in two namespaces', entry('shop/a') + entry('web/b'), [shared('shop/a', 'web/b'), shared('web/b', 'shop/a')]],
    [
      'both are for one namespace',
      entry('shop/a', 'HTTP', ['web']) + entry('web/b', 'HTTP', ['.']),
      [shared('shop/a', 'web/b'), shared('web/b', 'shop/a')],
    ],
  ],
  [
    ['the ports differ', entry('shop/a') + entry('shop/b', 'HTTP', [], 81)],
    ['each is for its namespace', entry('shop/a', 'HTTP', ['.']) + entry('web/b', 'HTTP', ['.'])],
    ['Istio says so', entry('shop/a') + entry('shop/b', 'TCP')],
  ],
);

const group = (name: string, serviceAccount?: string, labels: object = { app: name }) =>
  istio('WorkloadGroup', `shop/${name}`, { metadata: { labels }, template: { ...(serviceAccount && { serviceAccount }) } });
const noAccount = (got: string) => [
  `WorkloadGroup/shop/a: spec.template.serviceAccount is no ServiceAccount of namespace shop, got "${got}"`,
];
checkRule(
  'KIA1701',
  [
    ['it does not exist', group('a', 'vm'), noAccount('vm')],
    ['it is misspelt', object('ServiceAccount', 'shop/web-vm') + group('a', 'web-wm'), noAccount('web-wm')],
    ['it is in another namespace', object('ServiceAccount', 'web/vm') + group('a', 'vm'), noAccount('vm')],
  ],
  [
    ['it exists', object('ServiceAccount', 'shop/vm') + group('a', 'vm')],
    ['it is the one of every namespace', group('a', 'default')],
    ['there is none', group('a')],
  ],
);

const same = (name: string, other: string, got = '{"app":"x"}') =>
  `WorkloadGroup/shop/${name}: spec.metadata.labels are those of WorkloadGroup ${other} too, got ${got}`;
checkRule(
  'KIA1702',
  [
    ['two have them', group('a', '', { app: 'x' }) + group('b', '', { app: 'x' }), [same('a', 'b'), same('b', 'a')]],
    [
      'they stand in another order',
      group('a', '', { app: 'x', b: '1' }) + group('b', '', { b: '1', app: 'x' }),
      [same('a', 'b', '{"app":"x","b":"1"}'), same('b', 'a', '{"app":"x","b":"1"}')],
    ],
    [
      'three have them',
      ['a', 'b', 'c'].map((name) => group(name, '', { app: 'x' })).join(''),
      [same('a', 'b'), same('b', 'a'), same('c', 'a')],
    ],
  ],
  [
    ['they differ', group('a') + group('b')],
    ['one has more', group('a', '', { app: 'x' }) + group('b', '', { app: 'x', version: 'v1' })],
    ['they have none', group('a', '', {}) + group('b', '', {})],
  ],
);
