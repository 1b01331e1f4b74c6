import type {
  AuthenticationPolicy,
  ForwardClientCertDetails,
  ProxyConfig,
  ProxyConfigInboundInterceptionMode,
  ProxyConfigTracingServiceName,
} from '../../../imports/mesh-config';

/** How Istio reads and prints a field. Those of an enum are its names, of which the first counts as not set. */
export type Field =
  | 'text'
  | 'flag'
  /** A whole number of 32 bits. */
  | 'number'
  /** One that is not below 0. */
  | 'count'
  | 'fraction'
  | 'duration'
  /** A flag or number whose false or 0 is a value of its own. */
  | 'given flag'
  | 'given number'
  /** Printed as text. */
  | 'given long'
  | readonly string[]
  | { readonly message: Fields }
  | { readonly listOf: Field }
  | { readonly mapOf: Field };

/** The fields of a message, in the order in which they are printed. */
export type Fields = Readonly<Record<string, Field>>;

type FieldsOf<T> = { readonly [K in keyof T]-?: Field };

const texts: Field = { listOf: 'text' };
const disabled: Field = { message: { disabled: 'given flag' } };
const enabled: Field = { message: { enabled: 'given flag' } };
const certificateDetails = [
  'UNDEFINED',
  'SANITIZE',
  'FORWARD_ONLY',
  'APPEND_FORWARD',
  'SANITIZE_SET',
  'ALWAYS_FORWARD_ONLY',
] as const satisfies readonly ForwardClientCertDetails[];

const tls: Field = {
  message: {
    mode: ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'],
    clientCertificate: 'text',
    privateKey: 'text',
    caCertificates: 'text',
    credentialName: 'text',
    subjectAltNames: texts,
    sni: 'text',
    insecureSkipVerify: 'given flag',
    caCrl: 'text',
  },
};

const remoteService: Field = {
  message: {
    address: 'text',
    tlsSettings: tls,
    tcpKeepalive: { message: { probes: 'count', time: 'duration', interval: 'duration' } },
  },
};

const tracing = {
  zipkin: { message: { address: 'text' } },
  lightstep: { message: { address: 'text', accessToken: 'text' } },
  datadog: { message: { address: 'text' } },
  stackdriver: {
    message: {
      debug: 'flag',
      maxNumberOfAttributes: 'given long',
      maxNumberOfAnnotations: 'given long',
      maxNumberOfMessageEvents: 'given long',
    },
  },
  openCensusAgent: {
    message: {
      address: 'text',
      context: { listOf: ['UNSPECIFIED', 'W3C_TRACE_CONTEXT', 'GRPC_BIN', 'CLOUD_TRACE_CONTEXT', 'B3'] },
    },
  },
  customTags: {
    mapOf: {
      message: {
        literal: { message: { value: 'text' } },
        environment: { message: { name: 'text', defaultValue: 'text' } },
        header: { message: { name: 'text', defaultValue: 'text' } },
      },
    },
  },
  maxPathTagLength: 'count',
  sampling: 'fraction',
  tlsSettings: tls,
  enableIstioTags: 'given flag',
} satisfies FieldsOf<NonNullable<ProxyConfig['tracing']>>;

const readinessProbe = {
  initialDelaySeconds: 'number',
  timeoutSeconds: 'number',
  periodSeconds: 'number',
  successThreshold: 'number',
  failureThreshold: 'number',
  httpGet: {
    message: {
      path: 'text',
      port: 'number',
      host: 'text',
      scheme: 'text',
      httpHeaders: { listOf: { message: { name: 'text', value: 'text' } } },
    },
  },
  tcpSocket: { message: { host: 'text', port: 'number' } },
  exec: { message: { command: texts } },
  grpc: { message: { port: 'number', service: 'text' } },
} satisfies FieldsOf<NonNullable<ProxyConfig['readinessProbe']>>;

const proxyHeaders = {
  forwardedClientCert: certificateDetails,
  setCurrentClientCertDetails: {
    message: { subject: 'given flag', cert: 'given flag', chain: 'given flag', dns: 'given flag', uri: 'given flag' },
  },
  requestId: disabled,
  server: { message: { disabled: 'given flag', value: 'text' } },
  attemptCount: disabled,
  envoyDebugHeaders: disabled,
  metadataExchangeHeaders: { message: { mode: ['UNDEFINED', 'IN_MESH'] } },
  preserveHttp1HeaderCase: 'given flag',
  xForwardedHost: enabled,
  xForwardedPort: enabled,
} satisfies FieldsOf<NonNullable<ProxyConfig['proxyHeaders']>>;

