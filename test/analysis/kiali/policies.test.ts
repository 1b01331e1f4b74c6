import { deployment, istio, namespace, object, pod, service } from '../manifests';
import { checkRule } from './check';

const web = deployment('shop/web', { labels: { app: 'web', version: 'v1' } });
const peer = (place: string, labels?: object) =>
  istio('PeerAuthentication', place, labels === undefined ? {} : { selector: { matchLabels: labels } });
const token = (place: string, spec: object = {}) => istio('RequestAuthentication', place, spec);
const several = 'is one of several for the whole namespace, got ["a","b"]';

checkRule(
  'KIA0002',
  [
    [
      'two PeerAuthentications are for a namespace',
      peer('shop/a') + peer('shop/b'),
      [
        `PeerAuthentication/shop/a: PeerAuthentication shop/a ${several}`,
        `PeerAuthentication/shop/b: PeerAuthentication shop/b ${several}`,
      ],
    ],
    [
      'two RequestAuthentications are',
      token('shop/a') + token('shop/b'),
      [
        `RequestAuthentication/shop/a: RequestAuthentication shop/a ${several}`,
        `RequestAuthentication/shop/b: RequestAuthentication shop/b ${several}`,
      ],
    ],
    [
      'two are for the mesh',
      peer('istio-system/a') + peer('istio-system/b'),
      [
        `PeerAuthentication/istio-system/a: PeerAuthentication istio-system/a ${several}`,
        `PeerAuthentication/istio-system/b: PeerAuthentication istio-system/b ${several}`,
      ],
    ],
  ],
  [
    ['one has a selector', peer('shop/a') + peer('shop/b', { app: 'web' })],
    ['they are in two namespaces', peer('shop/a') + peer('other/a')],
    [
      'one is attached to a Gateway',
      token('shop/a') + token('shop/b', { targetRefs: [{ kind: 'Gateway', group: 'gateway.networking.k8s.io', name: 'g' }] }),
    ],
  ],
);

const others = 'spec.selector.matchLabels picks Deployment web, as others do, got ["a","b"]';
const tokenFor = (place: string, matchLabels: object) => token(place, { selector: { matchLabels } });
checkRule(
  'KIA0003',
  [
    [
      'two PeerAuthentications pick a workload',
      web + peer('shop/a', { app: 'web' }) + peer('shop/b', { app: 'web' }),
      [`PeerAuthentication/shop/a: ${others}`, `PeerAuthentication/shop/b: ${others}`],
    ],
    [
      'they do so by different labels',
      web + peer('shop/a', { app: 'web' }) + peer('shop/b', { version: 'v1' }),
      [`PeerAuthentication/shop/a: ${others}`, `PeerAuthentication/shop/b: ${others}`],
    ],
    [
      'two RequestAuthentications do',
      web + tokenFor('shop/a', { app: 'web' }) + tokenFor('shop/b', { version: 'v1' }),
      [`RequestAuthentication/shop/a: ${others}`, `RequestAuthentication/shop/b: ${others}`],
    ],
  ],
  [
    ['they pick different workloads', web + peer('shop/a', { app: 'web' }) + peer('shop/b', { app: 'db' })],
    ['one is for the namespace', web + peer('shop/a', { app: 'web' }) + peer('shop/b')],
    ['they are of two kinds', web + peer('shop/a', { app: 'web' }) + tokenFor('shop/b', { app: 'web' })],
  ],
);

