import { STATUS_CODES } from 'node:http';
import type { HttpRuleSpec } from '../model/virtual-service';

/** How often and why a request is sent again. */
export interface Retries {
  /** After the first try. */
  readonly attempts: number;
  /** Conditions as Envoy has them, statuses among them. */
  readonly retryOn: string;
}

type RetriesSpec = NonNullable<HttpRuleSpec['retries']>;

const ON_STATUSES = 'retriable-status-codes';
const DEFAULT_CONDITIONS = `connect-failure,refused-stream,unavailable,cancelled,${ON_STATUSES}`;
export const DEFAULT_RETRIES: Retries = { attempts: 2, retryOn: DEFAULT_CONDITIONS };

function conditions(retryOn: string): string {
  const parts = retryOn
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const statuses = parts.filter((part) => STATUS_CODES[part] !== undefined);
  const named = parts.filter((part) => STATUS_CODES[part] === undefined);
  const needsStatuses = statuses.length > 0 && !named.some((part) => part.includes(ON_STATUSES));
  return [...named, ...(needsStatuses ? [ON_STATUSES] : []), ...statuses].join(',');
}

/** @returns undefined where nothing is sent again */
export function retriesOf(spec: RetriesSpec | undefined): Retries | undefined {
  if (spec === undefined) return DEFAULT_RETRIES;
  const { attempts = 0, retryOn = '' } = spec;
  if (attempts <= 0) return undefined;
  return { attempts, retryOn: retryOn === '' ? DEFAULT_CONDITIONS : conditions(retryOn) };
}
