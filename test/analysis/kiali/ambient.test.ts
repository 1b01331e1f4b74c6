import { deployment, gatewayApi, istio, namespace, pod, service } from '../manifests';
import { checkRule } from './check';

const MODE = 'istio.io/dataplane-mode';
const USE = 'istio.io/use-waypoint';
const plain = namespace('shop', { [MODE]: 'ambient' });
const covered = namespace('shop', { [MODE]: 'ambient', [USE]: 'w' });
const waypoint = gatewayApi('Gateway', 'shop/w', {
  gatewayClassName: 'istio-waypoint',
  listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
});
const selector = { selector: { matchLabels: { app: 'web' } } };
const attached = { targetRefs: [{ group: '', kind: 'Service', name: 'web' }] };

const without = (kind: string) => [
  `${kind}/shop/p: ${kind} shop/p is about requests, and namespace shop is ambient and has no waypoint`,
];
const picks = (kind: string) => [
  `${kind}/shop/p: spec.selector picks pods, and a waypoint takes what has targetRefs, got {"app":"web"}`,
];

/** Specs of a kind that are about requests. */
function checkKind(kind: string, withoutWaypoint: string, withSelector: string, specs: readonly [object, object, object]): void {
  const of = (spec: object) => istio(kind, 'shop/p', spec);
  const [first, second, third] = specs;
  checkRule(
    withoutWaypoint,
    [
      ['the namespace has none', plain + of(first), without(kind)],
      ['its waypoint does not exist', covered + of(second), without(kind)],
      ['it has a selector', plain + of({ ...third, ...selector }), without(kind)],
    ],
    [
      ['the namespace has one', covered + waypoint + of(first)],
      ['it is attached', plain + of({ ...second, ...attached })],
      ['the namespace has sidecars', namespace('shop', { 'istio-injection': 'enabled' }) + of(third)],
    ],
  );
  checkRule(
    withSelector,
    [
      ['the namespace has one', covered + waypoint + of({ ...first, ...selector }), picks(kind)],
      [
        'a Service has one',
        plain + waypoint + service('shop/web', {}, { labels: { [USE]: 'w' } }) + of({ ...second, ...selector }),
        picks(kind),
      ],
      ['it is about something else', covered + waypoint + of({ ...third, ...selector }), picks(kind)],
    ],
    [
      ['it is attached', covered + waypoint + of({ ...first, ...attached })],
      ['it has no selector', covered + waypoint + of(second)],
      ['there is no waypoint', plain + of({ ...third, ...selector })],
    ],
  );
}

checkKind('AuthorizationPolicy', 'KIA0109', 'KIA0110', [
  { rules: [{ to: [{ operation: { methods: ['GET'] } }] }] },
  { rules: [{ from: [{ source: { requestPrincipals: ['*'] } }] }] },
  { rules: [{ when: [{ key: 'request.headers[a]', values: ['b'] }] }] },
]);
checkKind('RequestAuthentication', 'KIA1110', 'KIA1115', [{}, { jwtRules: [{ issuer: 'a' }] }, { jwtRules: [] }]);
checkKind('WasmPlugin', 'KIA1111', 'KIA1116', [{ url: 'oci://a/b' }, { url: 'oci://a/c' }, { url: 'file:///a' }]);
checkKind('Telemetry', 'KIA1112', 'KIA1117', [
  { tracing: [{ providers: [{ name: 'a' }] }] },
  { metrics: [{ providers: [{ name: 'prometheus' }] }] },
  { accessLogging: [{ providers: [{ name: 'envoy' }] }] },
]);

checkRule(
  'KIA0109',
  [],
  [
    [
      'the policy is about connections',
      plain + istio('AuthorizationPolicy', 'shop/p', { rules: [{ to: [{ operation: { ports: ['80'] } }] }] }),
    ],
    [
      'it is about who calls',
      plain + istio('AuthorizationPolicy', 'shop/p', { rules: [{ from: [{ source: { principals: ['*'] } }] }] }),
    ],
  ],
);

