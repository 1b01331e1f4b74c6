import type { Values } from '../../../../lib/core/schema/values';
import type { MeshMaker } from './mesh-maker';

/** Which pods a policy is for. */
function target(m: MeshMaker, namespace: string, share = 0.6): Values {
  if (m.slips())
    return { targetRefs: [{ kind: 'Gateway', group: 'gateway.networking.k8s.io', name: m.pick('edge', 'nowhere') }] };
  if (m.slips()) return { targetRef: { kind: 'Gateway', group: 'gateway.networking.k8s.io', name: 'edge' } };
  if (!m.chance(share)) return m.slip<Values>({}, { selector: {} }, { selector: { matchLabels: {} } });
  return { selector: { matchLabels: m.selector(namespace) } };
}

function source(m: MeshMaker): Values {
  const right = m.pick(m.namespace(), '*', 'sh*', '*ta', m.namespace().toUpperCase());
  const namespaces = m.slip([right], ['nowhere'], [right, 'no*'], ['*nothing'], ['istio-system'], ['default'], ['kube-system']);
  return m.pick<Values>(
    { namespaces },
    { notNamespaces: namespaces },
    { namespaces, notNamespaces: m.slip([m.namespace()], ['nowhere']) },
    { principals: m.slip(['cluster.local/ns/shop/sa/web'], ['']) },
    { ipBlocks: m.slip(['10.0.0.0/8'], ['10.0.0.0/40']) },
  );
}

function makeAuthorizationPolicy(m: MeshMaker, namespace: string): void {
  const rules = m.several(0, 2, () => ({
    from: m.sometimes(0.8, () => m.several(1, 2, () => ({ source: source(m) }))),
    to: m.sometimes(0.3, () => [{ operation: m.slip<Values>({ methods: ['GET'] }, { paths: ['/a*b'] }, {}) }]),
    when: m.slip<Values[] | undefined>(
      undefined,
      [{ key: 'request.headers[x]', values: ['a'] }],
      [{ key: 'nothing', values: ['a'] }],
    ),
  }));
  const action = m.slip(m.pick('ALLOW', 'DENY', undefined), 'CUSTOM');
  m.addIstio('security', 'AuthorizationPolicy', m.name('ap'), namespace, { ...target(m, namespace), action, rules });
}

function makeAuthentication(m: MeshMaker, namespace: string): void {
  const rule = { issuer: m.slip('me', ''), jwksUri: m.slip('https://example.org/keys', 'ftp://x', 'nothing') };
  if (m.chance(0.5)) {
    m.addIstio('security', 'RequestAuthentication', m.name('ra'), namespace, {
      ...target(m, namespace),
      jwtRules: m.slip([rule], []),
    });
    return;
  }
  const selector = m.sometimes(0.5, () => ({ matchLabels: m.selector(namespace) }));
  const portLevelMtls =
    selector === undefined ? m.slip(undefined, { 80: { mode: 'STRICT' } }) : m.pick(undefined, { 80: { mode: 'DISABLE' } });
  m.addIstio('security', 'PeerAuthentication', m.name('pa'), namespace, {
    selector,
    mtls: { mode: m.pick('STRICT', 'PERMISSIVE') },
    portLevelMtls,
  });
}

function accessLogging(m: MeshMaker): Values[] | undefined {
  return m.slip<Values[] | undefined>(
    m.pick<Values[] | undefined>(undefined, [{ providers: [{ name: 'envoy' }] }], [{ disabled: true }]),
    [{}],
    [{ providers: [] }],
    [{ disabled: false }],
    [{ providers: [{ name: 'envoy' }] }, { filter: { expression: 'response.code >= 400' } }],
  );
}

function makeTelemetry(m: MeshMaker, namespace: string): void {
  const provider = m.slip('zipkin', 'lightstep', 'ls2');
  m.addIstio('telemetry', 'Telemetry', m.name('telemetry'), namespace, {
    ...target(m, namespace, 0.5),
    accessLogging: accessLogging(m),
    tracing: m.sometimes(0.5, () =>
      m.slip([{ providers: [{ name: provider }] }], [{ providers: [{ name: 'a' }, { name: 'lightstep' }] }], [{}, {}]),
    ),
    metrics: m.slip(undefined, [{ overrides: [{ tagOverrides: { '': { value: 'a' } } }] }]),
  });
}

function makeSidecar(m: MeshMaker, namespace: string): void {
  const labels = m.sometimes(0.6, () => m.selector(namespace));
  const egress = m.slip(
    [{ hosts: ['./*', 'shared/*'] }],
    [{ hosts: ['*/*', './*'] }],
    [{ hosts: ['./*', 'istio-system/*'] }],
    [{ hosts: ['nothing'] }],
    undefined,
  );
  const proxy = { host: 'egress.shop.svc.cluster.local', port: { number: 80 } };
  m.addIstio('networking', 'Sidecar', m.name('sidecar'), namespace, {
    workloadSelector: labels === undefined ? m.slip(undefined, {}, { labels: {} }) : { labels },
    egress,
    outboundTrafficPolicy: m.slip<Values | undefined>(
      m.pick(undefined, { mode: 'REGISTRY_ONLY' }),
      { mode: 'ALLOW_ANY', egressProxy: proxy },
      { egressProxy: { host: 'nothing' } },
    ),
  });
}

function makePlugin(m: MeshMaker, namespace: string): void {
  const url = m.slip('oci://example.com/plugin:1', '');
  const [kind, body] = m.pick<[string, Values]>(
    ['WasmPlugin', { url }],
    ['WasmPlugin', { url }],
    ['TrafficExtension', { wasm: { url } }],
  );
  m.addIstio('extensions', kind, m.name('plugin'), namespace, { ...target(m, namespace), ...body });
}

/** What is said about pods: who may call them, what is measured, what they can reach. */
export function makePolicies(m: MeshMaker): void {
  const makers = [
    makeAuthorizationPolicy,
    makeAuthorizationPolicy,
    makeAuthentication,
    makeTelemetry,
    makeTelemetry,
    makeSidecar,
    makeSidecar,
    makePlugin,
  ];
  m.several(0, 5, () => m.pick(...makers)(m, m.pick(m.namespace(), m.namespace(), m.namespace(), 'istio-system')));
  if (!m.slips()) return;
  const namespace = m.namespace();
  m.several(2, 2, () => m.pick(makeTelemetry, makeSidecar)(m, namespace));
}
