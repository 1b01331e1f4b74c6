import type { Change } from './program';
import type { World } from './world';

/** A rule and what it does. Adding one is: a name, the rule, and a check. */
export interface RuleCase {
  readonly name: string;
  /** Workloads that the case needs, with and without its rule. @default none beside those of every case */
  readonly apps?: Change['apps'];
  /** What is tested. */
  readonly rule: Change;
  /** What stands in its place with --mutate, where the check must fail. @default nothing */
  readonly mutant?: Change;
  /** Whether Envoys must reject what becomes of the rule. @default false: none may reject anything */
  readonly isRejected?: boolean;
  /** Asks, and compares. It is tried again until the rule has reached all proxies. */
  readonly check: (world: World) => Promise<void>;
}

/** A case that is no rule. With `mutated` it must fail. */
export interface Procedure {
  readonly name: string;
  readonly run: (world: World, mutated: boolean) => Promise<void>;
}

export type Case = RuleCase | Procedure;
