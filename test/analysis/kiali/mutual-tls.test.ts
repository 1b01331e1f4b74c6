import { istio, namespace } from '../manifests';
import { checkRule } from './check';

const shop = namespace('shop');
const peer = (place: string, mode: string) => istio('PeerAuthentication', place, { mtls: { mode } });
const rule = (host: string, mode: string, place = 'istio-system/r') =>
  istio('DestinationRule', place, { host, trafficPolicy: { tls: { mode } } });
const FIELD = 'spec.trafficPolicy.tls.mode';
const inMesh = '*.local';
const inShop = '*.shop.svc.cluster.local';

checkRule(
  'KIA0205',
  [
    [
      'it is off in the mesh',
      rule(inMesh, 'ISTIO_MUTUAL') + peer('istio-system/p', 'DISABLE'),
      [
        `DestinationRule/istio-system/r: ${FIELD} demands mutual TLS of the mesh, and PeerAuthentication istio-system/p turns it off, got "ISTIO_MUTUAL"`,
      ],
    ],
    [
      'the rule is for the hosts of all Services',
      rule('*.cluster.local', 'ISTIO_MUTUAL') + peer('istio-system/p', 'DISABLE'),
      [
        `DestinationRule/istio-system/r: ${FIELD} demands mutual TLS of the mesh, and PeerAuthentication istio-system/p turns it off, got "ISTIO_MUTUAL"`,
      ],
    ],
    [
      'nothing says that it is on',
      rule(inMesh, 'ISTIO_MUTUAL'),
      [
        `DestinationRule/istio-system/r: ${FIELD} demands mutual TLS of the mesh, and no PeerAuthentication says that it is on, got "ISTIO_MUTUAL"`,
      ],
    ],
  ],
  [
    ['it is on', rule(inMesh, 'ISTIO_MUTUAL') + peer('istio-system/p', 'STRICT')],
    ['both are taken', rule(inMesh, 'ISTIO_MUTUAL') + peer('istio-system/p', 'PERMISSIVE')],
    ['the rule is for a namespace', rule(inShop, 'ISTIO_MUTUAL') + peer('istio-system/p', 'DISABLE')],
  ],
);

checkRule(
  'KIA0206',
  [
    [
      'it is off in the namespace',
      shop + rule(inShop, 'ISTIO_MUTUAL') + peer('shop/p', 'DISABLE'),
      [
        `DestinationRule/istio-system/r: ${FIELD} demands mutual TLS of namespace shop, and PeerAuthentication shop/p turns it off, got "ISTIO_MUTUAL"`,
      ],
    ],
    [
      'it is off in the mesh',
      shop + rule(inShop, 'ISTIO_MUTUAL') + peer('istio-system/p', 'DISABLE'),
      [
        `DestinationRule/istio-system/r: ${FIELD} demands mutual TLS of namespace shop, and PeerAuthentication istio-system/p turns it off, got "ISTIO_MUTUAL"`,
      ],
    ],
    [
      'nothing says that it is on',
      shop + rule(inShop, 'ISTIO_MUTUAL'),
      [
        `DestinationRule/istio-system/r: ${FIELD} demands mutual TLS of namespace shop, and no PeerAuthentication says that it is on, got "ISTIO_MUTUAL"`,
      ],
    ],
  ],
  [
    [
      'the namespace has it on',
      shop + rule(inShop, 'ISTIO_MUTUAL') + peer('istio-system/p', 'DISABLE') + peer('shop/p', 'STRICT'),
    ],
    ['the mesh has it on', shop + rule(inShop, 'ISTIO_MUTUAL') + peer('istio-system/p', 'STRICT')],
    ['the rule is for one service', shop + rule('a.shop.svc.cluster.local', 'ISTIO_MUTUAL') + peer('shop/p', 'DISABLE')],
  ],
);

