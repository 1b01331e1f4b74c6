import type { VirtualServiceSpecHttp } from '../../imports/networking.istio.io';
import { rangeProblems } from '../core/numbers';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { destinationProblems } from './route-destinations';

type Mirroring = Pick<Wire<VirtualServiceSpecHttp>, 'mirror' | 'mirrorPercent' | 'mirrorPercentage' | 'mirrors' | 'delegate'> & {
  /** The only field that the CRD has in both spellings; Istio reads the other one where both are there. */
  readonly mirror_percent?: number;
};

/** What Istio refuses in the places that get copies of requests. */
export function mirrorProblems(field: string, route: Mirroring): Problem[] {
  const { mirror, mirrorPercent, mirrorPercentage, mirrors = [], delegate, mirror_percent: oldPercent } = route;
  return [
    ...destinationProblems(`${field}.mirror`, mirror),
    ...rangeProblems(`${field}.mirrorPercentage.value`, mirrorPercentage?.value, 0, 100),
    ...rangeProblems(`${field}.mirrorPercent`, mirrorPercent, 0, 100),
    ...rangeProblems(`${field}.mirror_percent`, mirrorPercent === undefined ? oldPercent : undefined, 0, 100),
    ...mirrors.flatMap(({ destination, percentage }, i) => [
      ...destinationProblems(`${field}.mirrors[${i}].destination`, destination),
      ...rangeProblems(`${field}.mirrors[${i}].percentage.value`, percentage?.value, 0, 100),
    ]),
    ...(mirror !== undefined && mirrors.length > 0 && delegate === undefined
      ? [{ field: `${field}.mirrors`, problem: 'stands beside mirror', fix: 'put the destination of mirror into mirrors' }]
      : []),
  ];
}
