import { PROXY_NAME } from './derived';
import { variable } from './env';
import { equals, field, not } from './expression';
import { proxyImage, pullPolicy, pullSecrets } from './image';
import { input } from './inputs';
import { canonicalLabels, commonAnnotations } from './pod-metadata';
import type { Container, PodShape } from './pod-shape';
import { agentReadiness, isProbed } from './probes';
import * as env from './proxy-env';
import { proxyArguments } from './proxy-process';
import { proxyResources } from './resources';
import { each, type Node, when } from './template';
import { mount, volume } from './volumes';

const agent: Node<Container> = {
  name: PROXY_NAME,
  image: proxyImage('global.proxy.image', input('proxyImage')),
  imagePullPolicy: pullPolicy,
  ports: [{ containerPort: 15020, protocol: 'TCP', name: 'mesh-metrics' }],
  args: proxyArguments('sidecar'),
  lifecycle: {
    postStart: { exec: { command: ['pilot-agent', 'wait', '--url=http://localhost:15020/healthz/ready'] } },
  },
  env: [
    variable('ISTIO_META_GENERATOR', 'grpc'),
    variable('OUTPUT_CERTS', '/var/lib/istio/data'),
    env.legacyProbeAddress,
    ...env.certificateAuthority,
    ...env.podIdentity,
    env.proxyConfig,
    env.podPortsEnv,
    env.appContainersEnv,
    ...env.cluster,
    env.networkEnv,
    env.workloadName,
    env.owner,
    ...env.mesh,
    env.metadataEnv,
    // The gRPC library asks istiod for addresses, so DNS need not know them.
    variable('ISTIO_META_DNS_CAPTURE', 'false'),
    variable('DISABLE_ENVOY', 'true'),
  ],
  readinessProbe: agentReadiness,
  // Without a status port istiod's own template leaves these out too.
  resources: when(isProbed, proxyResources),
  volumeMounts: when(isProbed, [
    mount.workloadSocket,
    mount.certificates,
    mount.rootCertificate,
    mount.agentData,
    mount.grpcConfig,
    mount.token,
    mount.mtlsCertificates,
    mount.podInfo,
    mount.users,
  ]),
};

const usesXds: Omit<Node<Container> & object, 'name'> = {
  env: [
    variable('GRPC_XDS_EXPERIMENTAL_SECURITY_SUPPORT', 'true'),
    variable('GRPC_XDS_BOOTSTRAP', '/etc/istio/proxy/grpc-bootstrap.json'),
  ],
  volumeMounts: [mount.agentData, mount.grpcConfig, mount.certificates],
};

/** For apps whose gRPC library is a proxy itself: an agent without Envoy gives it certificates and configuration. */
export const grpcAgent: Node<PodShape> = {
  metadata: {
    labels: canonicalLabels,
    annotations: { ...commonAnnotations, 'sidecar.istio.io/rewriteAppHTTPProbers': 'false' },
  },
  spec: {
    containers: [
      agent,
      each('container', input('containers'), (container) =>
        when(not(equals(field(container, 'name', 'text'), PROXY_NAME)), {
          name: field(container, 'name', 'text'),
          ...usesXds,
        }),
      ),
    ],
    volumes: [
      volume.workloadSocket,
      volume.certificates,
      volume.bootstrap,
      volume.grpcConfig,
      volume.agentData,
      volume.podInfo,
      volume.token,
      volume.rootCertificate,
      volume.mtlsCertificates,
      volume.users,
    ],
    imagePullSecrets: pullSecrets,
  },
};
