import { Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../../core/manifest';
import { openProviders, providersOf } from '../extension-providers/mesh-providers';
import type { IstiodValues } from '../values';
import { meshConfigMap } from './mesh-config';

/**
 * The manifests of a control plane with a mesh config that is rendered when it is asked for, so that constructs can add providers to it
 * until then.
 */
export function withLateMeshConfig(controlPlane: IConstruct, values: IstiodValues, manifests: readonly Manifest[]): Manifest[] {
  const produce = () => meshConfigMap(values, providersOf(controlPlane));
  const early = produce();
  return manifests.map((manifest) => {
    if (manifest.kind !== 'ConfigMap' || manifest.metadata.name !== early?.metadata.name) return manifest;
    openProviders(controlPlane);
    return { ...manifest, data: Lazy.any({ produce: () => produce()?.['data'] }) };
  });
}
