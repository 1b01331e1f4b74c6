import type { Difference } from './analysis/differences';

/** Where we say something else than Istio's analyzers, and why. */
export interface IntendedAnalysis {
  readonly code: string;
  readonly isIt: (difference: Difference) => boolean;
  readonly reason: string;
}

export const INTENDED: readonly IntendedAnalysis[] = [
  {
    code: 'IST0106',
    isIt: ({ istio, refusal }) => istio === 0 && refusal !== '',
    reason:
      'the analyzers of Istio ask no CRD and know no kinds of the Gateway API; an API server refuses the object all the same',
  },
];
