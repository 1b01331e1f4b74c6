import { PROXY_NAME } from './derived';
import { proxyImage, pullPolicy, pullSecrets } from './image';
import { input } from './inputs';
import { canonicalLabels, commonAnnotations } from './pod-metadata';
import type { Container, PodShape } from './pod-shape';
import { gatewayReadiness } from './probes';
import * as env from './proxy-env';
import { envoyMetrics, meshLifecycle, proxyArguments } from './proxy-process';
import { gatewayPodSecurity, gatewaySecurity } from './security-context';
import type { Node } from './template';
import { certificates, mount, volume } from './volumes';

const container: Node<Container> = {
  name: PROXY_NAME,
  image: proxyImage('global.proxy.image', input('proxyImage')),
  imagePullPolicy: pullPolicy,
  ports: [envoyMetrics],
  args: proxyArguments('router'),
  lifecycle: meshLifecycle,
  env: [
    ...env.certificateAuthority,
    ...env.podIdentity,
    env.cpuLimit,
    env.proxyConfig,
    env.podPortsEnv,
    ...env.goLimits,
    ...env.compliance,
    env.appContainersEnv,
    ...env.cluster,
    env.gatewayMode,
    env.networkEnv,
    env.workloadName,
    env.owner,
    env.bootstrapOverride,
    ...env.mesh,
    env.metadataEnv,
  ],
  readinessProbe: gatewayReadiness,
  securityContext: gatewaySecurity,
  volumeMounts: [
    mount.workloadSocket,
    mount.credentialSocket,
    mount.certificates,
    mount.rootCertificate,
    mount.agentData,
    mount.bootstrap,
    mount.envoyConfig,
    mount.token,
    mount.mtlsCertificates,
    mount.podInfo,
  ],
};

/** A pod that is nothing but a proxy: it brings a container `istio-proxy` with image `auto`, and this fills it in. */
export const gateway: Node<PodShape> = {
  metadata: { labels: canonicalLabels, annotations: commonAnnotations },
  spec: {
    securityContext: gatewayPodSecurity,
    containers: [container],
    volumes: [
      volume.workloadSocket,
      { name: 'credential-socket', emptyDir: {} },
      certificates({ name: 'workload-certs', emptyDir: {} }),
      volume.bootstrap,
      volume.envoyConfig,
      volume.agentData,
      volume.podInfo,
      volume.token,
      volume.rootCertificate,
      volume.mtlsCertificates,
    ],
    imagePullSecrets: pullSecrets,
  },
};