const web = service('shop/web', { ports: [{ port: 80 }] });
const webWith = service('shop/web', { ports: [{ port: 80 }] }, { labels: { [USE]: 'w' } });
const other = service('shop/other', {}, { labels: { [USE]: 'w' } });

/** Rules for the Service `web` of namespace `shop`, from a namespace. */
function checkTraffic(
  kind: string,
  codes: readonly [string, string, string],
  field: string,
  of: (place: string, host: string) => string,
  harmless: string,
): void {
  const says = (place: string, problem: string, got: string) => [`${kind}/${place}: ${field} ${problem}, got "${got}"`];
  const full = 'web.shop.svc.cluster.local';
  const none = 'is a Service of namespace shop, which is ambient and has no waypoint';
  checkRule(
    codes[0],
    [
      ['there is none', plain + web + of('shop/p', 'web'), says('shop/p', none, 'web')],
      ['its waypoint does not exist', covered + web + of('shop/p', 'web'), says('shop/p', none, 'web')],
      ['the rule is in another namespace', plain + web + of('edge/p', full), says('edge/p', none, full)],
    ],
    [
      ['there is one', covered + waypoint + web + of('shop/p', 'web')],
      ['the namespace is not ambient', web + of('shop/p', 'web')],
      ['it is not about requests', plain + web + harmless],
    ],
  );
  const passesNone = 'is an ambient Service that goes through no waypoint';
  checkRule(
    codes[1],
    [
      ['another Service has one', plain + waypoint + other + web + of('shop/p', 'web'), says('shop/p', passesNone, 'web')],
      [
        'the Service leaves that of its namespace',
        covered + waypoint + service('shop/web', {}, { labels: { [USE]: 'none' } }) + other + of('shop/p', 'web'),
        says('shop/p', passesNone, 'web'),
      ],
      [
        'its own does not exist',
        covered + waypoint + service('shop/web', {}, { labels: { [USE]: 'x' } }) + of('shop/p', 'web'),
        says('shop/p', passesNone, 'web'),
      ],
    ],
    [
      ['it has its own', plain + waypoint + webWith + of('shop/p', 'web')],
      ['its namespace has one', covered + waypoint + web + of('shop/p', 'web')],
      ['there is none at all', plain + web + of('shop/p', 'web')],
    ],
  );
  const elsewhere = 'is a Service of namespace shop, whose waypoint does not look here';
  checkRule(
    codes[2],
    [
      ['its namespace has one', covered + waypoint + web + of('edge/p', full), says('edge/p', elsewhere, full)],
      ['it has its own', plain + waypoint + webWith + of('edge/p', full), says('edge/p', elsewhere, full)],
      [
        'the rule is in the root namespace',
        covered + waypoint + web + of('istio-system/p', full),
        says('istio-system/p', elsewhere, full),
      ],
    ],
    [
      ['it is in the same one', covered + waypoint + web + of('shop/p', 'web')],
      ['no waypoint stands before it', plain + web + of('edge/p', full)],
      ['the host is not of the mesh', covered + waypoint + of('edge/p', 'a.com')],
    ],
  );
}

checkTraffic(
  'DestinationRule',
  ['KIA0210', 'KIA0211', 'KIA0212'],
  'spec.host',
  (place, host) => istio('DestinationRule', place, { host, trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } } }),
  istio('DestinationRule', 'shop/p', { host: 'web', trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } } }),
);
checkTraffic(
  'VirtualService',
  ['KIA1109', 'KIA1113', 'KIA1114'],
  'spec.hosts[0]',
  (place, host) => istio('VirtualService', place, { hosts: [host], http: [{ route: [{ destination: { host } }] }] }),
  istio('VirtualService', 'shop/p', {
    hosts: ['web'],
    gateways: ['front'],
    http: [{ route: [{ destination: { host: 'web' } }] }],
  }),
);