const picksNothing = 'spec.selector.matchLabels picks no workload in namespace shop, got {"app":"wen"}';
checkRule(
  'KIA0004',
  [
    ['a PeerAuthentication picks nothing', web + peer('shop/a', { app: 'wen' }), [`PeerAuthentication/shop/a: ${picksNothing}`]],
    [
      'a RequestAuthentication picks nothing',
      web + tokenFor('shop/a', { app: 'wen' }),
      [`RequestAuthentication/shop/a: ${picksNothing}`],
    ],
    [
      'the workload is in another namespace',
      web + peer('other/a', { app: 'web' }),
      ['PeerAuthentication/other/a: spec.selector.matchLabels picks no workload in namespace other, got {"app":"web"}'],
    ],
    [
      'an EnvoyFilter picks nothing',
      web + istio('EnvoyFilter', 'shop/a', { workloadSelector: { labels: { app: 'wen' } } }),
      ['EnvoyFilter/shop/a: spec.workloadSelector.labels picks no workload in namespace shop, got {"app":"wen"}'],
    ],
    [
      'a WasmPlugin picks nothing in the mesh',
      web + istio('WasmPlugin', 'istio-system/a', { selector: { matchLabels: { app: 'wen' } } }),
      ['WasmPlugin/istio-system/a: spec.selector.matchLabels picks no workload in the mesh, got {"app":"wen"}'],
    ],
  ],
  [
    ['it picks one', web + peer('shop/a', { app: 'web' })],
    ['it has no selector', peer('shop/a')],
    ['it picks one of the mesh', web + tokenFor('istio-system/a', { app: 'web' })],
  ],
);

const policy = (spec: object, place = 'shop/p') => istio('AuthorizationPolicy', place, spec);
const operation = (value: object) => policy({ rules: [{ to: [{ operation: value }] }] });
const methods = (...all: string[]) => operation({ methods: all });
checkRule(
  'KIA0102',
  [
    [
      'letters are small',
      methods('GET', 'get'),
      ['AuthorizationPolicy/shop/p: spec.rules[0].to[0].operation.methods[1] is no method of HTTP or gRPC, got "get"'],
    ],
    [
      'a word is none',
      methods('FETCH'),
      ['AuthorizationPolicy/shop/p: spec.rules[0].to[0].operation.methods[0] is no method of HTTP or gRPC, got "FETCH"'],
    ],
    [
      'a method of gRPC is without its service',
      operation({ notMethods: ['GetBook'] }),
      ['AuthorizationPolicy/shop/p: spec.rules[0].to[0].operation.notMethods[0] is no method of HTTP or gRPC, got "GetBook"'],
    ],
  ],
  [
    ['they are methods', methods('GET', 'PATCH', 'CONNECT')],
    ['they are of gRPC', methods('/shop.Books/GetBook')],
    ['they are wildcards', methods('*', 'P*')],
  ],
);

const reviews = service('shop/reviews', { ports: [{ port: 80 }] });
const hosts = (...all: string[]) => operation({ hosts: all });
const noHost = (host: string) =>
  `AuthorizationPolicy/shop/p: spec.rules[0].to[0].operation.hosts[0] is the host of no service or route, got "${host}"`;
checkRule(
  'KIA0104',
  [
    ['a Service does not exist', reviews + hosts('revews'), [noHost('revews')]],
    [
      'it is in another namespace',
      reviews + hosts('reviews.other.svc.cluster.local'),
      [noHost('reviews.other.svc.cluster.local')],
    ],
    ['an outside host is not known', reviews + hosts('api.example.com:443'), [noHost('api.example.com:443')]],
  ],
  [
    ['it is a Service', reviews + hosts('reviews', 'reviews.shop', 'reviews.shop.svc.cluster.local:80')],
    ['a VirtualService is for it', istio('VirtualService', 'shop/v', { hosts: ['*.example.com'] }) + hosts('api.example.com')],
    ['it stands for many', hosts('*.example.com', 'api.*')],
    [
      'a ServiceEntry is for it',
      istio('ServiceEntry', 'shop/e', { hosts: ['api.example.com'], ports: [{ number: 443, name: 'tls', protocol: 'TLS' }] }) +
        hosts('api.example.com'),
    ],
  ],
);

const enabled = namespace('shop', { 'istio-injection': 'enabled' });
const from = (source: object, rest: object = {}) => policy({ rules: [{ from: [{ source }] }], ...rest });
const off = (place: string, rest: object = {}) => istio('PeerAuthentication', place, { mtls: { mode: 'DISABLE' }, ...rest });
const offFor = (field: string, got: string) =>
  `AuthorizationPolicy/shop/p: spec.rules[0].from[0].source.${field} is known by mutual TLS alone, which is off for Deployment shop/web, got ${got}`;
