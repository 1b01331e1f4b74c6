import { fromField, variable } from './env';
import { field } from './expression';
import { input, values } from './inputs';
import type { PodShape } from './pod-shape';
import { each, type Node } from './template';

const FOLDER = '/var/lib/grpc/data/';
const FILE = `${FOLDER}bootstrap.json`;
const dataMount = { name: 'grpc-io-proxyless-bootstrap', mountPath: FOLDER };

/** The variables are those of the container, and the shell fills them in. */
const bootstrap = JSON.stringify({
  xds_servers: [
    {
      server_uri: 'dns:///istiod.$ISTIO_NAMESPACE.svc:15010',
      channel_creds: [{ type: 'insecure' }],
      server_features: ['xds_v3'],
    },
  ],
  node: { id: 'sidecar~$INSTANCE_IP~$POD_NAME.$POD_NAMESPACE~cluster.local', metadata: { GENERATOR: 'grpc' } },
});

/** For trying out gRPC without a proxy: no agent, no certificates, a bootstrap file that a shell writes. */
export const grpcSimple: Node<PodShape> = {
  metadata: { annotations: { 'sidecar.istio.io/rewriteAppHTTPProbers': 'false' } },
  spec: {
    initContainers: [
      {
        name: 'grpc-bootstrap-init',
        image: 'busybox:1.28',
        command: ['sh', '-c', `cat > ${FILE} <<END\n${bootstrap}\nEND\n`],
        env: [
          fromField('INSTANCE_IP', 'status.podIP'),
          fromField('POD_NAME', 'metadata.name'),
          fromField('POD_NAMESPACE', 'metadata.namespace'),
          variable('ISTIO_NAMESPACE', values.text('global.istioNamespace')),
        ],
        volumeMounts: [dataMount],
      },
    ],
    containers: [
      each('container', input('containers'), (container) => ({
        name: field(container, 'name', 'text'),
        env: [
          variable('GRPC_XDS_BOOTSTRAP', FILE),
          variable('GRPC_GO_LOG_VERBOSITY_LEVEL', '99'),
          variable('GRPC_GO_LOG_SEVERITY_LEVEL', 'info'),
        ],
        volumeMounts: [dataMount],
      })),
    ],
    volumes: [{ name: dataMount.name, emptyDir: {} }],
  },
};
