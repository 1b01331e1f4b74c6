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
    isIt: ({ istio, refusal }) => istio.length === 0 && refusal !== '',
    reason: 'the analyzers of Istio ask no CRD; an API server that has it refuses the object all the same',
  },
  {
    code: 'IST0002',
    isIt: ({ kind, istio, ours }) => kind === 'CustomResourceDefinition' && istio.length === 0 && ours === 1,
    reason: 'Istio reads the spec of a CRD in a file into the wrong place, and so finds old kinds in a cluster alone',
  },
];
