import { holdsApplication, PROXY_NAME, statusPort } from './derived';
import { concat } from './expression';
import { proxyImage, pullPolicy } from './image';
import { input } from './inputs';
import type { Container } from './pod-shape';
import { sidecarReadiness, sidecarStartup } from './probes';
import * as env from './proxy-env';
import { envoyMetrics, meshLifecycle, outlierLog, proxyArguments } from './proxy-process';
import { proxyResources } from './resources';
import { sidecarSecurity } from './security-context';
import type { Node } from './template';
import { mount } from './volumes';

/** The proxy beside the containers of the app. */
export const sidecarContainer: Node<Container> = {
  ...sidecarCommon(),
  lifecycle: meshLifecycle.orWhen(holdsApplication, { postStart: { exec: { command: ['pilot-agent', 'wait'] } } }),
};

/** The proxy as an init container that keeps running: Kubernetes starts it before the app and stops it after. */
export const nativeSidecarContainer: Node<Container> = {
  ...sidecarCommon(),
  restartPolicy: 'Always',
  lifecycle: meshLifecycle.otherwise({
    preStop: { exec: { command: ['pilot-agent', 'request', concat('--debug-port=', statusPort), 'POST', 'drain'] } },
  }),
};

function sidecarCommon() {
  return {
    name: PROXY_NAME,
    image: proxyImage('global.proxy.image', input('proxyImage')),
    imagePullPolicy: pullPolicy,
    ports: [envoyMetrics],
    args: [...proxyArguments('sidecar'), outlierLog],
    env: [
      env.legacyProbeAddress,
      ...env.certificateAuthority,
      ...env.podIdentity,
      env.cpuLimit,
      env.proxyConfig,
      env.podPortsEnv,
      env.appContainersEnv,
      ...env.goLimits,
      ...env.compliance,
      ...env.cluster,
      env.sidecarMode,
      env.networkEnv,
      env.labelledWorkloadName,
      env.owner,
      env.bootstrapOverride,
      ...env.mesh,
      env.datadog,
      env.openTelemetry,
      env.metadataEnv,
    ],
    startupProbe: sidecarStartup,
    readinessProbe: sidecarReadiness,
    resources: proxyResources,
    securityContext: sidecarSecurity,
    volumeMounts: [
      mount.workloadSocket,
      mount.credentialSocket,
      mount.certificates,
      mount.rootCertificate,
      mount.revokedCertificates,
      mount.agentData,
      mount.bootstrap,
      mount.envoyConfig,
      mount.token,
      mount.mtlsCertificates,
      mount.podInfo,
      mount.lightstep,
      mount.users,
    ],
  } satisfies Node<Container>;
}
