import { setTimeout as sleep } from 'node:timers/promises';
import { rejections } from '../mesh/rejections';
import type { Case, RuleCase } from './case';
import type { World } from './world';

/** Time that a rule has to reach all proxies. */
const AT_MOST = 5000;
/** A slow check is tried again even so. */
const AT_LEAST_TRIES = 2;
const FIRST_LOOK = 300;
const NEXT_LOOK = 200;

/** What became of a case. */
export interface Result {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** Why it failed. */
  readonly reason?: string;
  /** What the check said without the rule. */
  readonly note?: string;
}

/** Runs a case; with `mutated`, without its rule, and it passes when its check fails. */
export async function runCase(world: World, test: Case, mutated: boolean): Promise<Result> {
  const start = Date.now();
  const known = rejections(world.mesh).length;
  let failure: Error | undefined;
  try {
    if ('run' in test) await test.run(world, mutated);
    else if (mutated) await checkMutant(world, test);
    else await check(world, test);
  } catch (error) {
    failure = error as Error;
  }
  const rejected = rejections(world.mesh).slice(known);
  const reason = verdict(failure, rejected, mutated);
  const note = mutated ? failure?.message.trim().split('\n').slice(0, 6).join(' ') : undefined;
  return { name: test.name, passed: reason === undefined, seconds: (Date.now() - start) / 1000, reason, note };
}

/** Thrown where the test itself does not work, which no mutation excuses. */
class Broken extends Error {}

function verdict(failure: Error | undefined, rejected: readonly string[], mutated: boolean): string | undefined {
  if (rejected.length > 0) return `an Envoy rejected its configuration:\n${rejected.join('\n')}`;
  if (failure instanceof Broken) return failure.message;
  if (mutated) return failure === undefined ? 'it passes without its rule' : undefined;
  return failure?.message;
}

async function become(world: World, test: RuleCase, change: RuleCase['rule']): Promise<void> {
  const apps: RuleCase['apps'] = (program) => {
    test.apps?.(program);
    change.apps?.(program);
  };
  try {
    await world.become({ ...change, apps });
  } catch (error) {
    throw new Broken((error as Error).stack);
  }
  await sleep(FIRST_LOOK);
}

async function check(world: World, test: RuleCase): Promise<void> {
  await become(world, test, test.rule);
  const limit = Date.now() + AT_MOST;
  for (let tries = 1; ; tries++) {
    try {
      return await test.check(world);
    } catch (error) {
      if (Date.now() > limit && tries >= AT_LEAST_TRIES) throw error;
      await sleep(NEXT_LOOK);
    }
  }
}

async function checkMutant(world: World, test: RuleCase): Promise<void> {
  await become(world, test, test.mutant ?? {});
  await test.check(world);
}
