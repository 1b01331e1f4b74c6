import type { Labels } from '../../../../lib/core/labels';
import type { Values } from '../../../../lib/core/schema/values';
import type { MeshMaker } from './mesh-maker';

/** What happens rarely by chance: several objects that together are wrong, or at times only nearly so. */
type Plot = (m: MeshMaker) => void;

const API = 'networking';

function podLabels(m: MeshMaker): { namespace: string; labels: Labels; apart: Labels } {
  const { namespace, labels } = m.pick(...m.workloads);
  return { namespace, labels, apart: m.slip<Labels>({ app: labels.app ?? 'none' }, { app: 'none' }) };
}

const sidecarsOfOnePod: Plot = (m) => {
  const { namespace, labels, apart } = podLabels(m);
  const egress = [{ hosts: ['./*'] }];
  for (const picked of [labels, apart]) {
    m.addIstio(API, 'Sidecar', m.name('sidecar'), m.slip(namespace, m.namespace()), {
      workloadSelector: { labels: picked },
      egress,
    });
  }
};

const sidecarsOfNoPod: Plot = (m) => {
  const namespace = m.namespace();
  for (const workloadSelector of [undefined, m.pick<Values | undefined>(undefined, {}, { labels: {} })]) {
    m.addIstio(API, 'Sidecar', m.name('sidecar'), m.slip(namespace, m.namespace()), {
      workloadSelector,
      egress: [{ hosts: ['./*'] }],
    });
  }
};

const telemetriesOfOnePod: Plot = (m) => {
  const { namespace, labels, apart } = podLabels(m);
  const tracing = [{ randomSamplingPercentage: 10 }];
  for (const matchLabels of [labels, apart]) {
    m.addIstio('telemetry', 'Telemetry', m.name('telemetry'), namespace, { selector: { matchLabels }, tracing });
  }
};

const telemetriesOfNoPod: Plot = (m) => {
  const namespace = m.namespace();
  for (const selector of [undefined, m.pick<Values | undefined>(undefined, undefined, { matchLabels: {} })]) {
    m.addIstio('telemetry', 'Telemetry', m.name('telemetry'), namespace, {
      selector,
      tracing: [{ randomSamplingPercentage: 10 }],
    });
  }
};

const claimsWithoutAuthentication: Plot = (m) => {
  const gateway = m.gateways[0];
  const service = m.service();
  if (gateway === undefined || service === undefined) return;
  const header = m.pick(
    '@request.auth.claims.sub',
    '@request.auth.claims[sub]',
    '@request.auth.claims',
    '@request.auth.principal',
    'x-claims',
  );
  const field = m.pick('headers', 'headers', 'withoutHeaders');
  m.addIstio(API, 'VirtualService', m.name('claims'), gateway.namespace, {
    hosts: ['shop.example.com'],
    gateways: m.pick([gateway.name], ['mesh', gateway.name], ['mesh']),
    http: [
      {
        match: [{ [field]: { [header]: { exact: 'a' } } }],
        route: [{ destination: { host: `${service.name}.${service.namespace}.svc.cluster.local` } }],
      },
    ],
  });
  if (m.chance(0.5)) return;
  const { namespace, labels } = m.pick(...m.workloads);
  const selector = m.pick<Values | undefined>(undefined, { matchLabels: labels }, { matchLabels: { istio: 'ingressgateway' } });
  const jwtRules = [{ issuer: 'me', jwksUri: 'https://example.org/keys' }];
  m.addIstio('security', 'RequestAuthentication', m.name('ra'), m.pick('istio-system', namespace, gateway.namespace), {
    selector,
    jwtRules,
  });
};

const subsetOnlyInTheMesh: Plot = (m) => {
  const service = m.service();
  const gateway = m.gateways[0];
  if (service === undefined || gateway === undefined) return;
  const { name, namespace } = service;
  const full = `${name}.${namespace}.svc.cluster.local`;
  const host = m.pick(name, full);
  const subset = m.slip('v1', undefined);
  m.addIstio(API, 'VirtualService', m.name('vs'), namespace, {
    hosts: [m.slip(host, name, full)],
    http: [
      { route: [{ destination: { host, subset } }] },
      ...(m.chance(0.3) ? [{ route: [{ destination: { host, subset: 'v2' } }] }] : []),
    ],
  });
  m.addIstio(API, 'VirtualService', m.name('vs'), namespace, {
    hosts: ['shop.example.com'],
    gateways: m.pick([`${gateway.namespace}/${gateway.name}`], ['mesh'], [`${gateway.namespace}/${gateway.name}`, 'mesh']),
    http: m.several(1, 2, () => ({ route: [{ destination: { host, subset: m.slip(undefined, 'v1') } }] })),
  });
};

