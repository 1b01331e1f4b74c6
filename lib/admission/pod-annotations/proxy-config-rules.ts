import { isIP } from 'node:net';
import type { ProxyConfig } from '../../../imports/mesh-config';
import { connectionProblems, tracingTlsProblems } from './connection-rules';
import { DEFAULT_PROXY_CONFIG, layProxyConfig, readProxyConfig } from './proxy-config';

/** What istiod refuses about a ProxyConfig in YAML or JSON; undefined for one that it takes. */
export function proxyConfigProblem(text: string): string | undefined {
  try {
    const [problem] = problems(layProxyConfig(DEFAULT_PROXY_CONFIG, readProxyConfig(text)));
    return problem === undefined ? undefined : `holds a ProxyConfig whose ${problem}`;
  } catch (error) {
    return `must hold a ProxyConfig in YAML or JSON: ${(error as Error).message.split('\n')[0]}`;
  }
}

function problems(config: ProxyConfig): string[] {
  const { connectionSettings, tracing, envoyMetricsService, envoyAccessLogService, privateKeyProvider } = config;
  return [
    ...required('configPath', config.configPath),
    ...required('binaryPath', config.binaryPath),
    ...(config.tracingServiceName === undefined ? required('serviceCluster', config.serviceCluster) : []),
    ...drainProblems(config.drainDuration),
    ...addressProblems('discoveryAddress', config.discoveryAddress ?? ''),
    ...(tracing?.lightstep ? addressProblems('tracing.lightstep.address', tracing.lightstep.address ?? '') : []),
    ...(tracing?.lightstep ? required('tracing.lightstep.accessToken', tracing.lightstep.accessToken) : []),
    ...(tracing?.zipkin ? addressProblems('tracing.zipkin.address', onHost(tracing.zipkin.address)) : []),
    ...(tracing?.datadog ? addressProblems('tracing.datadog.address', onHost(tracing.datadog.address)) : []),
    ...given('statsdUdpAddress', config.statsdUdpAddress),
    ...given('envoyMetricsServiceAddress', config.envoyMetricsServiceAddress),
    ...given('envoyMetricsService.address', envoyMetricsService?.address),
    ...given('envoyAccessLogService.address', envoyAccessLogService?.address),
    ...portProblems('proxyAdminPort', config.proxyAdminPort),
    ...portProblems('statusPort', config.statusPort),
    ...((config.controlPlaneAuthPolicy as string) === 'INHERIT' ? ['controlPlaneAuthPolicy must be NONE or MUTUAL_TLS'] : []),
    ...(privateKeyProvider === undefined ? [] : hardwareProblems(privateKeyProvider)),
    ...(tracing?.tlsSettings === undefined ? [] : tracingTlsProblems(tracing.tlsSettings)),
    ...(connectionSettings === undefined ? [] : connectionProblems(connectionSettings)),
  ];
}

function required(field: string, value: string | undefined): string[] {
  return value === undefined || value === '' ? [`${field} must be set`] : [];
}

function given(field: string, address: string | undefined): string[] {
  return address === undefined ? [] : addressProblems(field, address);
}

function onHost(address = ''): string {
  return address.replace('$(HOST_IP)', '127.0.0.1');
}

function addressProblems(field: string, address: string): string[] {
  const [, bracketed, plain, port] = /^(?:\[([^[\]]*)\]|([^[\]:]*)):(\d+)$/.exec(address) ?? [];
  const host = bracketed ?? plain ?? '';
  const isRight = (isIP(host) !== 0 || isDomain(host)) && isPort(Number(port));
  return isRight ? [] : [`${field} must be host:port, is ${JSON.stringify(address)}`];
}

function isDomain(name: string): boolean {
  const isLabel = (label: string) => /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/.test(label);
  return name.length <= 255 && name.replace(/\.$/, '').split('.').every(isLabel);
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

function portProblems(field: string, port = 0): string[] {
  return isPort(port) ? [] : [`${field} must be a port number from 1 to 65535, is ${port}`];
}

/** istiod counts in whole seconds, and has to have at least one. */
function drainProblems(duration: string | undefined): string[] {
  const seconds = Number(duration?.slice(0, -1));
  return Number.isInteger(seconds) && seconds >= 1 ? [] : [`drainDuration must be whole seconds, at least one, is ${duration}`];
}

function hardwareProblems({ cryptomb, qat }: NonNullable<ProxyConfig['privateKeyProvider']>): string[] {
  const provider = cryptomb ?? qat;
  if (provider === undefined) return ['privateKeyProvider must name a provider'];
  return provider.pollDelay === undefined || Number.parseFloat(provider.pollDelay) === 0
    ? ['privateKeyProvider must have a pollDelay that is not 0']
    : [];
}
