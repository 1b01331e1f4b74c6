import { Chart, Duration, Testing } from 'cdk8s';
import * as lib from '../lib';

export type AnyProps = Readonly<Record<string, unknown>>;

/** Something public that takes props: the least that it works with, and how they are given. */
export interface TakesProps {
  readonly least: (scope: Chart) => object;
  /** @default as a construct that is made */
  readonly give?: (scope: Chart, props: never) => unknown;
}

export const chart = () => new Chart(Testing.app(), 'c', { namespace: 'shop' });

const mesh = (scope: Chart) => new lib.IstioControlPlane(scope, 'istio');
const ambient = (scope: Chart) => new lib.IstioControlPlane(scope, 'istio', { profile: 'ambient' });
const ingress = (scope: Chart, controlPlane = mesh(scope)) => new lib.IngressGateway(scope, 'ingress', { controlPlane });
const reviews = (scope: Chart) => new lib.DestinationRule(scope, 'rule', { host: 'reviews', subsets: { v1: { version: 'v1' } } });
const route = (scope: Chart) => [{ route: [{ destination: reviews(scope).subset('v1') }] }] as const;
const rules = (scope: Chart) => new lib.VirtualService(scope, 'rules', { hosts: ['reviews'], http: route(scope) });
const addons = (scope: Chart, controlPlane = mesh(scope)) => new lib.AddonsNamespace(scope, 'addons', { controlPlane });
const workload = { name: 'reviews', labels: { app: 'reviews' }, namespace: 'shop' };
const pods = lib.Workload.unchecked({ app: 'reviews' });
const service = { name: 'reviews', metadata: { namespace: 'shop' } };
const kubernetesService = { name: 'reviews', metadata: { namespace: 'shop' }, ports: [{ port: 80 }] };
const prometheusOf = (scope: Chart, namespace = addons(scope)) => new lib.Prometheus(scope, 'prometheus', { namespace });
const nothing = () => ({});

/** A function of its props alone. */
function called<Props>(give: (props: Props) => unknown): TakesProps['give'] {
  return (_, props: Props) => give(props);
}

