import { PROXY_NAME } from './derived';
import { fromField, variable } from './env';
import { given } from './expression';
import { gatewayObjects } from './gateway-objects';
import * as pod from './gateway-pod';
import type { GatewayObject } from './gateway-shape';
import { proxyImage, pullPolicy, pullSecrets } from './image';
import { input } from './inputs';
import type { Container } from './pod-shape';
import * as env from './proxy-env';
import { envoyMetrics, jsonLog, meshLifecycle, stsPort } from './proxy-process';
import { type Node, when } from './template';
import { certificates, mount, volume } from './volumes';

const container: Node<Container> = {
  name: PROXY_NAME,
  image: proxyImage('global.proxy.image', input('proxyImage')),
  resources: pod.resources('global.proxy.resources'),
  imagePullPolicy: pullPolicy,
  securityContext: { ...pod.confined, runAsUser: input('proxyUser'), runAsGroup: input('proxyGroup') },
  ports: [...pod.agentPorts, envoyMetrics],
  args: ['proxy', 'router', '--domain', pod.domain, ...pod.logArguments, stsPort, jsonLog],
  lifecycle: meshLifecycle,
  env: [
    ...env.certificateAuthority,
    ...env.podIdentity,
    env.cpuLimit,
    env.proxyConfig,
    variable('ISTIO_META_POD_PORTS', '[]'),
    variable('ISTIO_META_APP_CONTAINERS', ''),
    ...env.goLimits,
    variable('ISTIO_META_CLUSTER_ID', pod.clusterName),
    fromField('ISTIO_META_NODE_NAME', 'spec.nodeName'),
    env.gatewayMode,
    when(given(pod.network), variable('ISTIO_META_NETWORK', pod.network)),
    ...pod.workload,
    ...env.mesh,
    env.metadataEnv,
    when(given(pod.ownNetwork), variable('ISTIO_META_REQUESTED_NETWORK_VIEW', pod.ownNetwork)),
  ],
  startupProbe: pod.startup,
  readinessProbe: pod.readiness,
  volumeMounts: [
    mount.workloadSocket,
    mount.credentialSocket,
    mount.certificates,
    mount.rootCertificate,
    mount.agentData,
    mount.envoyConfig,
    mount.token,
    mount.podInfo,
  ],
};

/** For Gateways of class `istio`: an Envoy at the edge of the mesh. */
export const kubeGateway: readonly Node<GatewayObject>[] = gatewayObjects({
  managedBy: 'istio.io-gateway-controller',
  ownsAccountSince128: true,
  isUdpAllowed: true,
  pod: {
    securityContext: pod.podSecurity,
    serviceAccountName: input('gatewayServiceAccount'),
    containers: [container],
    volumes: [
      volume.workloadSocket,
      { name: 'credential-socket', emptyDir: {} },
      certificates({ name: 'workload-certs', emptyDir: {} }),
      volume.envoyConfig,
      volume.agentData,
      volume.podInfo,
      volume.token,
      volume.rootCertificate,
    ],
    imagePullSecrets: pullSecrets,
  },
});
