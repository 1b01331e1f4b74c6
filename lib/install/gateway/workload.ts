import type { Manifest } from '../../core/manifest';
import { commonLabels } from '../labels';
import { resources } from '../resources';
import { given } from '../values';
import { gatewayMetadata, type NamedGateway, ownLabels, selectorLabels, serviceAccountName } from './named-gateway';
import type { GatewayValues } from './values';

const UNPRIVILEGED_PORTS = { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] };

const NO_RIGHTS = {
  capabilities: { drop: ['ALL'] },
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};

function environment({ values: { networkGateway, env, envVarFrom } }: NamedGateway) {
  return given([
    ...(networkGateway === '' ? [] : [{ name: 'ISTIO_META_REQUESTED_NETWORK_VIEW', value: networkGateway }]),
    ...Object.entries(env)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value })),
    ...envVarFrom,
  ]);
}

function proxyContainer(gateway: NamedGateway) {
  const { values } = gateway;
  return {
    name: 'istio-proxy',
    image: 'auto',
    imagePullPolicy: given(values.imagePullPolicy),
    securityContext: given(values.containerSecurityContext) ?? NO_RIGHTS,
    env: environment(gateway),
    ports: [{ containerPort: 15090, protocol: 'TCP', name: 'http-envoy-prom' }],
    resources: resources(values.resources),
    volumeMounts: given(values.volumeMounts),
    readinessProbe: given(values.readinessProbe),
    lifecycle: given(values.lifecycle),
  };
}

function podLabels(gateway: NamedGateway) {
  const { networkGateway, revision } = gateway.values;
  return {
    'sidecar.istio.io/inject': 'true',
    ...(revision !== '' && { 'istio.io/rev': revision }),
    ...selectorLabels(gateway),
    'app.kubernetes.io/name': gateway.name,
    ...commonLabels(gateway.name),
    ...ownLabels(gateway),
    ...(networkGateway !== '' && { 'topology.istio.io/network': networkGateway }),
  };
}

function podSpec(gateway: NamedGateway) {
  const { values } = gateway;
  return {
    imagePullSecrets: given(values.imagePullSecrets),
    serviceAccountName: serviceAccountName(gateway),
    securityContext: given(values.securityContext) ?? UNPRIVILEGED_PORTS,
    volumes: given(values.volumes),
    initContainers: given(values.initContainers),
    containers: [proxyContainer(gateway), ...values.additionalContainers],
    nodeSelector: given(values.nodeSelector),
    affinity: given(values.affinity),
    tolerations: given(values.tolerations),
    topologySpreadConstraints: given(values.topologySpreadConstraints),
    dnsPolicy: given(values.dnsPolicy),
    dnsConfig: given(values.dnsConfig),
    terminationGracePeriodSeconds: values.terminationGracePeriodSeconds,
    priorityClassName: given(values.priorityClassName),
  };
}

/** How many pods there are and how they are replaced, which a DaemonSet says otherwise. */
function rollout({ autoscaling, kind, replicaCount, strategy }: GatewayValues) {
  if (kind === 'DaemonSet') return { updateStrategy: given(strategy) };
  return { replicas: autoscaling.enabled ? undefined : replicaCount, strategy: given(strategy) };
}

/** The Deployment or DaemonSet whose pods istiod's webhook fills with a proxy. */
export function workload(gateway: NamedGateway): Manifest {
  const { values } = gateway;
  return {
    apiVersion: 'apps/v1',
    kind: values.kind,
    metadata: gatewayMetadata(gateway),
    spec: {
      ...rollout(values),
      minReadySeconds: values.minReadySeconds === 0 ? undefined : values.minReadySeconds,
      selector: { matchLabels: selectorLabels(gateway) },
      template: {
        metadata: { annotations: given(values.podAnnotations), labels: podLabels(gateway) },
        spec: podSpec(gateway),
      },
    },
  };
}
