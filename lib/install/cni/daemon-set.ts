import type { Manifest } from '../../core/manifest';
import type { Labels } from '../labels';
import { NODE_CRITICAL } from '../node-agent';
import { given } from '../values';
import { type CniAgent, componentLabels, NAME, NODE_LABELS, NODE_NAME, sharedLabels } from './cni-agent';
import { container, sharesNodeNetwork } from './container';
import { volumes } from './volumes';

function podLabels({ release, values }: CniAgent): Labels {
  return {
    ...NODE_LABELS,
    'sidecar.istio.io/inject': 'false',
    'istio.io/dataplane-mode': 'none',
    ...sharedLabels(release),
    ...values.podLabels,
  };
}

function podAnnotations({ values }: CniAgent): Labels {
  return {
    'sidecar.istio.io/inject': 'false',
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': '15014',
    'prometheus.io/path': '/metrics',
    ...(values.useAppArmorAnnotation && { 'container.apparmor.security.beta.kubernetes.io/install-cni': 'unconfined' }),
    ...values.podAnnotations,
  };
}

/** The agent on every node of Linux. */
export function daemonSet(agent: CniAgent): Manifest {
  const { values } = agent;
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      name: NODE_NAME,
      namespace: agent.namespace,
      labels: { ...NODE_LABELS, ...componentLabels(agent), ...values.daemonSetLabels },
    },
    spec: {
      selector: { matchLabels: NODE_LABELS },
      updateStrategy: values.updateStrategy,
      template: {
        metadata: { labels: podLabels(agent), annotations: podAnnotations(agent) },
        spec: {
          ...(sharesNodeNetwork(agent) && { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }),
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          affinity: given(values.affinity),
          tolerations: given(values.tolerations),
          priorityClassName: NODE_CRITICAL,
          serviceAccountName: NAME,
          terminationGracePeriodSeconds: values.terminationGracePeriodSeconds,
          containers: [container(agent)],
          volumes: volumes(agent),
        },
      },
    },
  };
}
