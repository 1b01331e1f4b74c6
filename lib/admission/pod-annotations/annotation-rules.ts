import { isIP } from 'node:net';
import { goFlag } from '../../core/go-text';
import { proxyConfigProblem } from './proxy-config-rules';

/** What is wrong with the value of an annotation: `must be one of ...`; undefined where nothing is. */
type Rule = (value: string) => string | undefined;

const isPort = (text: string) => /^\d+$/.test(text.trim()) && Number(text) <= 65535;
const ports: Rule = (value) =>
  value.trim() === '' || value.trim().split(',').every(isPort) ? undefined : `must be a list of port numbers with commas`;
const ranges: Rule = (value) =>
  value === '' || value.split(',').every(isRange) ? undefined : 'must be a list of IP ranges such as 10.0.0.0/8 with commas';
const orAll =
  (rule: Rule): Rule =>
  (value) => {
    const problem = value === '*' ? undefined : rule(value);
    return problem && `${problem}, or *`;
  };
const interfaces: Rule = (value) => {
  const isName = (name: string) => /^[a-zA-Z][a-zA-Z0-9_.-]{0,14}$/.test(name.trim());
  return value === '' || value.split(',').every(isName)
    ? undefined
    : 'must be a list of network interfaces with commas, each of at most 15 letters, digits, _, . and -';
};
const count: Rule = (value) =>
  /^\d+$/.test(value) && Number(value) < 2 ** 32 ? undefined : 'must be a whole number from 0 to 4294967295';
const quantity: Rule = (value) => {
  const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;
  return number.test(value) ? undefined : 'must be a quantity such as 500m or 128Mi';
};

/** The annotations that istiod checks before it injects, and what it asks of each. */
const RULES: Readonly<Record<string, Rule>> = {
  'sidecar.istio.io/interceptionMode': (value) =>
    ['REDIRECT', 'TPROXY', 'NONE'].includes(value) ? undefined : 'must be REDIRECT, TPROXY or NONE',
  'status.sidecar.istio.io/port': (value) => (isPort(value) ? undefined : 'must be a port number from 0 to 65535'),
  'readiness.status.sidecar.istio.io/initialDelaySeconds': count,
  'readiness.status.sidecar.istio.io/periodSeconds': count,
  'readiness.status.sidecar.istio.io/failureThreshold': count,
  'traffic.sidecar.istio.io/includeOutboundIPRanges': orAll(ranges),
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': ranges,
  'traffic.sidecar.istio.io/includeInboundPorts': orAll(ports),
  'traffic.sidecar.istio.io/excludeInboundPorts': ports,
  'traffic.sidecar.istio.io/excludeOutboundPorts': ports,
  'traffic.sidecar.istio.io/excludeInterfaces': interfaces,
  'traffic.sidecar.istio.io/kubevirtInterfaces': interfaces,
  'istio.io/reroute-virtual-interfaces': interfaces,
  'prometheus.istio.io/merge-metrics': (value) => (goFlag(value) === undefined ? 'must be true or false' : undefined),
  'proxy.istio.io/config': proxyConfigProblem,
  'sidecar.istio.io/proxyCPU': quantity,
  'sidecar.istio.io/proxyMemory': quantity,
  'sidecar.istio.io/proxyCPULimit': quantity,
  'sidecar.istio.io/proxyMemoryLimit': quantity,
};

/** What istiod refuses about the value of an annotation of a pod, `must be ...`; undefined for what it takes, or does not look at. */
export function annotationProblem(name: string, value: string): string | undefined {
  return Object.hasOwn(RULES, name) ? RULES[name]!(value) : undefined;
}

/** As Go's netip.ParsePrefix: an address without a zone, and a length without leading zeros. */
function isRange(text: string): boolean {
  const [, address = '', length = ''] = /^([^/%]*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(length) <= (family === 4 ? 32 : 128);
}
