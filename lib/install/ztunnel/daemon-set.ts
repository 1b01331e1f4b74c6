import type { Manifest } from '../../core/manifest';
import { imageReference } from '../image';
import { NODE_CRITICAL } from '../node-agent';
import { resources } from '../resources';
import { type Container, given } from '../values';
import { environment } from './env';
import type { ZtunnelValues } from './values';
import { volumeMounts, volumes } from './volumes';
import { DEFAULT_NAME, nameOf, namespacedMetadata, POD_LABELS, sharedLabels, type ZtunnelAgent } from './ztunnel-agent';

/** The image; without a name, that of ztunnel. */
export function imageOf({ image, hub, tag, variant }: ZtunnelValues) {
  return { image: given(image) ?? DEFAULT_NAME, hub, tag, variant };
}

function container(values: ZtunnelValues): Container {
  return {
    name: 'istio-proxy',
    image: imageReference(imageOf(values)),
    imagePullPolicy: given(values.imagePullPolicy),
    ports: [{ containerPort: 15020, name: 'ztunnel-stats', protocol: 'TCP' }],
    resources: resources(values.resources),
    securityContext: {
      // To enter the network namespaces of pods takes SYS_ADMIN, and with that Kubernetes takes nothing else here.
      allowPrivilegeEscalation: true,
      privileged: false,
      capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'SYS_ADMIN', 'NET_RAW'] },
      readOnlyRootFilesystem: true,
      runAsGroup: 1337,
      runAsNonRoot: false,
      runAsUser: 0,
      seLinuxOptions: given(values.seLinuxOptions),
    },
    readinessProbe: { httpGet: { port: 15021, path: '/healthz/ready' } },
    args: ['proxy', 'ztunnel'],
    env: environment(values),
    volumeMounts: volumeMounts(values),
  };
}

function podMetadata({ release, values }: ZtunnelAgent) {
  const { podAnnotations, podLabels, revision } = values;
  return {
    labels: {
      'sidecar.istio.io/inject': 'false',
      'istio.io/dataplane-mode': 'none',
      ...POD_LABELS,
      ...sharedLabels(release),
      ...podLabels,
    },
    annotations: {
      'sidecar.istio.io/inject': 'false',
      ...(revision !== '' && { 'istio.io/rev': revision }),
      ...podAnnotations,
    },
  };
}

/** ztunnel on every node of Linux. */
export function daemonSet(agent: ZtunnelAgent): Manifest {
  const { values } = agent;
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: namespacedMetadata(agent),
    spec: {
      updateStrategy: values.updateStrategy,
      selector: { matchLabels: POD_LABELS },
      template: {
        metadata: podMetadata(agent),
        spec: {
          nodeSelector: { 'kubernetes.io/os': 'linux', ...values.nodeSelector },
          affinity: given(values.affinity),
          serviceAccountName: nameOf(values),
          tolerations: given(values.tolerations),
          dnsPolicy: given(values.dnsPolicy),
          dnsConfig: given(values.dnsConfig),
          containers: [container(values)],
          priorityClassName: NODE_CRITICAL,
          terminationGracePeriodSeconds: values.terminationGracePeriodSeconds,
          volumes: volumes(values),
        },
      },
    },
  };
}
