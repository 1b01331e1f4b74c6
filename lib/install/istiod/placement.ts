import type { IstiodValues } from '../values';

/** Whether an istiod runs in this cluster. */
export function runsHere({ istiodRemote }: IstiodValues): boolean {
  return !istiodRemote.enabled || istiodRemote.enabledLocalInjectorIstiod;
}

/** Whether an istiod, here or elsewhere, reads its configuration in this cluster. */
export function readsConfiguration(values: IstiodValues): boolean {
  return runsHere(values) || values.global.configCluster;
}
