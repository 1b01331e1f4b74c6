import { isTree } from '../../../core/tree';
import { ADDON_FATES } from './addon-fates';
import { at, type Fate, gone, IMAGE, prop, switches, unlessEmpty } from './fate';

const ONE_ISTIOD = 'its work is done by istiod, which is one Deployment with its own scaling';
const MIXER =
  'Mixer is gone: proxies measure, log and trace themselves (Telemetry), and ask for permission themselves (AuthorizationPolicy)';
const RATE_LIMITS = 'Mixer is gone; rate limits are recipes of this library';
const ALWAYS = 'always so today';

const unlessTrue = (value: unknown) => (value === true ? undefined : value);
const secondsOf = (value: unknown) => (typeof value === 'number' && value > 0 ? value : undefined);

const STATUS_PORT = { name: 'status-port', port: 15021, protocol: 'TCP', targetPort: 15021 };

/** The ports of the Service, and the one at which load balancers of today ask whether the gateway is ready. */
const servicePorts = (ports: unknown) =>
  Array.isArray(ports) && ports.length > 0
    ? [
        STATUS_PORT,
        ...ports
          .filter(isTree)
          .map(({ targetPort, ...port }) => ({ ...port, protocol: 'TCP', targetPort: targetPort ?? port['port'] })),
      ]
    : undefined;

function gatewayFates(part: 'ingress' | 'egress'): Readonly<Record<string, Fate>> {
  return {
    enabled: (value, all) =>
      at(all, 'gateways', 'enabled') === false
        ? { text: 'left out, since gateways.enabled is false' }
        : switches(part, part === 'ingress' ? 'an IngressGateway' : 'an EgressGateway')(value, all),
    type: prop(part, 'service.type', (type) => (type === (part === 'ingress' ? 'LoadBalancer' : 'ClusterIP') ? undefined : type)),
    replicaCount: prop(part, 'replicaCount', (count) => (count === 1 ? undefined : count)),
    autoscaleMin: prop(part, 'autoscaling.minReplicas', (count) => (count === 1 ? undefined : count)),
    autoscaleMax: prop(part, 'autoscaling.maxReplicas', (count) => (count === 5 ? undefined : count)),
    'cpu.targetAverageUtilization': prop(part, 'autoscaling.targetCPUUtilizationPercentage', (share) =>
      share === 80 ? undefined : share,
    ),
    autoscaleEnabled: prop(part, 'autoscaling.enabled', unlessTrue),
    resources: prop(part, 'resources', unlessEmpty),
    loadBalancerIP: prop(part, 'service.loadBalancerIP', unlessEmpty),
    loadBalancerSourceRanges: prop(part, 'service.loadBalancerSourceRanges', unlessEmpty),
    externalIPs: prop(part, 'service.externalIPs', unlessEmpty),
    externalTrafficPolicy: prop(part, 'service.externalTrafficPolicy', unlessEmpty),
    serviceAnnotations: prop(part, 'service.annotations', unlessEmpty),
    podAnnotations: prop(part, 'podAnnotations', unlessEmpty),
    nodeSelector: prop(part, 'nodeSelector', unlessEmpty),
    tolerations: prop(part, 'tolerations', unlessEmpty),
    labels: gone('the Gateway finds the pods by the construct; labels keep their names app and istio'),
    namespace: prop(part, 'namespace', unlessEmpty),
    ports: prop(part, 'service.ports', servicePorts),
    meshExpansionPorts: gone('machines outside of the cluster come through a gateway of their own (WorkloadGroup)'),
    secretVolumes: gone('certificates are not mounted: name the Secret in credentialName of the Gateway, or of HttpsIngress'),
    '**': gone('no value of the gateway today'),
  };
}

