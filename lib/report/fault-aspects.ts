import type { OutcomeFault } from '../simulation';
import { type Aspect, percent, time } from './aspect';

const isCertainAbort = ({ type, percentage }: OutcomeFault) => type === 'abort' && percentage >= 100;

/** Faults that are new, and those that are gone. One that ends every request is what becomes of it, and no share. */
export function faultAspects(before: readonly OutcomeFault[], after: readonly OutcomeFault[]): Aspect[] {
  const texts = (faults: readonly OutcomeFault[]) => faults.filter((one) => !isCertainAbort(one)).map(describe);
  const [was, is] = [texts(before), texts(after)];
  const gone = was.filter(({ plain }) => !is.some((one) => one.plain === plain));
  const added = is.filter(({ plain }) => !was.some((one) => one.plain === plain));
  return [
    ...added.map(({ plain, now }): Aspect => ({ aspect: 'fault', before: null, after: plain, text: now })),
    ...gone.map(({ plain, never }): Aspect => ({ aspect: 'fault', before: plain, after: null, text: never })),
  ];
}

function describe(fault: OutcomeFault): { plain: string; now: string; never: string } {
  const share = percent(fault.percentage);
  if (fault.type === 'delay') {
    const rest = `delayed by ${time(fault.delayMs)}`;
    return { plain: `${share} are ${rest}`, now: `${share} are now ${rest}`, never: `${share} are no longer ${rest}` };
  }
  const rest = `fail with ${'status' in fault ? fault.status : `gRPC status ${fault.grpcStatus}`}`;
  return { plain: `${share} ${rest}`, now: `${share} now ${rest}`, never: `${share} no longer ${rest}` };
}
