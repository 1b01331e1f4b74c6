import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from './manifest';
import { watchObjects } from './unique-objects';

/** Adds plain manifests to a chart in their order, each under the construct id `<kind>.<name>`. */
export function emit(scope: Construct, manifests: readonly Manifest[]): void {
  for (const manifest of manifests) new ApiObject(scope, `${manifest.kind}.${manifest.metadata.name}`, manifest);
  watchObjects(scope);
}
