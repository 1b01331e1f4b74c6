import { bindsLowPorts, isTproxy } from './derived';
import { equals, given, named, or } from './expression';
import { input, proxyMetadata, values } from './inputs';
import type { PodSecurityContext, SecurityContext } from './pod-shape';
import { ifGiven, type Node, when } from './template';

const seccompProfile = ifGiven(values.passed('global.proxy.seccompProfile'));

const isPrivileged = values.flag('global.proxy.privileged');
const isRoot = named('runsAsRoot', or(isTproxy, bindsLowPorts));

export const sidecarSecurity: Node<SecurityContext> = when(
  equals(proxyMetadata('IPTABLES_TRACE_LOGGING'), 'true'),
  // The kernel's iptables log is open only to a container with all rights.
  {
    allowPrivilegeEscalation: true,
    capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] },
    privileged: true,
    readOnlyRootFilesystem: true,
    runAsGroup: input('proxyGroup'),
    runAsNonRoot: false,
    runAsUser: 0,
    seccompProfile,
  },
).otherwise({
  allowPrivilegeEscalation: isPrivileged,
  capabilities: {
    add: when(isRoot, [when(isTproxy, 'NET_ADMIN'), when(bindsLowPorts, 'NET_BIND_SERVICE')]),
    drop: ['ALL'],
  },
  privileged: isPrivileged,
  readOnlyRootFilesystem: true,
  runAsGroup: when(isRoot, 1337).otherwise(input('proxyGroup')),
  runAsNonRoot: when(isRoot, false).otherwise(true),
  runAsUser: when(isRoot, 0).otherwise(input('proxyUser')),
  seccompProfile,
});

/** Of the init container that writes iptables rules. */
export const redirectSecurity: Node<SecurityContext> = {
  allowPrivilegeEscalation: isPrivileged,
  capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] },
  privileged: isPrivileged,
  readOnlyRootFilesystem: false,
  runAsGroup: 0,
  runAsNonRoot: false,
  runAsUser: 0,
  seccompProfile,
};

/** Of the init container that only looks whether the rules work: it must be redirected as the app is. */
export const checkSecurity: Node<SecurityContext> = {
  allowPrivilegeEscalation: isPrivileged,
  capabilities: { drop: ['ALL'] },
  privileged: isPrivileged,
  readOnlyRootFilesystem: true,
  runAsGroup: when(isTproxy, 1337).otherwise(input('proxyGroup')),
  runAsNonRoot: true,
  runAsUser: when(isTproxy, 1337).otherwise(input('proxyUser')),
  seccompProfile,
};

export const gatewaySecurity: Node<SecurityContext> = {
  runAsUser: input('proxyUser'),
  runAsGroup: input('proxyGroup'),
};

/** A gateway may listen on 80 and 443 though it is not root. */
export const lowPortsAllowed = {
  sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
} satisfies Node<PodSecurityContext>;

export const gatewayPodSecurity: Node<PodSecurityContext> = when(
  given(values.passed('gateways.securityContext')),
  values.passed('gateways.securityContext'),
).otherwise(lowPortsAllowed);
