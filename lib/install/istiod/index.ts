import type { Manifest } from '../../core/manifest';
import { emitted, type Group } from '../groups';
import type { IstiodValues } from '../values';
import { autoscaling } from './autoscaling';
import { deployment } from './deployment';
import { disruptionBudget } from './disruption-budget';
import { gatewayClassConfigMaps } from './gateway-classes';
import { injectorConfigMap } from './injector-config';
import { jwksCertificates } from './jwks-certificates';
import { meshConfigMap } from './mesh-config';
import { revisionTagInjectors, sidecarInjector } from './mutating-webhooks';
import { networkPolicy } from './network-policy';
import { readerRights } from './reader-role';
import { remoteIstiod } from './remote';
import { clusterRights, gatewayControllerRights, namespacedRights } from './roles';
import { revisionTagServices, service } from './service';
import { serviceAccount } from './service-account';
import { revisionStablePolicy, validator } from './validation';

const GROUPS: readonly Group[] = [
  { scope: 'namespace', render: serviceAccount },
  { scope: 'namespace', render: namespacedRights },
  { scope: 'cluster', render: clusterRights },
  { scope: 'cluster', render: gatewayControllerRights },
  { scope: 'cluster', render: readerRights },
  { scope: 'namespace', render: (values) => meshConfigMap(values) },
  { scope: 'namespace', render: injectorConfigMap },
  { scope: 'namespace', render: jwksCertificates },
  { scope: 'namespace', render: gatewayClassConfigMaps },
  { scope: 'namespace', render: networkPolicy },
  { scope: 'namespace', render: service },
  { scope: 'namespace', render: revisionTagServices },
  { scope: 'namespace', render: remoteIstiod },
  { scope: 'namespace', render: deployment },
  { scope: 'namespace', render: autoscaling },
  { scope: 'namespace', render: disruptionBudget },
  { scope: 'cluster', render: sidecarInjector },
  { scope: 'cluster', render: revisionTagInjectors },
  { scope: 'cluster', render: validator },
  { scope: 'cluster', render: revisionStablePolicy },
];

/** The objects of the chart `istiod`: what an object needs comes before it, and the webhooks come last. */
export function istiodManifests(values: IstiodValues): Manifest[] {
  return emitted(GROUPS, values);
}
