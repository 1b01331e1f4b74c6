import { annotated, type InjectionCase } from './pods';

const configured = (config: object) => annotated({ 'proxy.istio.io/config': JSON.stringify(config) });

const REFUSED: readonly object[] = [
  { connectionSettings: { httpMaxConcurrentStreams: 0 } },
  { connectionSettings: { http2InitialStreamWindowSize: 65534 } },
  { connectionSettings: { http2InitialConnectionWindowSize: 1 } },
  { connectionSettings: { listenerPerConnectionBufferLimitBytes: -1 } },
  { connectionSettings: { listenerConnectionLimit: 0 } },
  { connectionSettings: { globalDownstreamConnectionLimit: 0 } },
  { connectionSettings: { httpIdleTimeout: '-1s' } },
  { connectionSettings: { httpMaxStreamDuration: '-1ms' } },
  { tracing: { tlsSettings: { mode: 'MUTUAL', privateKey: '/key' } } },
  { tracing: { tlsSettings: { mode: 'MUTUAL', clientCertificate: '/cert' } } },
  { tracing: { tlsSettings: { mode: 'SIMPLE', insecureSkipVerify: true, caCertificates: '/ca' } } },
  { tracing: { tlsSettings: { mode: 'SIMPLE', insecureSkipVerify: true, credentialName: 'a' } } },
  { tracing: { tlsSettings: { mode: 'MUTUAL', insecureSkipVerify: true, credentialName: 'a', subjectAltNames: ['b'] } } },
  { tracing: { tlsSettings: { mode: 'SIMPLE', credentialName: 'a', caCertificates: '/ca' } } },
  { tracing: { tlsSettings: { mode: 'SIMPLE', credentialName: 'configmap://a' } } },
  { drainDuration: '0.5s' },
  { discoveryAddress: 'istiod' },
  { statusPort: 70000 },
  { concurrency: 1.5 },
  { concurrency: 2 ** 31 },
  { tracing: { maxPathTagLength: -1 } },
  { gatewayTopology: { numTrustedProxies: -1 } },
  { statNameLength: '12.5' },
  { privateKeyProvider: { cryptomb: { pollDelay: '0s' } } },
];

const TAKEN: readonly object[] = [
  {
    connectionSettings: {
      httpMaxConcurrentStreams: 1,
      http2InitialStreamWindowSize: 65535,
      http2InitialConnectionWindowSize: 65535,
      listenerPerConnectionBufferLimitBytes: 0,
      listenerConnectionLimit: 1,
      httpIdleTimeout: '0s',
    },
  },
  { concurrency: '2', statNameLength: 1e3, gatewayTopology: { numTrustedProxies: 2 ** 32 - 1 }, tracing: { sampling: 0.5 } },
  { tracing: { tlsSettings: { mode: 'MUTUAL', clientCertificate: '/cert', privateKey: '/key' } } },
  { tracing: { tlsSettings: { mode: 'DISABLE', credentialName: 'a', caCertificates: '/ca' } } },
  { tracing: { tlsSettings: { mode: 'MUTUAL', insecureSkipVerify: true, credentialName: 'a' } } },
];

/** ProxyConfigs of pods that istiod refuses, and those next to them that it takes. */
export const refusalCases: readonly InjectionCase[] = [
  ...REFUSED.map(
    (config): InjectionCase => ({ name: `refused: ${JSON.stringify(config)}`, pod: configured(config), official: 'refused' }),
  ),
  ...TAKEN.map((config): InjectionCase => ({ name: `taken: ${JSON.stringify(config)}`, pod: configured(config) })),
];