const turnsOff = (where: string, by: string) => [
  `DestinationRule/istio-system/r: ${FIELD} turns TLS off towards ${where}, of which PeerAuthentication ${by} demands it, got "DISABLE"`,
];
checkRule(
  'KIA0207',
  [
    ['the mesh demands it', rule(inMesh, 'DISABLE') + peer('istio-system/p', 'STRICT'), turnsOff('the mesh', 'istio-system/p')],
    [
      'the rule is for all hosts',
      rule('*', 'DISABLE') + peer('istio-system/p', 'STRICT'),
      turnsOff('the mesh', 'istio-system/p'),
    ],
    [
      'the root namespace is another',
      rule(inMesh, 'DISABLE') + peer('root/p', 'STRICT'),
      turnsOff('the mesh', 'root/p'),
      { meshConfig: { rootNamespace: 'root' } },
    ],
  ],
  [
    ['the mesh takes both', rule(inMesh, 'DISABLE') + peer('istio-system/p', 'PERMISSIVE')],
    ['nothing demands it', rule(inMesh, 'DISABLE')],
    ['the rule sends it', rule(inMesh, 'ISTIO_MUTUAL') + peer('istio-system/p', 'STRICT')],
  ],
);

checkRule(
  'KIA0208',
  [
    ['the namespace demands it', shop + rule(inShop, 'DISABLE') + peer('shop/p', 'STRICT'), turnsOff('namespace shop', 'shop/p')],
    [
      'the mesh demands it',
      shop + rule(inShop, 'DISABLE') + peer('istio-system/p', 'STRICT'),
      turnsOff('namespace shop', 'istio-system/p'),
    ],
    [
      'the namespace says nothing, and the mesh does',
      shop + rule(inShop, 'DISABLE') + peer('istio-system/p', 'STRICT') + peer('shop/q', 'UNSET'),
      turnsOff('namespace shop', 'istio-system/p'),
    ],
  ],
  [
    [
      'the namespace takes both',
      shop + rule(inShop, 'DISABLE') + peer('istio-system/p', 'STRICT') + peer('shop/q', 'PERMISSIVE'),
    ],
    ['another namespace demands it', shop + rule(inShop, 'DISABLE') + peer('other/p', 'STRICT')],
    [
      'a workload demands it',
      shop +
        rule(inShop, 'DISABLE') +
        istio('PeerAuthentication', 'shop/p', { selector: { matchLabels: { app: 'a' } }, mtls: { mode: 'STRICT' } }),
    ],
  ],
);

const demands = (place: string, rest: string) => [
  `PeerAuthentication/${place}: spec.mtls.mode demands mutual TLS, ${rest}, got "STRICT"`,
];
checkRule(
  'KIA0401',
  [
    [
      'a rule turns it off',
      rule(inMesh, 'DISABLE') + peer('istio-system/p', 'STRICT'),
      demands('istio-system/p', 'which DestinationRule istio-system/r does not send'),
    ],
    [
      'a rule sends TLS of its own',
      rule(inMesh, 'SIMPLE') + peer('istio-system/p', 'STRICT'),
      demands('istio-system/p', 'which DestinationRule istio-system/r does not send'),
    ],
    [
      'nothing sends it',
      peer('istio-system/p', 'STRICT'),
      demands('istio-system/p', 'which no DestinationRule sends, and enableAutoMtls is off'),
      { meshConfig: { enableAutoMtls: false } },
    ],
  ],
  [
    ['Istio sends it by itself', peer('istio-system/p', 'STRICT')],
    [
      'a rule sends it',
      rule(inMesh, 'ISTIO_MUTUAL') + peer('istio-system/p', 'STRICT'),
      { meshConfig: { enableAutoMtls: false } },
    ],
    ['it is not demanded', rule(inMesh, 'DISABLE') + peer('istio-system/p', 'PERMISSIVE')],
  ],
);

checkRule(
  'KIA0501',
  [
    [
      'a rule turns it off',
      shop + rule(inShop, 'DISABLE') + peer('shop/p', 'STRICT'),
      demands('shop/p', 'which DestinationRule istio-system/r does not send'),
    ],
    [
      'a rule for the mesh turns it off',
      shop + rule(inMesh, 'DISABLE') + peer('shop/p', 'STRICT'),
      demands('shop/p', 'which DestinationRule istio-system/r does not send'),
    ],
    [
      'nothing sends it',
      shop + peer('shop/p', 'STRICT'),
      demands('shop/p', 'which no DestinationRule sends, and enableAutoMtls is off'),
      { meshConfig: { enableAutoMtls: false } },
    ],
  ],
  [
    ['Istio sends it by itself', shop + peer('shop/p', 'STRICT')],
    [
      'a rule for the namespace sends it',
      shop + rule(inMesh, 'DISABLE') + rule(inShop, 'ISTIO_MUTUAL', 'shop/r') + peer('shop/p', 'STRICT'),
    ],
    ['the rule is for another namespace', shop + rule('*.other.svc.cluster.local', 'DISABLE') + peer('shop/p', 'STRICT')],
  ],
);

