import { nanoseconds } from '../admission/duration';
import type { HttpRuleSpec } from '../model/virtual-service';
import type { OutcomeFault } from './outcome';

type FaultSpec = NonNullable<HttpRuleSpec['fault']>;

/** A percentage as Envoy counts it: in whole millionths, the rest cut off. */
export function exactPercentage(value: number): number {
  return Math.trunc(value * 10_000) / 10_000;
}

/** A time in milliseconds. */
export function milliseconds(text: string | undefined): number | undefined {
  const length = text === undefined ? undefined : nanoseconds(text);
  return length === undefined ? undefined : Number(length) / 1_000_000;
}

function delays({ delay }: FaultSpec): OutcomeFault[] {
  const delayMs = milliseconds(delay?.fixedDelay);
  if (delay === undefined || delayMs === undefined) return [];
  const percentage = delay.percentage === undefined ? (delay.percent ?? 0) : exactPercentage(delay.percentage.value ?? 0);
  return [{ type: 'delay', delayMs, percentage }];
}

function aborts({ abort }: FaultSpec): OutcomeFault[] {
  if (abort === undefined) return [];
  const percentage = exactPercentage(abort.percentage?.value ?? 0);
  if (abort.httpStatus !== undefined) return [{ type: 'abort', status: abort.httpStatus, percentage }];
  return abort.grpcStatus === undefined ? [] : [{ type: 'abort', grpcStatus: abort.grpcStatus, percentage }];
}

/** Faults that happen at all, the delay before the abort. */
export function faultsOf(fault: FaultSpec | undefined): readonly OutcomeFault[] {
  if (fault === undefined) return [];
  return [...delays(fault), ...aborts(fault)].filter(({ percentage }) => percentage > 0);
}
