import { Duration } from 'cdk8s';
import { durationProblems } from '../core/format';
import { LARGEST_UINT32, wholeNumberProblems } from '../core/numbers';
import { refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { OutlierDetection } from '../networking/outlier-detection';

/** When a pod is left out, and for how long. */
export interface EjectOutliersProps {
  /** Failures in a row after which a pod is left out. @default 5 */
  readonly failures?: number;
  /**
   * What a failure is: answers 502, 503 and 504 and failed connections, which say that a pod is ill, or every 5xx, which a bad request
   * may cause as well.
   * @default gateway-errors
   */
  readonly count?: 'gateway-errors' | '5xx';
  /** Time between two looks at the counts. @default 10 seconds */
  readonly interval?: Duration;
  /** How long a pod is left out the first time; the n-th time it is n times as long. @default 30 seconds */
  readonly baseEjectionTime?: Duration;
  /**
   * Most pods that are left out at a time, in whole percent. It is a limit that no single pod may exceed either: Istio's own 10 leaves out
   * none of fewer than ten.
   * @default 50, one of two or three
   */
  readonly maxEjectionPercent?: number;
}

/** Part of a traffic policy. */
export interface EjectedOutliers {
  readonly outlierDetection: OutlierDetection;
}

const NAMES: PropNames<EjectOutliersProps> = {
  failures: 'optional',
  count: 'optional',
  interval: 'optional',
  baseEjectionTime: 'optional',
  maxEjectionPercent: 'optional',
};

/**
 * Leaves pods out for a while that fail again and again, for a traffic policy: `trafficPolicy: { ...ejectOutliers() }`. Each client looks
 * at its own requests alone.
 * @throws InvalidProps when it could not leave out any pod
 */
export function ejectOutliers(props: EjectOutliersProps = {}): EjectedOutliers {
  refuseProps('ejectOutliers', NAMES, props);
  const { failures = 5, count = 'gateway-errors', maxEjectionPercent = 50 } = props;
  const { interval = Duration.seconds(10), baseEjectionTime = Duration.seconds(30) } = props;
  refuse('ejectOutliers', [
    ...wholeNumberProblems('failures', failures, 1, LARGEST_UINT32),
    ...durationProblems('interval', interval),
    ...durationProblems('baseEjectionTime', baseEjectionTime),
    ...wholeNumberProblems('maxEjectionPercent', maxEjectionPercent, 1, 100),
  ]);
  const counted =
    count === '5xx' ? { consecutive5xxErrors: failures } : { consecutive5xxErrors: 0, consecutiveGatewayErrors: failures };
  return { outlierDetection: { ...counted, interval, baseEjectionTime, maxEjectionPercent } };
}
