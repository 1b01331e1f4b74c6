import { app, auto, deployment, global, grpc, helper, type InjectionCase } from './pods';

export const grpcCases: readonly InjectionCase[] = [
  { name: 'gRPC agent: inbound to localhost', mesh: { inboundTrafficPolicy: { mode: 'LOCALHOST' } }, pod: grpc() },
  { name: 'gRPC agent: no status port here', pod: grpc({ annotations: { 'status.sidecar.istio.io/port': '0' } }) },
  {
    name: 'gRPC agent: own mounts, but no status port',
    pod: grpc({
      annotations: {
        'status.sidecar.istio.io/port': '0',
        'sidecar.istio.io/userVolumeMount': '{"a":{"mountPath":"/a"}}',
      },
    }),
    intended: {
      reason: 'the official template writes the mounts into the environment',
      at: ['spec.template.spec.containers.2.env.20'],
    },
  },
  { name: 'gRPC agent: own proxy container', pod: grpc({ containers: [auto, app] }) },
  {
    name: 'gRPC agent: own mounts',
    pod: grpc({ containers: [{ ...app, volumeMounts: [{ name: 'x', mountPath: '/etc/istio/proxy' }] }] }),
  },
  {
    name: 'gRPC agent: all that it reads here',
    values: global({ mountMtlsCerts: true }),
    pod: grpc({
      annotations: {
        'sidecar.istio.io/proxyCPU': '1',
        'sidecar.istio.io/bootstrapOverride': 'own-bootstrap',
        'sidecar.istio.io/userVolume': '{"a":{"secret":{"secretName":"s","optional":true}}}',
        'sidecar.istio.io/userVolumeMount': '{"a":{"mountPath":"/a","readOnly":true}}',
        'readiness.status.sidecar.istio.io/periodSeconds': '3',
        'sidecar.istio.io/logLevel': 'trace',
      },
    }),
  },

  {
    name: 'gRPC without an agent',
    pod: deployment({ annotations: { 'inject.istio.io/templates': 'grpc-simple' }, containers: [app, helper] }),
    intended: {
      reason: 'the official file has a blank inside of the host name of istiod',
      at: ['spec.template.spec.initContainers.0.command.2', 'spec.template.spec.initContainers.0.env.3.value'],
    },
  },
  {
    name: 'gRPC agent: emptyDir of ours',
    pod: grpc({
      containers: [{ name: 'quiet', image: 'q' }],
      volumes: [
        { name: 'workload-socket', emptyDir: { medium: 'Memory' } },
        { name: 'workload-certs', emptyDir: { medium: 'Memory' } },
      ],
    }),
  },
];
