import type { SidecarSpecIngress, SidecarSpecIngressTls } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { ipAddressProblems, isUnixAddress, unixAddressProblems } from './addresses';
import { connectionPoolProblems } from './connection-pool';
import { listenerPortProblems } from './listener-port';
import { isTls } from './protocol';

type Listener = Wire<SidecarSpecIngress>;
type Tls = Wire<SidecarSpecIngressTls>;

const HERE = ['', '127.0.0.1', '0.0.0.0', '::1', '::'];

/** Host and port of `<host>:<port>` or `[<address>]:<port>`. */
function hostAndPort(text: string): readonly [host: string, port: string] | undefined {
  const match = /^(?:\[([^[\]]*)\]|([^[\]:]*)):([^[\]:]*)$/.exec(text);
  return match === null ? undefined : [match[1] ?? match[2] ?? '', match[3] ?? ''];
}

function defaultEndpointProblems(field: string, endpoint: string | undefined): Problem[] {
  if (endpoint === undefined || endpoint === '') return [];
  if (isUnixAddress(endpoint)) return unixAddressProblems(field, endpoint);
  const [host, port = ''] = hostAndPort(endpoint) ?? [];
  const number = /^[-+]?[0-9]+$/.test(port) ? Number(port) : 0;
  if (host !== undefined && HERE.includes(host) && number >= 1 && number <= 65535) return [];
  const fix = 'use 127.0.0.1:<port>, [::1]:<port>, 0.0.0.0:<port> or [::]:<port> for the address of the pod, or unix://<path>';
  return [{ field, problem: 'is not a place of the workload', got: endpoint, fix }];
}

/** Fields that only gateways have a use for. */
const GATEWAY_ONLY = ['subjectAltNames', 'httpsRedirect', 'credentialName', 'credentialNames', 'tlsCertificates'] as const;

function isSet(value: Tls[keyof Tls]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '' && value !== false;
}

function tlsProblems(field: string, tls: Tls): Problem[] {
  const { mode = 'PASSTHROUGH' } = tls;
  const ends = mode === 'SIMPLE' || mode === 'MUTUAL' || mode === 'OPTIONAL_MUTUAL';
  const needed = ends ? (['serverCertificate', 'privateKey', ...(mode === 'SIMPLE' ? [] : ['caCertificates'])] as const) : [];
  return [
    ...(mode === 'ISTIO_MUTUAL' || mode === 'AUTO_PASSTHROUGH'
      ? [{ field: `${field}.mode`, problem: 'is for gateways', got: mode, fix: 'use SIMPLE, MUTUAL or OPTIONAL_MUTUAL' }]
      : []),
    ...GATEWAY_ONLY.filter((name) => isSet(tls[name])).map((name) => ({
      field: `${field}.${name}`,
      problem: 'is for gateways',
      got: tls[name],
      fix: 'use serverCertificate and privateKey, files in the proxy',
    })),
    ...needed
      .filter((name) => !isSet(tls[name as keyof Tls]))
      .map((name) => ({
        field: `${field}.${name}`,
        problem: `is missing, which ${mode} needs`,
        fix: 'give a path in the proxy',
      })),
    ...(mode === 'SIMPLE' && isSet(tls.caCrl)
      ? [{ field: `${field}.caCrl`, problem: 'is set without clients to check', got: tls.caCrl, fix: 'set mode to MUTUAL' }]
      : []),
  ];
}

/** Problems of a port that a sidecar takes requests on. */
export function ingressListenerProblems(field: string, listener: Listener): Problem[] {
  const { bind, connectionPool, defaultEndpoint, port, tls } = listener;
  const problem = 'is set on a port that does not speak it';
  return [
    ...listenerPortProblems(`${field}.port`, port),
    ...(bind === undefined || bind === '' ? [] : ipAddressProblems(`${field}.bind`, bind)),
    ...defaultEndpointProblems(`${field}.defaultEndpoint`, defaultEndpoint),
    ...(tls === undefined || isTls(port.protocol ?? '')
      ? []
      : [{ field: `${field}.tls`, problem, got: port.protocol ?? '', fix: 'set port.protocol to HTTPS or TLS' }]),
    ...(tls === undefined ? [] : tlsProblems(`${field}.tls`, tls)),
    ...connectionPoolProblems(`${field}.connectionPool`, connectionPool),
  ];
}