const INJECT = 'sidecar.istio.io/inject';
const injected = namespace('shop', { 'istio-injection': 'enabled' });
const both = { labels: { [MODE]: 'ambient', [INJECT]: 'true' } };
const asksBoth = 'asks for ambient mode, and for a sidecar';
checkRule(
  'KIA1311',
  [
    [
      'a template says both',
      deployment('shop/a', both),
      [`Deployment/shop/a: spec.template.metadata.labels["${MODE}"] ${asksBoth}`],
    ],
    ['a pod says both', pod('shop/a', both), [`Pod/shop/a: metadata.labels["${MODE}"] ${asksBoth}`]],
    [
      'an annotation asks for the sidecar',
      pod('shop/a', { labels: { [MODE]: 'ambient' }, annotations: { [INJECT]: 'true' } }),
      [`Pod/shop/a: metadata.labels["${MODE}"] ${asksBoth}`],
    ],
  ],
  [
    ['it does not want a sidecar', pod('shop/a', { labels: { [MODE]: 'ambient', [INJECT]: 'false' } })],
    ['it leaves ambient mode', pod('shop/a', { labels: { [MODE]: 'none', [INJECT]: 'true' } })],
    ['its namespace is ambient', plain + pod('shop/a', { labels: { [INJECT]: 'true' } })],
  ],
);

checkRule(
  'KIA1314',
  [
    [
      'a template asks',
      plain + deployment('shop/a', { labels: { [INJECT]: 'true' } }),
      ['Deployment/shop/a: spec.template.metadata asks for a sidecar in an ambient namespace'],
    ],
    [
      'a pod asks',
      plain + pod('shop/a', { labels: { [INJECT]: 'true' } }),
      ['Pod/shop/a: metadata asks for a sidecar in an ambient namespace'],
    ],
    [
      'an annotation asks',
      plain + pod('shop/a', { annotations: { [INJECT]: 'true' } }),
      ['Pod/shop/a: metadata asks for a sidecar in an ambient namespace'],
    ],
  ],
  [
    ['it leaves ambient mode', plain + pod('shop/a', { labels: { [MODE]: 'none', [INJECT]: 'true' } })],
    ['it does not ask', plain + pod('shop/a')],
    ['the namespace is not ambient', injected + pod('shop/a', { labels: { [INJECT]: 'true' } })],
  ],
);

const proxy = { spec: { containers: [{ name: 'app' }, { name: 'istio-proxy', image: 'proxyv2' }] } };
const hasProxy = 'has a container istio-proxy in pods that are ambient by their labels or those of the namespace';
checkRule(
  'KIA1315',
  [
    ['the namespace is ambient', plain + pod('shop/a', proxy), [`Pod/shop/a: spec.containers ${hasProxy}`]],
    ['the pod is', pod('shop/a', { ...proxy, labels: { [MODE]: 'ambient' } }), [`Pod/shop/a: spec.containers ${hasProxy}`]],
    ['a template is', plain + deployment('shop/a', proxy), [`Deployment/shop/a: spec.template.spec.containers ${hasProxy}`]],
  ],
  [
    ['it leaves ambient mode', plain + pod('shop/a', { ...proxy, labels: { [MODE]: 'none' } })],
    [
      'it is a gateway',
      plain + pod('shop/a', { spec: { containers: [{ name: 'istio-proxy', image: 'proxyv2', args: ['proxy', 'router'] }] } }),
    ],
    ['the namespace is injected', injected + pod('shop/a', proxy)],
  ],
);