checkRule(
  'KIA0105',
  [
    ['it is off in the namespace', enabled + web + off('shop/a') + from({ principals: ['*'] }), [offFor('principals', '["*"]')]],
    [
      'it is off in the mesh',
      enabled + web + off('istio-system/a') + from({ namespaces: ['shop'] }),
      [offFor('namespaces', '["shop"]')],
    ],
    [
      'it is off for the workload',
      enabled + web + off('shop/a', { selector: { matchLabels: { app: 'web' } } }) + from({ principals: ['*'] }),
      [offFor('principals', '["*"]')],
    ],
  ],
  [
    ['it is on', enabled + web + from({ principals: ['*'] })],
    [
      'the namespace has it on again',
      enabled +
        web +
        off('istio-system/a') +
        istio('PeerAuthentication', 'shop/b', { mtls: { mode: 'STRICT' } }) +
        from({ principals: ['*'] }),
    ],
    ['nothing needs it', enabled + web + off('shop/a') + from({ ipBlocks: ['10.0.0.0/8'] })],
    [
      'the policy is for another workload',
      enabled + web + off('shop/a') + from({ principals: ['*'] }, { selector: { matchLabels: { app: 'db' } } }),
    ],
  ],
);

const account = (name: string) => object('ServiceAccount', name);
const principal = (text: string) => from({ principals: [text] });
const nobody = (problem: string, got: string, field = 'principals') =>
  `AuthorizationPolicy/shop/p: spec.rules[0].from[0].source.${field}[0] ${problem}, got "${got}"`;
checkRule(
  'KIA0106',
  [
    [
      'the account does not exist',
      account('shop/web') + principal('cluster.local/ns/shop/sa/wen'),
      [nobody('names an account that does not exist', 'cluster.local/ns/shop/sa/wen')],
    ],
    [
      'the namespace does not exist',
      account('shop/web') + principal('cluster.local/ns/shopp/sa/web'),
      [nobody('names a namespace that does not exist', 'cluster.local/ns/shopp/sa/web')],
    ],
    [
      'it is named without trust domain',
      account('shop/web') + from({ serviceAccounts: ['shop/wen'] }),
      [nobody('names an account that does not exist', 'shop/wen', 'serviceAccounts')],
    ],
  ],
  [
    ['it exists', account('shop/web') + principal('cluster.local/ns/shop/sa/web')],
    [
      'a workload runs as it',
      pod('shop/a', { spec: { serviceAccountName: 'web', containers: [] } }) + principal('cluster.local/ns/shop/sa/web'),
    ],
    ['it is the one of every namespace', principal('cluster.local/ns/shop/sa/default')],
    ['it stands for many', principal('cluster.local/ns/shop/sa/*')],
  ],
);

checkRule(
  'KIA0108',
  [
    [
      'the trust domain is another one',
      principal('other/ns/shop/sa/default'),
      [nobody('is of a trust domain that the mesh does not know', 'other/ns/shop/sa/default')],
    ],
    [
      'it is misspelt',
      principal('cluster.locale/ns/shop/sa/default'),
      [nobody('is of a trust domain that the mesh does not know', 'cluster.locale/ns/shop/sa/default')],
    ],
    [
      'the mesh has another one',
      principal('a.com/ns/shop/sa/default'),
      [nobody('is of a trust domain that the mesh does not know', 'a.com/ns/shop/sa/default')],
      { meshConfig: { trustDomain: 'b.com' } },
    ],
  ],
  [
    ['it stands for that of the mesh', principal('cluster.local/ns/shop/sa/default'), { meshConfig: { trustDomain: 'b.com' } }],
    ['it is that of the mesh', principal('b.com/ns/shop/sa/default'), { meshConfig: { trustDomain: 'b.com' } }],
    ['it is an alias', principal('a.com/ns/shop/sa/default'), { meshConfig: { trustDomainAliases: ['a.com'] } }],
    ['it is any', principal('*/ns/shop/sa/default')],
  ],
);