const patches: Plot = (m) => {
  const value = { name: m.pick('a.lua', 'b.lua') };
  const operations = ['ADD', 'REMOVE', 'REPLACE', 'INSERT_BEFORE', 'INSERT_AFTER'];
  const places = ['ROUTE_CONFIGURATION', 'HTTP_ROUTE', 'HTTP_FILTER', 'NETWORK_FILTER', 'VIRTUAL_HOST', 'CLUSTER'];
  const filter = { name: 'a.lua' };
  m.several(1, 2, () =>
    m.addIstio(API, 'EnvoyFilter', m.name('ef'), m.namespace(), {
      priority: m.pick(undefined, undefined, 5),
      configPatches: m.several(1, 3, () => ({
        applyTo: m.pick(...places),
        match: m.sometimes(0.6, () => ({
          proxy: m.sometimes(0.6, () => ({ proxyVersion: '^1\\.31.*' })),
          listener: m.sometimes(0.5, () => ({ filterChain: { filter } })),
        })),
        patch: m.pick<Values>(
          { operation: m.pick(...operations), value },
          { operation: m.pick(...operations), value: { typedConfig: {} } },
          { operation: 'REMOVE' },
        ),
      })),
    }),
  );
};

const unverified: Plot = (m) => {
  const service = m.service();
  if (service === undefined) return;
  const files = { clientCertificate: '/etc/c.pem', privateKey: '/etc/k.pem' };
  const tls = () =>
    m.pick<Values>(
      { mode: 'SIMPLE' },
      { mode: 'SIMPLE', caCertificates: '' },
      { mode: 'MUTUAL', ...files },
      { mode: 'MUTUAL', credentialName: 'cert-a' },
      { mode: 'SIMPLE', credentialName: 'cert-a' },
      { mode: 'SIMPLE', caCertificates: '/etc/ca.pem' },
      { mode: 'ISTIO_MUTUAL' },
    );
  m.addIstio(API, 'DestinationRule', m.name('dr'), service.namespace, {
    host: service.name,
    workloadSelector: m.pick<Values | undefined>(undefined, { matchLabels: { app: 'web' } }, { matchLabels: {} }),
    trafficPolicy: {
      tls: m.sometimes(0.6, tls),
      portLevelSettings: m.several(1, 2, (at) => ({ port: { number: [443, 443][at] }, tls: m.sometimes(0.9, tls) })),
    },
  });
};

const oneHostAtTwoGateways: Plot = (m) => {
  const labels = m.pick<Labels>({ istio: 'ingressgateway' }, m.workloads[0]?.labels ?? {}, { app: 'web' });
  const [first] = Object.entries(labels);
  const less = first === undefined ? {} : { [first[0]]: first[1] };
  for (const selector of [labels, m.pick(labels, less)]) {
    const credential = m.pick<Values>(
      { credentialName: 'cert-a' },
      { serverCertificate: '/a.pem', privateKey: m.slip('/a.key', '/b.key') },
    );
    const secure = {
      port: { number: 443, name: 'https', protocol: 'HTTPS' },
      hosts: [m.slip('a.example.com', '*.example.com')],
      tls: { mode: 'SIMPLE', ...credential },
    };
    const plain = {
      port: { number: m.slip(80, 81), name: 'http', protocol: 'HTTP' },
      hosts: [m.slip('a.example.com', './a.example.com')],
      bind: m.slip(undefined, '10.0.0.1'),
    };
    m.addIstio(API, 'Gateway', m.name('gw'), m.namespace(), { selector, servers: m.pick([secure], [plain], [plain, secure]) });
  }
};

const rulesThatNothingReaches: Plot = (m) => {
  const service = m.service();
  if (service === undefined) return;
  const route = [{ destination: { host: service.name, port: { number: service.ports[0] ?? 80 } } }];
  const uri = () => m.pick<Values>({ prefix: '/' }, { prefix: '/a' }, { exact: '/a/b' }, { regex: '/a.*' }, { prefix: '/a/b' });
  const match = () =>
    m.pick<Values>(
      { uri: uri() },
      { uri: uri() },
      { uri: uri(), port: 80 },
      { uri: uri(), headers: { a: { exact: 'b' } } },
      { headers: { a: { exact: 'b' } } },
      { name: 'x', uri: uri() },
    );
  m.addIstio(API, 'VirtualService', m.name('vs'), service.namespace, {
    hosts: [service.name],
    gateways: m.sometimes(0.3, () => ['mesh']),
    http: m.several(2, 4, (at) => ({
      name: m.sometimes(0.3, () => `rule-${at}`),
      match: m.sometimes(0.85, () => m.several(m.slip(1, 0), 3, match)),
      route,
    })),
    tls: m.sometimes(0.2, () =>
      m.several(1, 2, () => ({ match: [{ sniHosts: [service.name], port: m.pick(443, 444) }], route })),
    ),
    tcp: m.sometimes(0.2, () =>
      m.several(1, 2, () => ({ match: m.pick<Values[] | undefined>(undefined, [{ port: 3306 }], []), route })),
    ),
  });
};

const PLOTS: readonly Plot[] = [
  sidecarsOfOnePod,
  sidecarsOfNoPod,
  telemetriesOfOnePod,
  telemetriesOfNoPod,
  claimsWithoutAuthentication,
  claimsWithoutAuthentication,
  subsetOnlyInTheMesh,
  patches,
  patches,
  unverified,
  oneHostAtTwoGateways,
  rulesThatNothingReaches,
];

/** Some of the plots. */
export function makePlots(m: MeshMaker): void {
  if (m.workloads.length === 0 || m.chance(0.4)) return;
  m.several(1, 2, () => m.pick(...PLOTS)(m));
}