const off = (place: string) => [
  `PeerAuthentication/${place}: spec.mtls.mode turns mutual TLS off, which DestinationRule istio-system/r sends, got "DISABLE"`,
];
checkRule(
  'KIA0505',
  [
    ['a rule for the namespace sends it', shop + rule(inShop, 'ISTIO_MUTUAL') + peer('shop/p', 'DISABLE'), off('shop/p')],
    ['a rule for the mesh sends it', shop + rule(inMesh, 'ISTIO_MUTUAL') + peer('shop/p', 'DISABLE'), off('shop/p')],
    ['a rule for all hosts sends it', shop + rule('*', 'ISTIO_MUTUAL') + peer('shop/p', 'DISABLE'), off('shop/p')],
  ],
  [
    ['nothing sends it', shop + peer('shop/p', 'DISABLE')],
    [
      'the rule for the namespace does not',
      shop + rule(inMesh, 'ISTIO_MUTUAL') + rule(inShop, 'DISABLE', 'shop/r') + peer('shop/p', 'DISABLE'),
    ],
    ['it is on', shop + rule(inShop, 'ISTIO_MUTUAL') + peer('shop/p', 'STRICT')],
  ],
);

checkRule(
  'KIA0506',
  [
    ['a rule for the mesh sends it', rule(inMesh, 'ISTIO_MUTUAL') + peer('istio-system/p', 'DISABLE'), off('istio-system/p')],
    ['a rule for all hosts sends it', rule('*', 'ISTIO_MUTUAL') + peer('istio-system/p', 'DISABLE'), off('istio-system/p')],
    [
      'a rule for all Services sends it',
      rule('*.svc.cluster.local', 'ISTIO_MUTUAL') + peer('istio-system/p', 'DISABLE'),
      off('istio-system/p'),
    ],
  ],
  [
    ['nothing sends it', peer('istio-system/p', 'DISABLE')],
    ['the rule is for a namespace', rule(inShop, 'ISTIO_MUTUAL') + peer('istio-system/p', 'DISABLE')],
    ['both are taken', rule(inMesh, 'ISTIO_MUTUAL') + peer('istio-system/p', 'PERMISSIVE')],
  ],
);

const near = (place: string, host: string, spec: object = {}) => istio('DestinationRule', place, { host, ...spec });
const hides = (mode: string, got: string) => [
  `DestinationRule/shop/a: spec.host takes the place of DestinationRule istio-system/r, and not its tls ${mode}, got "${got}"`,
];
checkRule(
  'KIA0204',
  [
    [
      'a rule for one host says nothing of it',
      rule(inMesh, 'ISTIO_MUTUAL') + near('shop/a', 'reviews'),
      hides('ISTIO_MUTUAL', 'reviews'),
    ],
    [
      'it has another policy',
      rule(inShop, 'DISABLE') +
        near('shop/a', 'reviews.shop.svc.cluster.local', { trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } }),
      hides('DISABLE', 'reviews.shop.svc.cluster.local'),
    ],
    [
      'a rule for a namespace says nothing of it',
      rule(inMesh, 'ISTIO_MUTUAL') + near('shop/a', inShop),
      hides('ISTIO_MUTUAL', inShop),
    ],
  ],
  [
    ['it says so itself', rule(inMesh, 'ISTIO_MUTUAL') + rule('reviews.shop.svc.cluster.local', 'DISABLE', 'shop/a')],
    ['its host is not covered', rule(inShop, 'ISTIO_MUTUAL') + near('shop/a', 'api.example.com')],
    ['the wider rule says nothing of it', near('istio-system/r', inMesh) + near('shop/a', 'reviews')],
  ],
);
