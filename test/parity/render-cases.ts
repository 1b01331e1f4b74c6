import { array, constantFrom, sample } from 'fast-check';
import type { ChartName } from '../../lib/values-files/charts';

/** A command line: files as text, and options. */
export interface CommandLine {
  readonly chart: ChartName;
  readonly files?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly ignoreUnknown?: boolean;
  readonly release?: string;
  readonly kubeVersion?: string;
}

const PRODUCTION = `
pilot:
  autoscaleMin: 2
  autoscaleMax: 10
  resources:
    requests: { cpu: 500m, memory: 2Gi }
    limits: { memory: 4Gi }
  podAnnotations:
    cluster-autoscaler.kubernetes.io/safe-to-evict: "true"
  env:
    PILOT_ENABLE_STATUS: true
    PILOT_PUSH_THROTTLE: 100
    PILOT_MAX_REQUESTS_PER_SECOND: 25.5
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector: { matchLabels: { app: istiod } }
meshConfig:
  accessLogFile: /dev/stdout
  accessLogEncoding: JSON
  outboundTrafficPolicy: { mode: REGISTRY_ONLY }
  defaultConfig:
    holdApplicationUntilProxyStarts: true
    proxyMetadata: { ISTIO_META_DNS_CAPTURE: "true" }
    tracing: { sampling: 10.5, zipkin: { address: zipkin.tracing:9411 } }
  extensionProviders:
    - name: otel
      opentelemetry: { service: otel.tracing.svc.cluster.local, port: 4317 }
  defaultProviders: { tracing: [otel] }
global:
  priorityClassName: system-cluster-critical
  proxy:
    resources: { requests: { cpu: 10m, memory: 64Mi }, limits: { cpu: null, memory: 256Mi } }
    excludeIPRanges: 169.254.169.254/32
  logging: { level: "default:warn" }
`;

const ANCHORS = `
x: &labels { team: mesh }
podLabels: *labels
podAnnotations: { <<: *labels, more: "yes" }
`;

const MULTI_CLUSTER = `
global:
  meshID: mesh1
  multiCluster: { clusterName: cluster1 }
  network: network1
  meshNetworks:
    network1:
      endpoints: [{ fromRegistry: cluster1 }]
      gateways: [{ registryServiceName: istio-eastwestgateway.istio-system.svc.cluster.local, port: 15443 }]
`;

const EDGE = `
name: edge
labels: { app: edge, istio: edge, team: net }
service:
  type: NodePort
  ports:
    - { name: status-port, port: 15021, targetPort: 15021 }
    - { name: http2, port: 80, targetPort: 8080, nodePort: 30080 }
  externalTrafficPolicy: Local
  annotations: { service.beta.kubernetes.io/aws-load-balancer-type: nlb }
autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 6, targetCPUUtilizationPercentage: 60 }
podDisruptionBudget: { minAvailable: 1 }
resources: { limits: null, requests: { cpu: 50m } }
env: { ISTIO_META_HTTP10: "1", LARGE: 2000000 }
`;

const ISTIOD: readonly Omit<CommandLine, 'chart'>[] = [
  {},
  { files: [PRODUCTION] },
  { files: [PRODUCTION, 'pilot: { autoscaleMin: 3, podAnnotations: { other: x } }\n'] },
  { files: [PRODUCTION], set: ['pilot.autoscaleMax=4,pilot.env.PILOT_PUSH_THROTTLE=7', 'meshConfig.extensionProviders=null'] },
  { files: [MULTI_CLUSTER] },
  { files: [MULTI_CLUSTER], set: ['revision=1-31', 'revisionTags={prod,stable}'] },
  { files: [ANCHORS], ignoreUnknown: true },
  { files: ['autoscaleMin: 2\npilot: { autoscaleMin: 3 }\n'] },
  { files: ['autoscaleEnabled: false\nreplicaCount: 3\n'] },
  { files: ['profile: demo\nautoscaleEnabled: true\nresources: { requests: { cpu: 1 } }\n'] },
  { files: ['profile: demo\npilot: { autoscaleEnabled: true, resources: { requests: { cpu: 1 } } }\n'] },
  { files: ['profile: ambient\n'] },
  { files: ['profile: preview\nmeshConfig: { defaultConfig: { proxyMetadata: { A: b } } }\n'] },
  { files: ['profile: remote\nglobal: { remotePilotAddress: istiod.example.com }\n'] },
  { files: ['profile: remote\nconfigMap: true\nglobal: { remotePilotAddress: 192.0.2.1, configCluster: true }\n'] },
  { files: ['profile: stable\nglobal: { profile: demo }\n'] },
  { files: ['global: { profile: demo }\n'] },
  { set: ['global.platform=openshift', 'trustedZtunnelNamespace=ztunnel'] },
  { set: ['compatibilityVersion=1.29', 'pilot.env.PILOT_ENABLE_STRICT_GATEWAY_MERGING=true'] },
  { setString: ['compatibilityVersion=1.25'], set: ['profile=demo'] },
  { set: ['pilot.tolerations[0].key=a,pilot.tolerations[0].operator=Exists', 'pilot.nodeSelector.kubernetes\\.io/arch=arm64'] },
  { set: ['pilot.resources=null'] },
  { set: ['pilot.resources.requests=null', 'pilot.podAnnotations.a\\,b=c\\,d'] },
  { set: ['pilot.pdb.minAvailable=null,pilot.pdb.maxUnavailable=25%,autoscaleMin=2'] },
  { set: ['global.proxy.autoInject=disabled,global.proxy.excludeOutboundPorts=5432,global.meshID=1'] },
  { set: ['global.imagePullSecrets={one,two}', 'pilot.ipFamilies={IPv4,IPv6}', 'ipFamilyPolicy=PreferDualStack'] },
  { set: ['telemetry.enabled=false', 'global.configValidation=false', 'pilot.configMap=false'] },
  {
    set: ['sidecarInjectorWebhook.enableNamespacesByDefault=TRUE'],
    files: ['sidecarInjectorWebhook: { rewriteAppHTTPProbe: off }\n'],
  },
  { setString: ['pilot.podLabels.version=1', 'pilot.deploymentLabels.a=true'] },
  { set: ['istiodRemote.injectionURL=https://x.example.com/inject,base.validationURL=https://x.example.com/validate'] },
  { release: 'mesh' },
  {
    files: ['gatewayClasses: { istio: { service: { spec: { type: ClusterIP }, metadata: { annotations: { gone: null } } } } }\n'],
  },
  { files: ['cni: { enabled: true }\nenv: { ENABLE_CLUSTER_TRUST_BUNDLE_API: true }\n'] },
  { files: ['pilot: { revision: blue, meshConfig: { trustDomain: example.org }, nodeSelector: null }\n'] },
  { files: ['meshConfig: { discoverySelectors: [{ matchLabels: { mesh: "on" } }] }\n'] },
  { files: ['jwksResolverExtraRootCA: |\n  -----BEGIN CERTIFICATE-----\n  MIIB\n  -----END CERTIFICATE-----\n'] },
];

