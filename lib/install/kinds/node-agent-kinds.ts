import type { CniValues } from '../cni';
import type { UpdateStrategy } from '../node-agent';
import type { ZtunnelValues } from '../ztunnel/index';
import { ANY_MAP, type Beside, fields, listOf, NUMBER_OR_TEXT, oneOf, TEXT_MAP, TEXTS } from './kind';
import {
  AFFINITY,
  DNS_POLICY,
  ENVIRONMENT,
  LABEL_SELECTOR,
  PASSED_THROUGH,
  PLATFORM,
  PULL_POLICY,
  RESOURCE_SCOPE,
  RESOURCES,
  SECCOMP_PROFILE,
  SETTINGS,
  TOLERATIONS,
} from './kubernetes-kinds';

const UPDATE_STRATEGY: Beside<UpdateStrategy> = {
  type: oneOf({ RollingUpdate: true, OnDelete: true }),
  rollingUpdate: fields({ maxSurge: NUMBER_OR_TEXT, maxUnavailable: NUMBER_OR_TEXT }),
};

/** What the defaults of the chart `cni` do not show of its values. */
export const CNI_BESIDE: Beside<CniValues> = {
  pullPolicy: PULL_POLICY,
  excludeNamespaces: TEXTS,
  affinity: AFFINITY,
  daemonSetLabels: TEXT_MAP,
  podAnnotations: TEXT_MAP,
  podLabels: TEXT_MAP,
  provider: oneOf({ default: true, multus: true }),
  ambient: { enablementSelectors: listOf(fields({ podSelector: LABEL_SELECTOR, namespaceSelector: LABEL_SELECTOR })) },
  seccompProfile: SECCOMP_PROFILE,
  seLinuxOptions: ANY_MAP,
  resources: fields(RESOURCES),
  tolerations: TOLERATIONS,
  updateStrategy: UPDATE_STRATEGY,
  env: ENVIRONMENT,
  platform: PLATFORM,
  global: {
    imagePullPolicy: PULL_POLICY,
    imagePullSecrets: TEXTS,
    resourceScope: RESOURCE_SCOPE,
    defaultResources: RESOURCES,
  },
};

/** What the defaults of the chart `ztunnel` do not show of its values. */
export const ZTUNNEL_BESIDE: Beside<ZtunnelValues> = {
  imagePullPolicy: PULL_POLICY,
  imagePullSecrets: TEXTS,
  labels: TEXT_MAP,
  annotations: TEXT_MAP,
  podLabels: TEXT_MAP,
  podAnnotations: TEXT_MAP,
  volumes: PASSED_THROUGH,
  volumeMounts: PASSED_THROUGH,
  tolerations: TOLERATIONS,
  affinity: AFFINITY,
  nodeSelector: TEXT_MAP,
  resources: RESOURCES,
  env: SETTINGS,
  meshConfig: { defaultConfig: { proxyMetadata: TEXT_MAP } },
  seLinuxOptions: ANY_MAP,
  resourceScope: RESOURCE_SCOPE,
  updateStrategy: UPDATE_STRATEGY,
  dnsPolicy: DNS_POLICY,
  dnsConfig: ANY_MAP,
  platform: PLATFORM,
};
