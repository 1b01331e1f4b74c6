import type { ResourceRequirements } from '../values';
import { variable } from './env';
import { concat, entry, firstGiven, given, named, withoutNulls } from './expression';
import { annotation, input, values } from './inputs';
import type { EnvVar, PodSecurityContext, Probe, SecurityContext } from './pod-shape';
import { lowPortsAllowed } from './security-context';
import { type Item, ifGiven, type Node, type Optional, when } from './template';
import type { PathTo } from './value-path';

const http = { path: '/healthz/ready', port: 15021, scheme: 'HTTP' };

export const startup: Node<Probe> = {
  failureThreshold: 30,
  httpGet: http,
  initialDelaySeconds: 1,
  periodSeconds: 1,
  successThreshold: 1,
  timeoutSeconds: 1,
};

export const readiness: Node<Probe> = {
  failureThreshold: 4,
  httpGet: http,
  initialDelaySeconds: 0,
  periodSeconds: 15,
  successThreshold: 1,
  timeoutSeconds: 1,
};

export const agentPorts = [
  { containerPort: 15020, name: 'metrics', protocol: 'TCP' },
  { containerPort: 15021, name: 'status-port', protocol: 'TCP' },
];

export function resources(path: PathTo<ResourceRequirements>): Optional<Node<ResourceRequirements>> {
  return when(given(values.passed(path)), withoutNulls(values.passed(path)));
}

export const gatewaySeccomp = ifGiven(values.passed('gateways.seccompProfile'));

export const podSecurity: Node<PodSecurityContext> = when(
  given(values.passed('gateways.securityContext')),
  values.passed('gateways.securityContext'),
).otherwise({ ...lowPortsAllowed, seccompProfile: gatewaySeccomp });

export const confined = {
  capabilities: { drop: ['ALL'] },
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
} satisfies Node<SecurityContext>;

export const clusterName = firstGiven(values.text('global.multiCluster.clusterName'), input('istiodCluster'));

/** The network that the Gateway says it is for. */
export const ownNetwork = entry(input('infrastructureLabels'), 'topology.istio.io/network');
export const network = named('network', firstGiven(ownNetwork, values.text('global.network')));

export const logArguments: readonly Item<string>[] = [
  '--proxyLogLevel',
  annotation('sidecar.istio.io/logLevel', values.text('global.proxy.logLevel')),
  '--proxyComponentLogLevel',
  annotation('sidecar.istio.io/componentLogLevel', values.text('global.proxy.componentLogLevel')),
  '--log_output_level',
  annotation('sidecar.istio.io/agentLogLevel', values.text('global.logging.level')),
];

export const domain = concat('$(POD_NAMESPACE).svc.', values.text('global.proxy.clusterDomain'));

/** Which Deployment the proxy is of. */
export const workload: readonly Item<EnvVar>[] = [
  variable('ISTIO_META_WORKLOAD_NAME', input('deploymentName')),
  variable(
    'ISTIO_META_OWNER',
    concat('kubernetes://apis/apps/v1/namespaces/', input('gatewayNamespace'), '/deployments/', input('deploymentName')),
  ),
];