const connectionSettings = {
  profile: ['SIDECAR', 'EDGE'],
  listenerPerConnectionBufferLimitBytes: 'given number',
  clusterPerConnectionBufferLimitBytes: 'given number',
  httpIdleTimeout: 'duration',
  httpMaxConnectionDuration: 'duration',
  httpDrainTimeout: 'duration',
  httpRequestTimeout: 'duration',
  httpRequestHeadersTimeout: 'duration',
  httpStreamIdleTimeout: 'duration',
  httpMaxStreamDuration: 'duration',
  httpMaxConcurrentStreams: 'given number',
  http2InitialStreamWindowSize: 'given number',
  http2InitialConnectionWindowSize: 'given number',
  httpHeadersWithUnderscoresAction: [
    'HEADERS_WITH_UNDERSCORES_UNSPECIFIED',
    'HEADERS_WITH_UNDERSCORES_ALLOW',
    'HEADERS_WITH_UNDERSCORES_REJECT_REQUEST',
    'HEADERS_WITH_UNDERSCORES_DROP_HEADER',
  ],
  httpMergeSlashes: 'given flag',
  httpPathWithEscapedSlashesAction: [
    'PATH_WITH_ESCAPED_SLASHES_UNSPECIFIED',
    'KEEP_UNCHANGED',
    'REJECT_REQUEST',
    'UNESCAPE_AND_REDIRECT',
    'UNESCAPE_AND_FORWARD',
  ],
  listenerConnectionLimit: 'given number',
  globalDownstreamConnectionLimit: 'given number',
} satisfies FieldsOf<NonNullable<ProxyConfig['connectionSettings']>>;

const hardware: Field = { message: { pollDelay: 'duration', fallback: 'given flag' } };

/** The ProxyConfig. A field that a newer Istio adds does not compile until it is here. */
export const PROXY_CONFIG_FIELDS = {
  configPath: 'text',
  binaryPath: 'text',
  serviceCluster: 'text',
  tracingServiceName: [
    'APP_LABEL_AND_NAMESPACE',
    'CANONICAL_NAME_ONLY',
    'CANONICAL_NAME_AND_NAMESPACE',
  ] satisfies readonly ProxyConfigTracingServiceName[],
  drainDuration: 'duration',
  discoveryAddress: 'text',
  discoveryRefreshDelay: 'duration',
  zipkinAddress: 'text',
  statsdUdpAddress: 'text',
  envoyMetricsServiceAddress: 'text',
  proxyAdminPort: 'number',
  availabilityZone: 'text',
  controlPlaneAuthPolicy: ['NONE', 'MUTUAL_TLS', 'INHERIT'] satisfies readonly AuthenticationPolicy[],
  customConfigFile: 'text',
  statNameLength: 'number',
  concurrency: 'given number',
  proxyBootstrapTemplatePath: 'text',
  interceptionMode: ['REDIRECT', 'TPROXY', 'NONE'] satisfies readonly ProxyConfigInboundInterceptionMode[],
  tracing: { message: tracing },
  sds: { message: { enabled: 'flag', k8sSaJwtPath: 'text' } },
  envoyAccessLogService: remoteService,
  envoyMetricsService: remoteService,
  proxyMetadata: { mapOf: 'text' },
  runtimeValues: { mapOf: 'text' },
  statusPort: 'number',
  extraStatTags: texts,
  gatewayTopology: {
    message: { numTrustedProxies: 'count', forwardClientCertDetails: certificateDetails, proxyProtocol: { message: {} } },
  },
  terminationDrainDuration: 'duration',
  meshId: 'text',
  readinessProbe: { message: readinessProbe },
  proxyStatsMatcher: { message: { inclusionPrefixes: texts, inclusionSuffixes: texts, inclusionRegexps: texts } },
  holdApplicationUntilProxyStarts: 'given flag',
  caCertificatesPem: texts,
  image: { message: { imageType: 'text' } },
  privateKeyProvider: { message: { cryptomb: hardware, qat: hardware } },
  proxyHeaders: { message: proxyHeaders },
  fileFlushInterval: 'duration',
  fileFlushMinSizeKb: 'count',
  statsCompression: 'given flag',
  connectionSettings: { message: connectionSettings },
} satisfies FieldsOf<ProxyConfig>;

/** Fields of which the last that is given takes the place of the other. */
export const SERVICE_NAME_FIELDS = ['serviceCluster', 'tracingServiceName'] as const;
