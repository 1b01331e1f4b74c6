import type { Manifest } from '../../core/manifest';
import { imageReference } from '../image';
import { type Labels, pilotLabels } from '../labels';
import { resources } from '../resources';
import { type Container, given, type IstiodValues } from '../values';
import { environment } from './env';
import { runsHere } from './placement';
import { revisioned } from './revision';
import { volumeMounts, volumes } from './volumes';

function args({ global, pilot }: IstiodValues): string[] {
  return [
    'discovery',
    '--monitoringAddr=:15014',
    ...(global.logging.level === '' ? [] : [`--log_output_level=${global.logging.level}`]),
    ...(global.logAsJson ? ['--log_as_json'] : []),
    '--domain',
    global.proxy.clusterDomain,
    ...(pilot.taint.namespace === '' ? [] : [`--cniNamespace=${pilot.taint.namespace}`]),
    '--keepaliveMaxServerConnectionAge',
    pilot.keepaliveMaxServerConnectionAge,
    ...pilot.extraContainerArgs,
  ];
}

function container(values: IstiodValues): Container {
  const { global, pilot } = values;
  return {
    name: 'discovery',
    image: imageReference({
      image: given(pilot.image) ?? 'pilot',
      hub: given(pilot.hub) ?? global.hub,
      tag: given(pilot.tag) ?? global.tag,
      variant: given(pilot.variant) ?? global.variant,
    }),
    imagePullPolicy: given(global.imagePullPolicy),
    terminationMessagePolicy: pilot.terminationMessagePolicy,
    args: args(values),
    ports: [
      { containerPort: 8080, protocol: 'TCP', name: 'http-debug' },
      { containerPort: 15010, protocol: 'TCP', name: 'grpc-xds' },
      { containerPort: 15012, protocol: 'TCP', name: 'tls-xds' },
      { containerPort: 15017, protocol: 'TCP', name: 'https-webhooks' },
      { containerPort: 15014, protocol: 'TCP', name: 'http-monitoring' },
    ],
    readinessProbe: { httpGet: { path: '/ready', port: 8080 }, initialDelaySeconds: 1, periodSeconds: 3, timeoutSeconds: 5 },
    env: environment(values),
    resources: resources(pilot.resources ?? global.defaultResources),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: given(pilot.seccompProfile),
    },
    volumeMounts: volumeMounts(values),
  };
}

/** Labels by which the Deployment finds its pods; they can never change. */
function selector({ revision }: IstiodValues): Labels {
  return revision === '' ? { istio: 'pilot' } : { app: 'istiod', 'istio.io/rev': revision };
}

/** Labels of the pods that their own cannot replace. */
export function fixedPodLabels(values: IstiodValues): Labels {
  const { release: _release, ...labels } = pilotLabels(values);
  return {
    app: 'istiod',
    istio: values.revision === '' ? 'pilot' : 'istiod',
    'sidecar.istio.io/inject': 'false',
    'istio.io/dataplane-mode': 'none',
    ...labels,
  };
}

function podTemplate(values: IstiodValues): Readonly<Record<string, unknown>> {
  const { global, pilot } = values;
  return {
    metadata: {
      labels: { ...pilot.podLabels, ...fixedPodLabels(values) },
      annotations: {
        'prometheus.io/port': '15014',
        'prometheus.io/scrape': 'true',
        'sidecar.istio.io/inject': 'false',
        ...pilot.podAnnotations,
      },
    },
    spec: {
      nodeSelector: given(pilot.nodeSelector),
      affinity: given(pilot.affinity),
      tolerations: [{ key: 'cni.istio.io/not-ready', operator: 'Exists' }, ...pilot.tolerations],
      topologySpreadConstraints: given(pilot.topologySpreadConstraints),
      serviceAccountName: revisioned('istiod', values),
      priorityClassName: given(global.priorityClassName),
      initContainers: given(pilot.initContainers),
      containers: [container(values)],
      volumes: volumes(values),
    },
  };
}

/** istiod itself. */
export function deployment(values: IstiodValues): Manifest | undefined {
  if (!runsHere(values)) return undefined;
  const { global, pilot } = values;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: revisioned('istiod', values),
      namespace: global.istioNamespace,
      labels: { app: 'istiod', istio: 'pilot', ...pilotLabels(values), ...pilot.deploymentLabels },
      annotations: given(pilot.deploymentAnnotations),
    },
    spec: {
      replicas: pilot.autoscaleEnabled ? undefined : pilot.replicaCount,
      strategy: { rollingUpdate: { maxSurge: pilot.rollingMaxSurge, maxUnavailable: pilot.rollingMaxUnavailable } },
      selector: { matchLabels: selector(values) },
      template: podTemplate(values),
    },
  };
}