const inInjected = `metadata.labels["${MODE}"] asks for ambient mode in a namespace that is injected`;
const ambientPod = { labels: { [MODE]: 'ambient' } };
checkRule(
  'KIA1316',
  [
    ['it has the label of injection', injected + pod('shop/a', ambientPod), [`Pod/shop/a: ${inInjected}`]],
    [
      'it has a revision',
      namespace('shop', { 'istio.io/rev': 'canary' }) + pod('shop/a', ambientPod),
      [`Pod/shop/a: ${inInjected}`],
    ],
    ['a template says so', injected + deployment('shop/a', ambientPod), [`Deployment/shop/a: spec.template.${inInjected}`]],
  ],
  [
    ['it does not want a sidecar', injected + pod('shop/a', { labels: { [MODE]: 'ambient', [INJECT]: 'false' } })],
    ['the namespace is not injected', namespace('shop', { 'istio-injection': 'disabled' }) + pod('shop/a', ambientPod)],
    ['it does not ask', injected + pod('shop/a')],
  ],
);

const names = (field: string) => `${field}["${USE}"] names a waypoint for what is not ambient, got "w"`;
checkRule(
  'KIA1312',
  [
    ['a namespace has it', namespace('shop', { [USE]: 'w' }) + waypoint, [`Namespace//shop: ${names('metadata.labels')}`]],
    ['a Service has it', injected + webWith + waypoint, [`Service/shop/web: ${names('metadata.labels')}`]],
    [
      'pods have it',
      injected + deployment('shop/a', { labels: { [USE]: 'w' } }) + waypoint,
      [`Deployment/shop/a: ${names('spec.template.metadata.labels')}`],
    ],
  ],
  [
    ['the namespace is ambient', covered + webWith + waypoint],
    ['a pod of it is', webWith + pod('shop/a', ambientPod) + waypoint],
    ['it names none', namespace('shop', { [USE]: 'none' })],
  ],
);

const missing = (field: string, got: string, where = 'shop') =>
  `${field}["${USE}"] names a waypoint that namespace ${where} does not have, got "${got}"`;
checkRule(
  'KIA1313',
  [
    ['there is none', covered, [`Namespace//shop: ${missing('metadata.labels', 'w')}`]],
    [
      'it is misspelt',
      plain + waypoint + service('shop/web', {}, { labels: { [USE]: 'ww' } }),
      [`Service/shop/web: ${missing('metadata.labels', 'ww')}`],
    ],
    [
      'it is in another namespace',
      waypoint + namespace('web', { [MODE]: 'ambient', [USE]: 'w' }),
      [`Namespace//web: ${missing('metadata.labels', 'w', 'web')}`],
    ],
  ],
  [
    ['it exists', covered + waypoint],
    [
      'it is where the label says',
      waypoint + namespace('web', { [MODE]: 'ambient', [USE]: 'w', 'istio.io/use-waypoint-namespace': 'shop' }),
    ],
    ['it names none', namespace('shop', { [MODE]: 'ambient', [USE]: 'none' })],
  ],
);

const policy = istio('AuthorizationPolicy', 'shop/p', { ...selector, rules: [{ to: [{ operation: { paths: ['/a'] } }] }] });
const app = deployment('shop/web', { labels: { app: 'web' } });
const bare = (kind: string, name: string) =>
  `${kind}/shop/${name}: ${kind} shop/${name} is ambient without a waypoint, and AuthorizationPolicy p is about its requests`;
checkRule(
  'KIA1317',
  [
    ['the namespace has none', plain + app + policy, [bare('Deployment', 'web')]],
    ['the pods alone are ambient', pod('shop/a', { labels: { app: 'web', [MODE]: 'ambient' } }) + policy, [bare('Pod', 'a')]],
    ['only another Service has one', plain + waypoint + other + app + policy, [bare('Deployment', 'web')]],
  ],
  [
    ['the namespace has one', covered + waypoint + app + policy],
    [
      'its Service has one',
      plain + waypoint + service('shop/web', { selector: { app: 'web' } }, { labels: { [USE]: 'w' } }) + app + policy,
    ],
    ['it has a sidecar', injected + app + policy],
    [
      'the policy is about connections',
      plain + app + istio('AuthorizationPolicy', 'shop/p', { ...selector, rules: [{ to: [{ operation: { ports: ['80'] } }] }] }),
    ],
  ],
);
