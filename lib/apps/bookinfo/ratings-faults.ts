import { Duration } from 'cdk8s';
import type { FaultInjectionProps } from '../../networking/fault-injection';

/** What can go wrong with ratings for the user jason, as in Istio's samples. */
export const RATINGS_FAULTS = {
  /** The answer takes 7 seconds, longer than reviews waits: the page shows an error in place of the reviews. */
  'ratings-delay': { match: { user: 'jason' }, delay: { fixedDelay: Duration.seconds(7), percentage: 100 } },
  /** The answer is status 500: the page says that ratings are not available. */
  'ratings-abort': { match: { user: 'jason' }, abort: { httpStatus: 500, percentage: 100 } },
} satisfies Record<string, Omit<FaultInjectionProps, 'virtualService'>>;

/** Name of a fault of ratings. */
export type RatingsFault = keyof typeof RATINGS_FAULTS;
