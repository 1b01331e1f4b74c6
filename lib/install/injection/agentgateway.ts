import { fromField, fromLimit, variable } from './env';
import { contains, given } from './expression';
import { gatewayObjects } from './gateway-objects';
import * as pod from './gateway-pod';
import type { GatewayObject } from './gateway-shape';
import { pullPolicy, pullSecrets } from './image';
import { annotation, input, values } from './inputs';
import type { Container } from './pod-shape';
import * as env from './proxy-env';
import { meshLifecycle } from './proxy-process';
import { type Node, when } from './template';
import { mount, tokenVolume, volume } from './volumes';

const image = annotation('gateway.istio.io/agentgatewayImage', values.text('global.agentgateway.image'));

const container = {
  name: 'agentgateway',
  image: when(contains(image, '/'), image).otherwise(input('agentgatewayImage')),
  imagePullPolicy: pullPolicy,
  ports: pod.agentPorts,
  args: ['--config', '{}'],
  env: [
    fromField('POD_NAME', 'metadata.name'),
    fromField('POD_NAMESPACE', 'metadata.namespace'),
    fromField('NAMESPACE', 'metadata.namespace'),
    fromField('INSTANCE_IP', 'status.podIP'),
    fromField('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
    fromLimit('CPU_LIMIT', 'cpu'),
    variable('GATEWAY', input('gatewayName')),
    variable('RUST_BACKTRACE', '1'),
    variable('CLUSTER_ID', pod.clusterName),
    when(given(pod.network), variable('NETWORK', pod.network)),
    env.trustDomainEnv,
    env.metadataEnv,
    variable('XDS_ADDRESS', input('discoveryAddress')),
    variable('CA_ADDRESS', env.caAddress),
  ],
  startupProbe: pod.startup,
  readinessProbe: pod.readiness,
  volumeMounts: [
    { name: 'istiod-ca-cert', mountPath: '/var/run/secrets/xds' },
    { name: 'xds-token', mountPath: '/var/run/secrets/xds-tokens' },
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'istiod-ca-cert', mountPath: '/var/run/secrets/istio' },
    mount.token,
  ],
} satisfies Node<Container>;

const securityContext = { ...pod.confined, runAsUser: input('proxyUser'), runAsGroup: input('proxyGroup') };

const common = {
  serviceAccountName: input('gatewayServiceAccount'),
  volumes: [
    { name: 'tmp', emptyDir: {} },
    tokenVolume('xds-token', values.text('global.sds.token.aud')),
    volume.token,
    volume.rootCertificate,
  ],
  imagePullSecrets: pullSecrets,
};

/** For Gateways of class `istio-agentgateway`: a proxy for AI and MCP traffic at the edge of the mesh. */
export const agentgateway: readonly Node<GatewayObject>[] = gatewayObjects({
  managedBy: 'istio.io-agentgateway-controller',
  pod: {
    ...common,
    securityContext: pod.podSecurity,
    containers: [{ ...container, resources: pod.resources('global.proxy.resources'), lifecycle: meshLifecycle, securityContext }],
  },
});

/** The same proxy as a waypoint of an ambient mesh. */
export const agentgatewayWaypoint: readonly Node<GatewayObject>[] = gatewayObjects({
  managedBy: 'istio.io-agentgateway-waypoint-controller',
  isWaypoint: true,
  pod: {
    ...common,
    containers: [
      {
        ...container,
        resources: pod.resources('global.waypoint.resources'),
        securityContext: { ...securityContext, seccompProfile: pod.gatewaySeccomp },
      },
    ],
  },
});
