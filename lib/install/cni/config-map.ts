import type { Manifest } from '../../core/manifest';
import { yamlText } from '../istiod/text';
import { given } from '../values';
import { type CniAgent, CONFIG_NAME, namespacedMetadata } from './cni-agent';

function environment({ values }: CniAgent): Readonly<Record<string, string>> {
  const { ambient, repair } = values;
  return {
    CURRENT_AGENT_VERSION: given(values.tag) ?? values.global.tag,
    AMBIENT_ENABLED: String(ambient.enabled),
    AMBIENT_ENABLEMENT_SELECTOR: yamlText(ambient.enablementSelectors),
    AMBIENT_DNS_CAPTURE: String(ambient.dnsCapture),
    AMBIENT_IPV6: String(ambient.ipv6),
    AMBIENT_RECONCILE_POD_RULES_ON_STARTUP: String(ambient.reconcileIptablesOnStartup),
    ENABLE_AMBIENT_DETECTION_RETRY: String(ambient.enableAmbientDetectionRetry),
    ...(values.cniConfFileName !== '' && { CNI_CONF_NAME: values.cniConfFileName }),
    ISTIO_OWNED_CNI_CONFIG: String(values.istioOwnedCNIConfig),
    ...(values.istioOwnedCNIConfig && { ISTIO_OWNED_CNI_CONF_FILENAME: values.istioOwnedCNIConfigFileName }),
    CHAINED_CNI_PLUGIN: String(values.chained),
    EXCLUDE_NAMESPACES: values.excludeNamespaces.join(','),
    REPAIR_ENABLED: String(repair.enabled),
    REPAIR_LABEL_PODS: String(repair.labelPods),
    REPAIR_DELETE_PODS: String(repair.deletePods),
    REPAIR_REPAIR_PODS: String(repair.repairPods),
    REPAIR_INIT_CONTAINER_NAME: repair.initContainerName,
    REPAIR_BROKEN_POD_LABEL_KEY: repair.brokenPodLabelKey,
    REPAIR_BROKEN_POD_LABEL_VALUE: repair.brokenPodLabelValue,
    NATIVE_NFTABLES: String(values.global.nativeNftables),
  };
}

/** The environment of the agent, as the pods read it. */
export function configMap(agent: CniAgent): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: namespacedMetadata(agent, CONFIG_NAME), data: environment(agent) };
}
