import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from './manifest';
import { watchObjects } from './unique-objects';

/**
 * Adds plain manifests to a chart in their order, each under the construct id `<kind>.<name>`. They stay as they are: an object without
 * a namespace does not get the chart's, since it may be one of the cluster.
 */
export function emit(scope: Construct, manifests: readonly Manifest[]): void {
  for (const manifest of manifests) {
    const object = new ApiObject(scope, `${manifest.kind}.${manifest.metadata.name}`, manifest);
    const inherits = manifest.metadata.namespace === undefined && object.metadata.namespace !== undefined;
    if (inherits) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
  watchObjects(scope);
}
