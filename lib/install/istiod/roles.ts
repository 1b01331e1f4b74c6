import type { Manifest } from '../../core/manifest';
import { rightsLabels } from '../labels';
import type { IstiodValues } from '../values';
import { readsConfiguration } from './placement';
import { allow, EVERYTHING, grant } from './rbac';
import { clusterWide, revisioned } from './revision';
import { istiodRules } from './rules';

function identity(values: IstiodValues) {
  return { name: revisioned('istiod', values), namespace: values.global.istioNamespace };
}

/** What istiod may do in its own namespace. */
export function namespacedRights(values: IstiodValues): Manifest[] {
  if (!readsConfiguration(values)) return [];
  return grant({
    ...identity(values),
    labels: rightsLabels(),
    rules: [
      // A dry run, by which istiod learns that its own webhook refuses what is wrong.
      allow(['create'], ['networking.istio.io'], ['gateways']),
      allow(['create', 'get', 'watch', 'list', 'update', 'delete'], [''], ['secrets']),
      allow(['delete'], [''], ['configmaps']),
      allow(['get', 'update', 'patch', 'create'], ['coordination.k8s.io'], ['leases']),
    ],
    serviceAccount: identity(values),
  });
}

/** What istiod may do in the whole cluster. */
export function clusterRights(values: IstiodValues): Manifest[] {
  if (!readsConfiguration(values)) return [];
  return grant({
    name: clusterWide('istiod-clusterrole', values),
    labels: rightsLabels(),
    rules: istiodRules(values),
    serviceAccount: identity(values),
  });
}

/** What istiod may do to deploy the Gateways of the Gateway API. */
export function gatewayControllerRights(values: IstiodValues): Manifest[] {
  const enabled = String(values.pilot.env['PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER']) !== 'false';
  if (!enabled || !readsConfiguration(values)) return [];
  return grant({
    name: clusterWide('istiod-gateway-controller', values),
    labels: rightsLabels(),
    rules: [
      allow(EVERYTHING, ['apps'], ['deployments']),
      allow(EVERYTHING, ['autoscaling'], ['horizontalpodautoscalers']),
      allow(EVERYTHING, ['policy'], ['poddisruptionbudgets']),
      allow(EVERYTHING, [''], ['services']),
      allow(EVERYTHING, [''], ['serviceaccounts']),
    ],
    serviceAccount: identity(values),
  });
}
