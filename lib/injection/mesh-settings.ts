import type { MeshConfig, ProxyConfig } from '../../imports/mesh-config';
import { DEFAULT_PROXY_CONFIG, layProxyConfig } from '../admission/pod-annotations/proxy-config';

/** What of the mesh configuration matters to pods, with the defaults of istiod. */
export interface MeshSettings {
  readonly trustDomain: string;
  /** What is said there is for the whole mesh. */
  readonly rootNamespace: string;
  readonly outboundListenPort: number;
  readonly inboundListenPort: number;
  readonly inboundTrafficPolicy: 'localhost' | 'passthrough';
  /** Whether the agent serves the application's metrics together with those of the proxy. */
  readonly mergesMetrics: boolean;
  /** Whether a tracing provider asks for the resource attributes of OpenTelemetry. */
  readonly hasOpenTelemetryAttributes: boolean;
  readonly proxyConfig: ProxyConfig;
}

/**
 * @param mesh the text `mesh` of istiod's ConfigMap, as a structure
 * @throws Error with the field of `defaultConfig` that has a value of another type
 */
export function meshSettings(mesh: MeshConfig): MeshSettings {
  const { trustDomain, proxyListenPort, proxyInboundListenPort, inboundTrafficPolicy, enablePrometheusMerge } = mesh;
  const providers = new Map((mesh.extensionProviders ?? []).map((provider) => [provider.name, provider]));
  return {
    trustDomain: trustDomain ?? 'cluster.local',
    rootNamespace: mesh.rootNamespace ?? 'istio-system',
    outboundListenPort: proxyListenPort ?? 15001,
    inboundListenPort: proxyInboundListenPort ?? 15006,
    inboundTrafficPolicy: inboundTrafficPolicy?.mode === 'LOCALHOST' ? 'localhost' : 'passthrough',
    mergesMetrics: enablePrometheusMerge ?? true,
    hasOpenTelemetryAttributes: [...providers.values()].some(
      ({ opentelemetry }) => opentelemetry?.serviceAttributeEnrichment === 'OTEL_SEMANTIC_CONVENTIONS',
    ),
    proxyConfig: layProxyConfig(DEFAULT_PROXY_CONFIG, mesh.defaultConfig ?? {}),
  };
}
