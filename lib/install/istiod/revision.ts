import type { IstiodValues } from '../values';

/** The name of an object of which every revision has its own. */
export function revisioned(name: string, { revision }: Pick<IstiodValues, 'revision'>): string {
  return revision === '' ? name : `${name}-${revision}`;
}

/** The name of an object outside of namespaces of which every revision in every namespace has its own. */
export function clusterWide(name: string, values: IstiodValues): string {
  return `${revisioned(name, values)}-${values.global.istioNamespace}`;
}

/** Labels by which the pods of this revision, and no others, are found. */
export function podSelector({ revision }: Pick<IstiodValues, 'revision'>): Readonly<Record<string, string>> {
  return revision === '' ? { app: 'istiod', istio: 'pilot' } : { app: 'istiod', 'istio.io/rev': revision };
}
