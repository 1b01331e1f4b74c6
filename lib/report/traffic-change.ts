import type { Request } from '../simulation';
import type { Aspect } from './aspect';
import type { Called } from './called';

/** Some callers that ask for one host, and some of their requests that fare otherwise in the same way. */
export interface TrafficChange {
  /** `<name>.<namespace>` of workloads, or of Gateways that are called from outside. */
  readonly callers: readonly string[];
  readonly isFromOutside: boolean;
  /** Whether these are all that can call. */
  readonly areAllCallers: boolean;
  readonly called: readonly Called[];
  /** Which requests: `with end-user jason`; empty for all. */
  readonly when: string;
  readonly aspects: readonly Aspect[];
  /** One request of which it is true. */
  readonly example: Request;
  /** Requests of which it is true, one for each class. */
  readonly witnesses: readonly Request[];
  /** Whether it is said of a request of one of the callers. */
  readonly covers: (request: Request) => boolean;
  /** All of it in one sentence. */
  readonly sentence: string;
}
