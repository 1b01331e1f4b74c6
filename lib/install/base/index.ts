import type { Manifest } from '../../core/manifest';
import { emitted, type Group } from '../groups';
import type { IstiodValues } from '../values';
import { customResourceDefinitions } from './crds';
import { defaultValidator } from './default-validator';
import { readerServiceAccount } from './reader-service-account';
import { defaultStablePolicy } from './stable-policy';

const GROUPS: readonly Group[] = [
  { scope: 'cluster', render: customResourceDefinitions },
  { scope: 'namespace', render: readerServiceAccount },
  { scope: 'cluster', render: defaultValidator },
  { scope: 'cluster', render: defaultStablePolicy },
];

/** The objects of the chart `base`: what all revisions of a cluster share. The CRDs come first. */
export function baseManifests(values: IstiodValues): Manifest[] {
  return emitted(GROUPS, values);
}