/** What became of each value of the chart of Istio 1.0, by its key; `**` takes all keys of a section that stand nowhere else. */
export const FATES: Readonly<Record<string, Readonly<Record<string, Fate>>>> = {
  global: {
    hub: gone(IMAGE),
    tag: gone(IMAGE),
    k8sIngressSelector: prop('istio', 'meshConfig.ingressSelector', (value) => (value === 'ingress' ? undefined : value)),
    k8sIngressHttps: gone('an Ingress says itself whether it has TLS'),
    'proxy.image': gone(IMAGE),
    'proxy.resources': prop('istio', 'global.proxy.resources', unlessEmpty),
    'proxy.concurrency': prop('istio', 'meshConfig.defaultConfig.concurrency', (value) => (value === 0 ? undefined : value)),
    'proxy.accessLogFile': prop('istio', 'meshConfig.accessLogFile', unlessEmpty),
    'proxy.accessLogFormat': prop('istio', 'meshConfig.accessLogFormat', unlessEmpty),
    'proxy.accessLogEncoding': prop('istio', 'meshConfig.accessLogEncoding', (value) => (value === 'TEXT' ? undefined : value)),
    'proxy.privileged': prop('istio', 'global.proxy.privileged', (value) => (value === true ? true : undefined)),
    'proxy.enableCoreDump': prop('istio', 'global.proxy.enableCoreDump', (value) => (value === true ? true : undefined)),
    'proxy.statusPort': prop('istio', 'global.proxy.statusPort', (value) => (value === 15020 ? undefined : value)),
    'proxy.readinessInitialDelaySeconds': prop('istio', 'global.proxy.readinessInitialDelaySeconds', secondsOf),
    'proxy.readinessPeriodSeconds': prop('istio', 'global.proxy.readinessPeriodSeconds', secondsOf),
    'proxy.readinessFailureThreshold': prop('istio', 'global.proxy.readinessFailureThreshold', secondsOf),
    'proxy.includeIPRanges': prop('istio', 'global.proxy.includeIPRanges', (value) => (value === '*' ? undefined : value)),
    'proxy.excludeIPRanges': prop('istio', 'global.proxy.excludeIPRanges', unlessEmpty),
    'proxy.includeInboundPorts': prop('istio', 'global.proxy.includeInboundPorts', (value) =>
      value === '*' ? undefined : value,
    ),
    'proxy.excludeInboundPorts': prop('istio', 'global.proxy.excludeInboundPorts', unlessEmpty),
    'proxy.autoInject': prop('istio', 'global.proxy.autoInject', (value) => (value === 'enabled' ? undefined : value)),
    'proxy.envoyStatsd': gone('statsd is gone; Prometheus asks the proxies'),
    'proxy.stats': gone('annotations of pods say which statistics a proxy has: proxyStatsMatcher'),
    'proxy_init.image': gone(IMAGE),
    imagePullPolicy: prop('istio', 'global.imagePullPolicy', unlessEmpty),
    imagePullSecrets: prop('istio', 'global.imagePullSecrets', unlessEmpty),
    priorityClassName: prop('istio', 'global.priorityClassName', unlessEmpty),
    defaultResources: prop('istio', 'global.defaultResources', unlessEmpty),
    'outboundTrafficPolicy.mode': prop('istio', 'meshConfig.outboundTrafficPolicy.mode'),
    trustDomain: prop('istio', 'meshConfig.trustDomain', unlessEmpty),
    enableTracing: prop('istio', 'meshConfig.enableTracing', (value) => (value === true ? undefined : value)),
    'mtls.enabled': (value) =>
      value === true
        ? { text: 'a PeerAuthentication of the mesh with mode STRICT', settings: [{ part: 'mtls', path: [], value }] }
        : { text: 'proxies use mTLS among themselves, and take plain calls as well (PERMISSIVE)' },
    controlPlaneSecurityEnabled: gone(ALWAYS),
    disablePolicyChecks: gone(MIXER),
    policyCheckFailOpen: gone(MIXER),
    sds: gone(ALWAYS),
    'sds.enabled': gone(ALWAYS),
    useMCP: gone('Galley is gone; istiod reads the cluster itself'),
    configValidation: gone('the webhook of istiod always checks'),
    crds: gone('the CRDs are a stage of their own'),
    arch: gone('images run on amd64 and arm64; use affinity of the parts'),
    hyperkube: gone('no job of the installation runs kubectl'),
    oneNamespace: gone('use meshConfig.discoverySelectors'),
    meshExpansion: gone('machines outside of the cluster: WorkloadGroup, ServiceEntry and a gateway of their own'),
    meshExpansionILB: gone('an IngressGateway whose service has the annotations of an internal load balancer'),
    '**': gone('no value of Istio 1.31'),
  },
  istiotesting: { '**': gone('it was for the tests of Istio') },
  istio_cni: {
    enabled: (value, all) => {
      const { text, settings = [] } = switches('cni', 'an IstioCni, and pilot.cni of istio, so that pods need no init container')(
        value,
        all,
      );
      const used = { part: 'istio' as const, path: ['pilot', 'cni', 'enabled'], value: true };
      return { text, settings: settings.length === 0 ? [] : [...settings, used] };
    },
    '**': gone('a prop of IstioCni, under its name of today'),
  },
  istiocoredns: {
    enabled: (value) =>
      value === true
        ? {
            text: 'proxies answer DNS themselves: ISTIO_META_DNS_CAPTURE',
            settings: [
              { part: 'istio', path: ['meshConfig', 'defaultConfig', 'proxyMetadata', 'ISTIO_META_DNS_CAPTURE'], value: 'true' },
            ],
          }
        : { text: 'left out' },
    '**': gone('no server of its own is needed: proxies answer DNS themselves'),
  },
  ingress: { '**': gone('the Ingress controller of its own is gone: an IngressGateway serves Ingress and Gateway alike') },
  gateways: {
    enabled: (value) => ({ text: value === false ? 'no gateway at all' : 'each gateway says itself whether it is there' }),
    ...prefixed('istio-ingressgateway', gatewayFates('ingress')),
    ...prefixed('istio-egressgateway', gatewayFates('egress')),
    'istio-ilbgateway.**': gone('an IngressGateway whose service has the annotations of an internal load balancer'),
    '**': gone('a further IngressGateway or EgressGateway'),
  },
  sidecarInjectorWebhook: {
    enabled: gone(`${ALWAYS}: the webhook is a part of istiod; namespaces ask for it (MeshNamespace)`),
    enableNamespacesByDefault: prop('istio', 'sidecarInjectorWebhook.enableNamespacesByDefault', (value) =>
      value === true ? true : undefined,
    ),
    rewriteAppHTTPProbe: prop('istio', 'sidecarInjectorWebhook.rewriteAppHTTPProbe', unlessTrue),
    '**': gone(ONE_ISTIOD),
  },
  galley: { '**': gone(ONE_ISTIOD) },
  mixer: { 'istio-policy.**': gone(RATE_LIMITS), '**': gone(MIXER) },
  pilot: {
    enabled: gone(ALWAYS),
    image: gone(IMAGE),
    sidecar: gone('istiod has no proxy of its own'),
    traceSampling: prop('tracing', 'randomSamplingPercentage'),
    replicaCount: prop('istio', 'pilot.replicaCount', (count) => (count === 1 ? undefined : count)),
    autoscaleMin: prop('istio', 'pilot.autoscaleMin', (count) => (count === 1 ? undefined : count)),
    autoscaleMax: prop('istio', 'pilot.autoscaleMax', (count) => (count === 5 ? undefined : count)),
    resources: prop('istio', 'pilot.resources', unlessEmpty),
    autoscaleEnabled: prop('istio', 'pilot.autoscaleEnabled', unlessTrue),
    nodeSelector: prop('istio', 'pilot.nodeSelector', unlessEmpty),
    tolerations: prop('istio', 'pilot.tolerations', unlessEmpty),
    'cpu.targetAverageUtilization': prop('istio', 'pilot.cpu.targetAverageUtilization', (share) =>
      share === 80 ? undefined : share,
    ),
    env: gone('the variables of istiod have other names today: pilot.env'),
    '**': gone('no value of istiod today'),
  },
  security: {
    selfSigned: gone('istiod signs with a root of its own, or with the Secret cacerts: docs/certificates.md'),
    '**': gone(ONE_ISTIOD),
  },
  'telemetry-gateway': { '**': gone('reach of each addon, with a Gateway of the mesh') },
  ...ADDON_FATES,
  servicegraph: { '**': gone('the picture of the mesh is in Kiali') },
  certmanager: {
    enabled: gone('cert-manager is installed by itself; its Issuer and Certificate for gateways are constructs'),
    '**': gone('cert-manager is installed by itself'),
  },
  nodeagent: { '**': gone('the agent in each proxy gets and renews its certificate') },
};

function prefixed(section: string, fates: Readonly<Record<string, Fate>>): Readonly<Record<string, Fate>> {
  return Object.fromEntries(Object.entries(fates).map(([key, fate]) => [`${section}.${key}`, fate]));
}
