import type { PropNames } from '../core/prop-names';
import type { CountedRequests, Entry } from './rate-limit';
import { COUNTED_NAMES, entriesOf } from './rate-limit';

/** Requests that pass in some time, in all pods together. */
export interface GlobalLimit extends CountedRequests {
  /** The time. It begins anew with each full one. */
  readonly per: 'second' | 'minute' | 'hour' | 'day';
}

/** What a limit takes. */
export const GLOBAL_LIMIT_NAMES: PropNames<GlobalLimit> = { ...COUNTED_NAMES, per: 'required' };

/** A limit as the rate limit service has it: for a fact about a request, and below it for what else is known of that. */
export interface Descriptor {
  readonly key: string;
  readonly value?: string;
  rate_limit?: { readonly unit: GlobalLimit['per']; readonly requests_per_unit: number };
  descriptors?: Descriptor[];
}

function place(descriptors: Descriptor[], [entry, ...rest]: readonly Entry[], { per, requests }: GlobalLimit): void {
  const { key, value } = entry!;
  let descriptor = descriptors.find((known) => known.key === key && known.value === value);
  if (descriptor === undefined) {
    descriptor = { key, ...(value !== undefined && { value }) };
    descriptors.push(descriptor);
  }
  if (rest.length === 0) {
    descriptor.rate_limit = { unit: per, requests_per_unit: requests };
    return;
  }
  descriptor.descriptors ??= [];
  place(descriptor.descriptors, rest, { per, requests });
}

/** Limits as the rate limit service has them, in the order in which they are given. */
export function descriptorsOf(limits: readonly GlobalLimit[]): Descriptor[] {
  const descriptors: Descriptor[] = [];
  for (const limit of limits) place(descriptors, entriesOf(limit), limit);
  return descriptors;
}
