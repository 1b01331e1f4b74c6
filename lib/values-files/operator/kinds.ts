import {
  ANY_MAP,
  ANYTHING,
  BOOLEAN,
  type Fields,
  fields,
  listOf,
  message,
  NUMBER,
  NUMBER_OR_TEXT,
  oneOf,
  TEXT,
  TEXT_MAP,
  TEXTS,
} from '../../install/kinds/kind';
import {
  AFFINITY,
  ENV_VARS,
  ENVIRONMENT,
  IP_FAMILY,
  IP_FAMILY_POLICY_OR_NONE,
  PASSED_THROUGH,
  PULL_POLICY,
  RESOURCES,
  TOLERATIONS,
} from '../../install/kinds/kubernetes-kinds';
import { CHARTS } from '../charts';
import { SHARED } from '../charts/shared';
import { OPERATOR_PROFILES } from './profiles';

const K8S = fields({
  affinity: fields(AFFINITY),
  env: ENV_VARS,
  hpaSpec: ANY_MAP,
  imagePullPolicy: PULL_POLICY,
  nodeSelector: TEXT_MAP,
  podDisruptionBudget: ANY_MAP,
  podAnnotations: TEXT_MAP,
  priorityClassName: TEXT,
  readinessProbe: ANY_MAP,
  replicaCount: NUMBER,
  resources: fields(RESOURCES),
  service: ANY_MAP,
  strategy: ANY_MAP,
  tolerations: TOLERATIONS,
  serviceAnnotations: TEXT_MAP,
  securityContext: ANY_MAP,
  volumes: PASSED_THROUGH,
  volumeMounts: PASSED_THROUGH,
  overlays: listOf(
    fields({ apiVersion: TEXT, kind: TEXT, name: TEXT, patches: listOf(fields({ path: TEXT, value: ANYTHING })) }),
  ),
});

const COMPONENT = { enabled: BOOLEAN, namespace: TEXT, hub: TEXT, tag: NUMBER_OR_TEXT, k8s: K8S };

const GATEWAYS = listOf(fields({ ...COMPONENT, name: TEXT, label: TEXT_MAP }));

/** The values of a gateway as istioctl has them, which are not those of the chart `gateway`. */
const LEGACY_GATEWAY = fields({
  enabled: BOOLEAN,
  name: TEXT,
  labels: TEXT_MAP,
  ports: PASSED_THROUGH,
  type: oneOf({ LoadBalancer: true, NodePort: true, ClusterIP: true }),
  autoscaleEnabled: BOOLEAN,
  autoscaleMin: NUMBER,
  autoscaleMax: NUMBER,
  replicaCount: NUMBER,
  cpu: fields({ targetAverageUtilization: NUMBER }),
  memory: fields({ targetAverageUtilization: NUMBER }),
  rollingMaxSurge: NUMBER_OR_TEXT,
  rollingMaxUnavailable: NUMBER_OR_TEXT,
  resources: fields(RESOURCES),
  env: ENVIRONMENT,
  nodeSelector: TEXT_MAP,
  tolerations: TOLERATIONS,
  podAnnotations: TEXT_MAP,
  serviceAnnotations: TEXT_MAP,
  serviceAccount: fields({ annotations: TEXT_MAP }),
  loadBalancerIP: TEXT,
  loadBalancerSourceRanges: TEXTS,
  externalTrafficPolicy: TEXT,
  ipFamilyPolicy: IP_FAMILY_POLICY_OR_NONE,
  ipFamilies: listOf(IP_FAMILY),
  additionalContainers: PASSED_THROUGH,
  secretVolumes: PASSED_THROUGH,
  configVolumes: PASSED_THROUGH,
  injectionTemplate: TEXT,
});

const ISTIOD = CHARTS.istiod.accepts.fields;

/** What stands under `values`: the values of all charts, those of the CNI agent and of ztunnel under their names. */
const VALUES = fields({
  ...CHARTS.base.accepts.fields,
  ...ISTIOD,
  ...SHARED,
  base: fields({ ...(ISTIOD['base'] as Fields).fields, ...(CHARTS.base.accepts.fields['base'] as Fields).fields }),
  pilot: fields({ ...(ISTIOD['pilot'] as Fields).fields, enabled: BOOLEAN }),
  cni: fields({ ...(CHARTS.cni.accepts.fields['cni'] as Fields).fields, enabled: BOOLEAN }),
  ztunnel: fields({ ...CHARTS.ztunnel.accepts.fields, enabled: BOOLEAN }),
  gateways: fields({
    ...(ISTIOD['gateways'] as Fields).fields,
    'istio-ingressgateway': LEGACY_GATEWAY,
    'istio-egressgateway': LEGACY_GATEWAY,
  }),
});

/** Everything that has a meaning in an IstioOperator. */
export const OPERATOR = fields({
  apiVersion: oneOf({ 'install.istio.io/v1alpha1': true }),
  kind: oneOf({ IstioOperator: true }),
  metadata: ANYTHING,
  spec: fields({
    profile: oneOf(Object.fromEntries(['', ...OPERATOR_PROFILES].map((name) => [name, true as const]))),
    hub: TEXT,
    tag: NUMBER_OR_TEXT,
    namespace: TEXT,
    revision: TEXT,
    compatibilityVersion: TEXT,
    meshConfig: message('MeshConfig'),
    values: VALUES,
    unvalidatedValues: ANYTHING,
    components: fields({
      base: fields({ enabled: BOOLEAN, k8s: K8S }),
      pilot: fields(COMPONENT),
      cni: fields(COMPONENT),
      ztunnel: fields(COMPONENT),
      ingressGateways: GATEWAYS,
      egressGateways: GATEWAYS,
    }),
  }),
});
