import { EVERY_VALUE } from './every-value';
import { renderCharts } from './oracle';
import { type Path, valueAt } from './value-paths';

/** A value of an official chart that is no prop here, and why. */
const NOT_COVERED: Readonly<Record<string, string>> = {
  'base.enableIstioConfigCRDs': 'nothing reads it',
  'global.enableReaderRBAC in default': 'nothing reads it in this chart',
  'global.podDNSSearchNamespaces': 'nothing reads it',
};

/** Values that templates read and values.yaml does not have, and those of the charts that tell nobody what they have. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  base: [
    'defaultRevision',
    'experimental.stableValidationPolicy',
    'global.imagePullSecrets',
    'global.istioNamespace',
    'global.resourceScope',
    'global.enableReaderRBAC',
    'base.excludedCRDs',
    'base.enableCRDTemplates',
    'base.validationURL',
    'base.validationCABundle',
    'base.enableIstioConfigCRDs',
    'global.readerServiceAccount',
    'base.validationFailurePolicy',
  ],
  default: [
    'global.istioNamespace',
    'global.enableReaderRBAC in default',
    'base.validationURL',
    'istiodRemote.injectionURL',
    'revision',
    'sidecarInjectorWebhook.enableNamespacesByDefault',
    'ownerName',
  ],
  istiod: [
    'memory.targetAverageUtilization',
    'pdb.maxUnavailable',
    'terminationMessagePolicy',
    'trafficDistribution',
    'crlConfigMapName',
    'base.validationURL',
    'base.validationCABundle',
    'base.validationFailurePolicy',
    'global.enableReaderRBAC',
    'global.readerServiceAccount',
    'global.trustBundleName',
    'global.trustDomain',
    'global.ipFamilyPolicy',
    'global.ipFamilies',
    'global.podDNSSearchNamespaces',
    'global.agentgateway.image',
    'global.platform',
    'global.proxy.holdApplicationUntilProxyStarts',
    'global.proxy.lifecycle',
    'global.proxy.variant',
    'global.proxy.capNetBindService',
    'global.tracer.lightstep',
    'global.tracer.zipkin.address',
    'global.tracer.datadog.address',
    'env.ENABLE_CLUSTER_TRUST_BUNDLE_API',
  ],
};

/** The values in values.yaml of istiod, as the chart itself writes them into the cluster. */
function documented(): string[] {
  const [answer] = renderCharts([{ chart: 'istiod', release: 'istiod', namespace: 'istio-system', values: {} }]);
  if (answer === undefined || 'error' in answer) throw new Error(answer?.error);
  const copy = answer.objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'values');
  const { 'merged-values': merged = '{}' } = (copy?.['data'] ?? {}) as Readonly<Record<string, string>>;
  return leaves(JSON.parse(merged), []);
}

/** The dotted paths of all values, an empty map being one. */
function leaves(value: unknown, path: Path): string[] {
  const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  return fields.length === 0 ? [path.join('.')] : fields.flatMap(([key, field]) => leaves(field, [...path, key]));
}

/** Where the value of the chart is here: what stands at the top of istiod's values is under `pilot`. */
function isCovered(value: string): boolean {
  const path: Path = value.split('.');
  return valueAt(EVERY_VALUE, path) !== undefined || valueAt(EVERY_VALUE, ['pilot', ...path]) !== undefined;
}

/** Prints how many values of the charts of the control plane are props. Returns how many are not, without a reason. */
export function countControlPlaneValues(): number {
  let unexplained = 0;
  for (const [chart, elsewhere] of Object.entries(ELSEWHERE)) {
    const values = [...new Set([...(chart === 'istiod' ? documented() : []), ...elsewhere])];
    const missing = values.filter((value) => value in NOT_COVERED || !isCovered(value));
    console.log(`${chart}: ${values.length - missing.length} of ${values.length} values covered`);
    for (const value of missing) console.log(`  not ${value}: ${NOT_COVERED[value] ?? 'FOR NO REASON'}`);
    unexplained += missing.filter((value) => NOT_COVERED[value] === undefined).length;
  }
  return unexplained;
}
