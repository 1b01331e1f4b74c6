import type { ProxyConfig } from '../../imports/mesh-config';
import { proxyConfigJson } from '../admission/pod-annotations/proxy-config';
import type { PodInputs, SharedInputs } from '../install/injection/inputs';
import type { InjectorValues } from './injector';
import { inOrder } from './kubernetes-fields';
import type { MeshSettings } from './mesh-settings';
import { openTelemetryAttributes } from './open-telemetry';
import type { Owner } from './owner';
import type { Pod } from './pod';
import { podImages } from './pod-images';

export interface TemplateInputsProps {
  readonly values: InjectorValues;
  /** Without what an earlier injection added. */
  readonly pod: Pod;
  readonly owner: Owner;
  readonly mesh: MeshSettings;
  /** Of the mesh, with what the pod says laid over it. */
  readonly proxyConfig: ProxyConfig;
  readonly revision: string;
  readonly nativeSidecars: boolean;
  readonly compliancePolicy?: string;
}

/** What istiod hands to the template of a pod. */
export function templateInputs(props: TemplateInputsProps): Omit<PodInputs & SharedInputs, 'proxyUser' | 'proxyGroup'> {
  const { values, pod, owner, mesh, proxyConfig, revision, nativeSidecars, compliancePolicy = '' } = props;
  const { labels = {}, annotations = {} } = pod.metadata;
  const { containers = [], serviceAccountName = '' } = pod.spec;
  return {
    annotations,
    revision,
    ...podImages(values, proxyConfig, annotations),
    proxyConfigJson: proxyConfigJson(proxyConfig),
    proxyMetadata: proxyConfig.proxyMetadata ?? {},
    interceptionMode: proxyConfig.interceptionMode ?? 'REDIRECT',
    meshTrustDomain: mesh.trustDomain,
    ownerApiVersion: owner.apiVersion,
    ownerKind: owner.kind,
    ownerName: owner.name,
    ownerNamespace: owner.namespace,
    labels,
    containers: containers.map(({ name, ports = [] }) => ({ name, ports: ports.map((port) => inOrder('port', port)) })),
    serviceAccountName,
    nativeSidecars,
    inboundTrafficPolicy: mesh.inboundTrafficPolicy,
    compliancePolicy,
    holdApplicationUntilProxyStarts: proxyConfig.holdApplicationUntilProxyStarts ?? false,
    tracingTls: proxyConfig.tracing?.tlsSettings,
    tracingCaCertificates: proxyConfig.tracing?.tlsSettings?.caCertificates ?? '',
    outboundListenPort: mesh.outboundListenPort,
    inboundListenPort: mesh.inboundListenPort,
    openTelemetryAttributes: mesh.hasOpenTelemetryAttributes ? openTelemetryAttributes(pod, owner.namespace) : '',
  };
}
