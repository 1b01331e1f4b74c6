import { Duration } from 'cdk8s';
import type { FaultInjectionProps } from '../../networking/fault-injection';

type Fault = Omit<FaultInjectionProps, 'virtualService'> & { readonly of: 'ratings' | 'details' };

/** What can go wrong in the bookshop, as in Istio's samples. */
export const BOOKINFO_FAULTS = {
  /** For jason, ratings takes 7 seconds, longer than reviews waits: the page shows an error in place of the reviews. */
  'ratings-delay': { of: 'ratings', match: { user: 'jason' }, delay: { fixedDelay: Duration.seconds(7), percentage: 100 } },
  /** For jason, ratings answers with status 500: the page says that ratings are not available. */
  'ratings-abort': { of: 'ratings', match: { user: 'jason' }, abort: { httpStatus: 500, percentage: 100 } },
  /** For everybody, details answers with status 555: the page says that details are not available. */
  'details-abort': { of: 'details', abort: { httpStatus: 555, percentage: 100 } },
} satisfies Record<string, Fault>;

/** Name of a fault of the bookshop. */
export type BookinfoFault = keyof typeof BOOKINFO_FAULTS;
