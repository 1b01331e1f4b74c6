import { Construct } from 'constructs';
import crds from '../../imports/gateway-api-crds.json';
import { emit } from '../core/emit';
import type { Manifest } from '../core/manifest';

const ALL = crds as readonly object[] as readonly Manifest[];

/** Full names of the CRDs of the Gateway API. */
export const GATEWAY_API_CRD_NAMES: readonly string[] = ALL.map(({ metadata }) => metadata.name);

/**
 * The kinds of the Gateway API, of its standard channel, for clusters that do not have them. Without descriptions, so that each of them fits into
 * the annotation that `kubectl apply` writes.
 *
 * Source: https://gateway-api.sigs.k8s.io/guides/getting-started/
 */
export class GatewayApiCrds extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    emit(this, ALL);
  }
}
