import type { ParityCase } from './run';
import { valueAt } from './value-paths';

/** The values of each chart: those in its values.yaml, and those that its templates read besides. */
const VALUES: Readonly<Record<string, string>> = {
  gateway: `
    name revision ownerName replicaCount kind rbac.enabled serviceAccount.create serviceAccount.annotations serviceAccount.name
    podAnnotations securityContext containerSecurityContext service.type service.clusterIP service.selectorLabels service.ports
    service.annotations service.loadBalancerIP service.loadBalancerSourceRanges service.externalTrafficPolicy
    service.internalTrafficPolicy service.healthCheckNodePort service.externalIPs service.ipFamilyPolicy service.ipFamilies
    service.allocateLoadBalancerNodePorts service.loadBalancerClass resources.requests.cpu resources.requests.memory
    resources.limits.cpu resources.limits.memory autoscaling.enabled autoscaling.minReplicas autoscaling.maxReplicas
    autoscaling.targetCPUUtilizationPercentage autoscaling.targetMemoryUtilizationPercentage autoscaling.autoscaleBehavior env
    envVarFrom strategy minReadySeconds readinessProbe labels annotations nodeSelector tolerations topologySpreadConstraints affinity
    networkGateway networkGatewayPorts.status-port networkGatewayPorts.tls networkGatewayPorts.tls-istiod
    networkGatewayPorts.tls-webhook imagePullPolicy imagePullSecrets podDisruptionBudget dnsPolicy dnsConfig
    terminationGracePeriodSeconds volumes volumeMounts initContainers additionalContainers priorityClassName lifecycle
    global.networkPolicy.enabled profile platform compatibilityVersion`,
  cni: `
    hub tag variant image pullPolicy logging.level cniBinDir cniConfDir cniConfFileName cniNetnsDir istioOwnedCNIConfigFileName
    istioOwnedCNIConfig excludeNamespaces affinity daemonSetLabels podAnnotations podLabels chained provider ambient.enabled
    ambient.enablementSelectors ambient.configDir ambient.dnsCapture ambient.ipv6 ambient.reconcileIptablesOnStartup
    ambient.shareHostNetworkNamespace ambient.enableAmbientDetectionRetry repair.enabled repair.hub repair.tag repair.labelPods
    repair.deletePods repair.repairPods repair.initContainerName repair.brokenPodLabelKey repair.brokenPodLabelValue seccompProfile
    seLinuxOptions useAppArmorAnnotation resources.requests.cpu resources.requests.memory resources.limits.cpu
    resources.limits.memory resourceQuotas.enabled resourceQuotas.pods tolerations updateStrategy.type
    updateStrategy.rollingUpdate.maxUnavailable updateStrategy.rollingUpdate.maxSurge terminationGracePeriodSeconds revision
    ownerName env global.hub global.tag global.variant global.imagePullPolicy global.imagePullSecrets global.logging.level
    global.logAsJson global.networkPolicy.enabled global.nativeNftables global.resourceScope
    global.defaultResources.requests.cpu global.defaultResources.requests.memory profile platform compatibilityVersion`,
  ztunnel: `
    hub tag variant image network resourceName labels annotations volumeMounts volumes tolerations podAnnotations podLabels affinity
    nodeSelector resources.requests.cpu resources.requests.memory resources.limits.cpu resources.limits.memory
    resourceQuotas.enabled resourceQuotas.pods peerCaCrl.enabled imagePullSecrets env imagePullPolicy multiCluster.clusterName
    meshConfig.defaultConfig.proxyMetadata terminationGracePeriodSeconds revision caAddress xdsAddress istioNamespace logLevel
    logAsJson seLinuxOptions resourceScope updateStrategy.type updateStrategy.rollingUpdate.maxSurge
    updateStrategy.rollingUpdate.maxUnavailable dnsPolicy dnsConfig trustBundleName ownerName global.networkPolicy.enabled profile
    platform compatibilityVersion`,
};

/** Whether a case gives the chart that value, at the top, under `cni`, or under `global`, which the chart takes for the same. */
function sets({ official }: ParityCase, path: readonly string[]): boolean {
  const values = 'values' in official ? official.values : {};
  return [path, ['cni', ...path], ['global', ...path]].some((place) => valueAt(values, place) !== undefined);
}

/** Prints how many values of the charts some case sets. Returns how many none does. */
export function countCoveredValues(cases: readonly ParityCase[]): number {
  let total = 0;
  for (const [chart, values] of Object.entries(VALUES)) {
    const all = values.trim().split(/\s+/);
    const own = cases.filter((parityCase) => parityCase.chart === chart);
    const missing = all.filter((value) => !own.some((parityCase) => sets(parityCase, value.split('.'))));
    console.log(`${chart}: ${all.length - missing.length} of ${all.length} values covered`);
    for (const value of missing) console.log(`  not ${value}`);
    total += missing.length;
  }
  return total;
}
