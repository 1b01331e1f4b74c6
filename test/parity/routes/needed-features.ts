import type { Feature } from './coverage';

/** Without one of these, a run has not shown what it should. */
export const NEEDED: readonly Feature[] = [];