const OTHERS: readonly CommandLine[] = [
  { chart: 'base' },
  { chart: 'base', set: ['defaultRevision=1-31', 'base.excludedCRDs={envoyfilters.networking.istio.io}'] },
  { chart: 'base', files: ['profile: stable\nglobal: { imagePullSecrets: [a] }\nbase: { enableIstioConfigCRDs: true }\n'] },
  { chart: 'base', set: ['defaultRevision='], release: 'crds' },
  { chart: 'base', set: ['base.enableCRDTemplates=false,experimental.stableValidationPolicy=true'], release: 'crds' },
  { chart: 'base', files: [PRODUCTION], ignoreUnknown: true },
  { chart: 'default', set: ['revision=1-31', 'sidecarInjectorWebhook.enableNamespacesByDefault=true'] },
  { chart: 'gateway' },
  { chart: 'gateway', release: 'edge-release' },
  { chart: 'gateway', files: [EDGE] },
  { chart: 'gateway', files: [EDGE], set: ['autoscaling.enabled=false,replicaCount=3', 'service.ports[1].port=8081'] },
  { chart: 'gateway', set: ['service.type=ClusterIP,kind=DaemonSet,networkGateway=network1'], setString: ['podAnnotations.n=1'] },
  {
    chart: 'gateway',
    files: ['podAnnotations: { prometheus.io/port: "9" }\ncontainerSecurityContext: null\nprofile: ambient\n'],
  },
  {
    chart: 'gateway',
    files: ['global: { priorityClassName: high, imagePullPolicy: Always, networkPolicy: { enabled: true } }\n'],
  },
  { chart: 'cni' },
  { chart: 'cni', files: ['profile: ambient\nexcludeNamespaces: [kube-system, istio-system]\n'] },
  { chart: 'cni', files: ['cni: { cniBinDir: /a, ambient: { enabled: true } }\ncniBinDir: /b\n'] },
  { chart: 'cni', set: ['global.platform=openshift', 'cni.resources.requests.cpu=null'] },
  { chart: 'cni', set: ['platform=gke', 'resourceQuotas.pods=100'], kubeVersion: 'v1.33.0-gke.100' },
  { chart: 'cni', set: ['compatibilityVersion=1.25,logging.level=debug,tolerations=null'] },
  { chart: 'ztunnel' },
  { chart: 'ztunnel', files: ['profile: ambient\nresources: { requests: { cpu: 1 } }\nenv: { A: 1, B: true }\n'] },
  { chart: 'ztunnel', files: ['global: { network: n1, multiCluster: { clusterName: c1 }, logAsJson: true, variant: debug }\n'] },
  { chart: 'ztunnel', files: ['global: { logLevel: debug }\nlogLevel: info,access=debug\nrevision: blue\n'] },
  { chart: 'ztunnel', set: ['global.platform=openshift', 'podAnnotations.prometheus\\.io/scrape=null'] },
];

/** Command lines whose meaning differs: files over files, options over files, profiles, names with and without prefix, `null`. */
export const COMMAND_LINES: readonly CommandLine[] = [
  ...ISTIOD.map((line) => ({ ...line, chart: 'istiod' as const })),
  ...OTHERS,
];

/** Several of the command lines for one chart in one: their files over each other, and all their options. */
function combined(lines: readonly CommandLine[]): CommandLine {
  const all = <T>(of: (line: CommandLine) => readonly T[] | undefined) => lines.flatMap((line) => of(line) ?? []);
  const { chart } = lines[0]!;
  return {
    chart,
    files: all(({ files }) => files),
    set: all(({ set }) => set),
    setString: all(({ setString }) => setString),
    ignoreUnknown: lines.some(({ ignoreUnknown }) => ignoreUnknown === true),
  };
}

/** Random combinations of them, the same ones for the same seed. */
export function randomCommandLines(seed: number, runs: number): CommandLine[] {
  const ofChart = (chart: string) => COMMAND_LINES.filter((line) => line.chart === chart);
  const several = constantFrom('istiod', 'istiod', 'gateway', 'cni', 'ztunnel').chain((chart) =>
    array(constantFrom(...ofChart(chart)), { minLength: 2, maxLength: 5 }),
  );
  return sample(several.map(combined), { seed, numRuns: runs });
}