/** Everything that the library exports and that takes props. */
export const TAKES_PROPS: Readonly<Record<string, TakesProps>> = {
  // the mesh
  IstioControlPlane: { least: nothing },
  OutsideControlPlane: { least: nothing },
  IngressGateway: { least: (c) => ({ controlPlane: mesh(c) }) },
  EgressGateway: { least: (c) => ({ controlPlane: mesh(c) }) },
  IstioCni: { least: (c) => ({ controlPlane: ambient(c) }) },
  Ztunnel: { least: (c) => ({ controlPlane: ambient(c) }) },
  Waypoint: { least: (c) => ({ controlPlane: ambient(c) }) },
  DefaultRevision: {
    least: (c) => ({ controlPlane: new lib.IstioControlPlane(c, 'istio', { revision: 'a', defaultRevision: '' }) }),
  },
  ImageMirror: { least: nothing },
  TracingProvider: { least: (c) => ({ controlPlane: mesh(c), usedElsewhere: true, zipkin: { service, port: 80 } }) },
  AccessLogProvider: { least: (c) => ({ controlPlane: mesh(c), usedElsewhere: true, envoyFileAccessLog: {} }) },
  MetricsProvider: { least: (c) => ({ controlPlane: mesh(c), usedElsewhere: true, prometheus: {} }) },
  ExternalAuthorizer: {
    least: (c) => ({ controlPlane: mesh(c), usedElsewhere: true, envoyExtAuthzGrpc: { service, port: 80 } }),
  },
  MeshNamespace: { least: nothing },
  injectAtSynth: { least: (c) => ({ controlPlane: mesh(c) }), give: lib.injectAtSynth },
  MeshApp: { least: nothing, give: called((props: lib.MeshAppProps) => new lib.MeshApp(props)) },
  snapshotOf: { least: nothing, give: (c, props) => [new lib.MeshNamespace(c, 'shop'), lib.snapshotOf(c, props)] },

  // Istio's kinds
  AuthorizationPolicy: { least: () => ({ rules: [{}] }) },
  DelegateVirtualService: { least: (c) => ({ http: route(c) }) },
  DestinationRule: { least: () => ({ host: 'reviews' }) },
  EnvoyFilter: { least: () => ({ configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'REMOVE' } }] }) },
  FaultInjection: { least: (c) => ({ virtualService: rules(c), abort: { httpStatus: 500, percentage: 1 } }) },
  Gateway: {
    least: (c) => ({ selector: ingress(c), servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }] }),
  },
  PeerAuthentication: { least: () => ({ mtls: { mode: 'STRICT' } }) },
  ProxyConfig: { least: nothing },
  RequestAuthentication: { least: () => ({ jwtRules: [{ issuer: 'https://a.com' }] }) },
  ServiceEntry: {
    least: () => ({ hosts: ['a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'DNS' }),
  },
  Sidecar: { least: () => ({ egress: [{ hosts: ['./*'] }] }) },
  Telemetry: { least: nothing },
  TrafficExtension: { least: () => ({ lua: { inlineCode: 'function envoy_on_request(request) end' } }) },
  VirtualService: { least: (c) => ({ hosts: ['reviews'], http: route(c) }) },
  WasmPlugin: { least: () => ({ url: 'oci://a.com/b' }) },
  WorkloadEntry: { least: () => ({ address: '1.2.3.4' }) },
  WorkloadGroup: { least: () => ({ template: {} }) },
  'Principal.of': {
    least: nothing,
    give: called((props: lib.PrincipalOptions) => lib.Principal.of({ name: 'a', metadata: { namespace: 'b' } }, props)),
  },
  'Destination.unchecked': { least: () => ({ host: 'a.com' }), give: called(lib.Destination.unchecked) },
  'OutsideDelegate.unchecked': { least: () => ({ name: 'a' }), give: called(lib.OutsideDelegate.unchecked) },

  // the Gateway API
  'GatewayApi.BackendTLSPolicy': {
    least: () => ({ targetRefs: [{ service }], validation: { hostname: 'a.com', wellKnownCACertificates: 'System' } }),
  },
  'GatewayApi.GRPCRoute': { least: () => ({ parentRefs: [service], rules: [{}] }) },
  'GatewayApi.Gateway': {
    least: () => ({ gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] }),
  },
  'GatewayApi.HTTPRoute': { least: () => ({ parentRefs: [service], rules: [{}] }) },
  'GatewayApi.ReferenceGrant': {
    least: () => ({ from: [{ kind: 'HTTPRoute', namespace: 'web' }], to: [{ kind: 'Service', name: 'a' }] }),
  },
  'GatewayApi.TCPRoute': {
    least: () => ({
      parentRefs: [service],
      rules: [{ backendRefs: [{ backend: lib.GatewayApi.Backend.service(kubernetesService) }] }],
    }),
  },
  'GatewayApi.TLSRoute': {
    least: () => ({
      parentRefs: [service],
      hostnames: ['a.com'],
      rules: [{ backendRefs: [{ backend: lib.GatewayApi.Backend.service(kubernetesService) }] }],
    }),
  },
  'GatewayApi.Backend.unchecked': { least: () => ({ name: 'a', port: 80 }), give: called(lib.GatewayApi.Backend.unchecked) },
  'GatewayApi.OutsideObject.unchecked': { least: () => ({ name: 'a' }), give: called(lib.GatewayApi.OutsideObject.unchecked) },
  'GatewayApi.Parent.unchecked': { least: () => ({ name: 'a' }), give: called(lib.GatewayApi.Parent.unchecked) },

  // recipes
  Access: { least: () => ({ namespaces: ['web'] }) },
  AccessLogs: { least: (c) => ({ controlPlane: mesh(c) }) },
  CallGraph: { least: (c) => ({ controlPlane: mesh(c) }) },
  Canary: { least: () => ({ service: 'reviews', stable: 'v1', canary: 'v2', steps: [10], step: 10 }) },
  DenyByDefault: { least: nothing },
  EgressThroughGateway: {
    least: (c) => ({ host: 'a.com', gateway: new lib.EgressGateway(c, 'egress', { controlPlane: mesh(c) }) }),
  },
  ExternalAuthorization: { least: (c) => ({ controlPlane: mesh(c), of: pods, envoyExtAuthzGrpc: { service, port: 80 } }) },
  ExternalHost: { least: () => ({ host: 'a.com' }) },
  GlobalRateLimit: {
    least: (c) => ({ service: new lib.RateLimitService(c, 'limits'), workload, limits: [{ requests: 1, per: 'day' }] }),
  },
  HttpsIngress: {
    least: (c) => ({
      gateway: ingress(c),
      servers: [{ hosts: ['a.com'], certificate: { name: 'a', metadata: { namespace: 'istio-system' } } }],
    }),
  },
  LocalRateLimit: { least: () => ({ workload, limits: [{ requests: 1, per: Duration.minutes(1) }] }) },
  MeshMetrics: { least: (c) => ({ controlPlane: mesh(c) }) },
  MutualTls: { least: () => ({ step: 'strict' }) },
  RateLimitService: {
    least: nothing,
    give: (scope, props: lib.RateLimitServiceProps) => {
      const counter = new lib.RateLimitService(scope, 'it', props);
      new lib.GlobalRateLimit(scope, 'limit', { service: counter, workload, limits: [{ requests: 1, per: 'day' }] });
    },
  },
  RequireToken: { least: () => ({ tokens: [{ issuer: 'https://a.com' }] }) },
  Routes: {
    least: () => ({ renderAs: 'VirtualService', service, rules: [{ to: [{ service, port: 80 }] }] }),
  },
  TlsOrigination: { least: () => ({ host: 'a.com' }) },
  TlsPassthrough: {
    least: (c) => ({ gateway: ingress(c), hosts: { 'a.com': lib.Destination.unchecked({ host: 'a', port: { number: 443 } }) } }),
  },
  Traces: { least: (c) => ({ controlPlane: mesh(c), zipkin: { service, port: 80 } }) },
  abTest: {
    least: (c) => ({ rule: reviews(c), cookie: 'a', shares: { v1: 100 } }),
    give: called((props: lib.AbTestProps<'v1'>) => lib.abTest(props)),
  },
  circuitBreaker: { least: () => ({ connections: 1 }), give: called(lib.circuitBreaker) },
  distribute: {
    least: nothing,
    give: called((props: lib.FailOverProps) => lib.distribute({ 'eu/*': { 'eu/*': 100 } }, props as never)),
  },
  ejectOutliers: { least: nothing, give: called(lib.ejectOutliers) },
  failOver: { least: nothing, give: called(lib.failOver) },
  retryWithin: { least: () => ({ budget: Duration.seconds(2), attempts: 1 }), give: called(lib.retryWithin) },
  stickyBy: { least: () => ({ header: 'a' }), give: called(lib.stickyBy) },

  // what watches the mesh, certificates, demos
  AddonsNamespace: { least: (c) => ({ controlPlane: mesh(c) }) },
  Grafana: {
    least: (c) => {
      const namespace = addons(c);
      return { namespace, prometheus: prometheusOf(c, namespace) };
    },
  },
  IngressBeforeGateway: { least: (c) => ({ gateway: ingress(c), hosts: ['a.com'] }) },
  Jaeger: { least: (c) => ({ namespace: addons(c) }) },
  Kiali: {
    least: (c) => {
      const namespace = addons(c);
      return { namespace, prometheus: prometheusOf(c, namespace) };
    },
  },
  OpenTelemetryCollector: { least: (c) => ({ namespace: addons(c), traces: 'log' }) },
  Prometheus: { least: (c) => ({ namespace: addons(c) }) },
  Certificate: { least: () => ({ issuer: lib.OutsideIssuer.unchecked({ name: 'a' }), dnsNames: ['a.com'] }) },
  Issuer: { least: () => ({ selfSigned: {} }) },
  'OutsideIssuer.unchecked': { least: () => ({ name: 'a' }), give: called(lib.OutsideIssuer.unchecked) },
  Bookinfo: {
    least: (c) => {
      const controlPlane = mesh(c);
      return { controlPlane, ingress: ingress(c, controlPlane) };
    },
  },
  HandsOn: {
    least: (c) => {
      const controlPlane = mesh(c);
      return { controlPlane, ingress: ingress(c, controlPlane), hosts: ['a.com'] };
    },
  },
};

/** Everything else that the library exports, and what it takes: texts, objects that the program has, or manifests. */
export const TAKES_NO_PROPS: readonly string[] = [
  'BOOKINFO_CATALOGUE',
  'GATEWAY_API_VERSION',
  'GatewayApi.CertificateAuthority',
  'GatewayApi.GatewayApiCrds',
  'GatewaySelector',
  'GatewayWorkload',
  'ISTIO_HUB',
  'ISTIO_VERSION',
  'InvalidProps',
  'OutsideGateway',
  'OutsideProvider',
  'OutsideServiceAccount',
  'PolicyTarget',
  'Resource',
  'ServiceHost',
  'Stages',
  'Workload',
  'byCookie',
  'grpcCall',
  'injectText',
  'split',
  'template',
  'templateText',
];

type Made = new (scope: Chart, id: string, props: unknown) => unknown;

/** Gives props to something public, as a program does that was not compiled; the answer is what it throws, or finds when it is asked. */
export function answerOf(name: string, scope: Chart, props: unknown): unknown {
  const give = TAKES_PROPS[name]!.give as ((scope: Chart, props: unknown) => unknown) | undefined;
  const found = name.split('.').reduce((from, part) => from[part] as AnyProps, lib as unknown as AnyProps);
  try {
    if (give !== undefined) give(scope, props);
    else new (found as unknown as Made)(scope, 'it', props);
    return scope.node.root.node
      .findAll()
      .flatMap(({ node }) => node.validate().map((problem) => `${node.path}: ${problem}`))
      .join('\n');
  } catch (error) {
    return error;
  }
}
