import type { ProxyConfig } from '../../../imports/mesh-config';

type Settings = NonNullable<ProxyConfig['connectionSettings']>;
type Tls = NonNullable<NonNullable<ProxyConfig['tracing']>['tlsSettings']>;

/** The least that istiod takes of each number. */
const LEAST: { readonly [field: string]: number } = {
  listenerPerConnectionBufferLimitBytes: 0,
  clusterPerConnectionBufferLimitBytes: 0,
  httpMaxConcurrentStreams: 1,
  http2InitialStreamWindowSize: 65535,
  http2InitialConnectionWindowSize: 65535,
  listenerConnectionLimit: 1,
  globalDownstreamConnectionLimit: 1,
};

/** What istiod refuses about the connections of a proxy: too small numbers, and lengths of time below 0. */
export function connectionProblems(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]: [string, unknown]) => {
    const least = LEAST[name];
    const field = `connectionSettings.${name}`;
    if (least !== undefined) return Number(value) < least ? [`${field} must be at least ${least}, is ${value}`] : [];
    return typeof value === 'string' && /^-.*\ds$/.test(value) ? [`${field} must not be negative, is ${value}`] : [];
  });
}

/** What istiod refuses about the TLS to a collector of traces. */
export function tracingTlsProblems(tls: Tls): string[] {
  const { caCertificates, caCrl, clientCertificate, credentialName, insecureSkipVerify, mode, privateKey, subjectAltNames } = tls;
  const field = 'tracing.tlsSettings';
  const fromSecret = credentialName !== undefined && credentialName !== '';
  const problems: string[] = [];
  if (credentialName?.startsWith('configmap://')) problems.push(`${field}.credentialName must be that of a Secret`);
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return problems;
  const authority = caCertificates || subjectAltNames || (mode === 'SIMPLE' && fromSecret);
  if (insecureSkipVerify && authority) problems.push(`${field} skips the verification for which it names authorities`);
  if (fromSecret) {
    const isDouble = clientCertificate || caCertificates || privateKey || caCrl;
    return isDouble ? [...problems, `${field} has certificates beside credentialName`] : problems;
  }
  if (mode === 'MUTUAL' && !clientCertificate) problems.push(`${field}.clientCertificate must be set in mode MUTUAL`);
  if (mode === 'MUTUAL' && !privateKey) problems.push(`${field}.privateKey must be set in mode MUTUAL`);
  return problems;
}
