import type { DestinationRuleSpecTrafficPolicyOutlierDetection } from '../../imports/networking.istio.io';
import { rangeProblems } from '../core/numbers';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { durationProblems } from './duration';

/** What Istio refuses in when a pod is left out. */
export function outlierDetectionProblems(
  field: string,
  outliers: Wire<DestinationRuleSpecTrafficPolicyOutlierDetection> = {},
): Problem[] {
  const { consecutiveLocalOriginFailures: failures, splitExternalLocalOriginErrors = false } = outliers;
  const fix = 'set splitExternalLocalOriginErrors to true';
  return [
    ...((failures ?? 0) > 0 && !splitExternalLocalOriginErrors
      ? [
          {
            field: `${field}.consecutiveLocalOriginFailures`,
            problem: 'counts nothing unless they are told apart',
            got: failures,
            fix,
          },
        ]
      : []),
    ...durationProblems(`${field}.interval`, outliers.interval),
    ...durationProblems(`${field}.baseEjectionTime`, outliers.baseEjectionTime),
    ...rangeProblems(`${field}.maxEjectionPercent`, outliers.maxEjectionPercent, 0, 100),
    ...rangeProblems(`${field}.minHealthPercent`, outliers.minHealthPercent, 0, 100),
  ];
}
