import type { Manifest } from '../../core/manifest';
import { pilotLabels } from '../labels';
import type { IstiodValues } from '../values';
import { runsHere } from './placement';
import { revisioned } from './revision';

/** Name of the ConfigMap with the additional root certificate; `undefined` when there is none. */
export function jwksConfigMapName(values: IstiodValues): string | undefined {
  return values.pilot.jwksResolverExtraRootCA === '' ? undefined : revisioned('pilot-jwks-extra-cacerts', values);
}

/** The root certificate that is trusted besides the usual ones when keys of tokens are fetched. */
export function jwksCertificates(values: IstiodValues): Manifest | undefined {
  const name = jwksConfigMapName(values);
  if (name === undefined || !runsHere(values)) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: values.global.istioNamespace, labels: pilotLabels(values) },
    data: { 'extra.pem': values.pilot.jwksResolverExtraRootCA },
  };
}
