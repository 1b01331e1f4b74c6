import { PROXY_NAME } from './derived';
import { fromField, variable } from './env';
import { concat, equals, given, not } from './expression';
import { gatewayObjects } from './gateway-objects';
import * as pod from './gateway-pod';
import type { GatewayObject } from './gateway-shape';
import { proxyImage, pullPolicy, pullSecrets } from './image';
import { input, values } from './inputs';
import type { Container } from './pod-shape';
import * as env from './proxy-env';
import { envoyMetrics, jsonLog, outlierLog } from './proxy-process';
import { ifGiven, type Node, when } from './template';
import { mount, rootCertificate, tokenVolume, volume } from './volumes';

const isEastWest = equals(input('controllerLabel'), 'istio.io-eastwest-controller');
const isOpenShift = equals(values.text('global.platform'), 'openshift');

const container: Node<Container> = {
  name: PROXY_NAME,
  ports: [...pod.agentPorts, envoyMetrics],
  image: proxyImage('global.proxy.image', input('proxyImage')),
  imagePullPolicy: pullPolicy,
  args: [
    'proxy',
    'waypoint',
    '--domain',
    pod.domain,
    '--serviceCluster',
    concat(input('gatewayServiceAccount'), '.$(POD_NAMESPACE)'),
    ...pod.logArguments,
    jsonLog,
    outlierLog,
  ],
  env: [
    fromField('ISTIO_META_SERVICE_ACCOUNT', 'spec.serviceAccountName'),
    fromField('ISTIO_META_NODE_NAME', 'spec.nodeName'),
    ...env.certificateAuthority,
    ...env.podIdentity,
    env.cpuLimit,
    env.proxyConfig,
    env.metadataEnv,
    ...env.goLimits,
    env.clusterName,
    when(given(pod.network), [
      variable('ISTIO_META_NETWORK', pod.network),
      when(isEastWest, variable('ISTIO_META_REQUESTED_NETWORK_VIEW', pod.network)),
    ]),
    variable('ISTIO_META_INTERCEPTION_MODE', 'REDIRECT'),
    ...pod.workload,
    ...env.mesh,
  ],
  resources: pod.resources('global.waypoint.resources'),
  startupProbe: pod.startup,
  readinessProbe: pod.readiness,
  securityContext: {
    ...pod.confined,
    runAsGroup: when(not(isOpenShift), 1337),
    runAsUser: when(not(isOpenShift), 1337),
    seccompProfile: pod.gatewaySeccomp,
  },
  volumeMounts: [
    mount.workloadSocket,
    { name: 'istiod-ca-cert', mountPath: '/var/run/secrets/istio' },
    mount.agentData,
    mount.envoyConfig,
    mount.token,
    mount.podInfo,
  ],
};

/** For Gateways of classes `istio-waypoint` and `istio-east-west`: an Envoy inside of an ambient mesh, or between two. */
export const waypoint: readonly Node<GatewayObject>[] = gatewayObjects({
  managedBy: input('controllerLabel'),
  isWaypoint: true,
  ownsAccountSince128: true,
  prefersClose: true,
  pod: {
    affinity: ifGiven(values.passed('global.waypoint.affinity')),
    topologySpreadConstraints: ifGiven(values.passed('global.waypoint.topologySpreadConstraints')),
    nodeSelector: ifGiven(values.passed('global.waypoint.nodeSelector')),
    tolerations: ifGiven(values.passed('global.waypoint.tolerations')),
    serviceAccountName: input('gatewayServiceAccount'),
    containers: [container],
    volumes: [
      volume.workloadSocket,
      volume.envoyConfig,
      // Nothing mounts the volumes go-proxy-*; without them the pods of a running mesh would restart.
      { name: 'go-proxy-envoy', emptyDir: { medium: 'Memory' } },
      volume.agentData,
      { name: 'go-proxy-data', emptyDir: {} },
      volume.podInfo,
      tokenVolume('istio-token', 'istio-ca'),
      rootCertificate(),
    ],
    imagePullSecrets: pullSecrets,
  },
});
