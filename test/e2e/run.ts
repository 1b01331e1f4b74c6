import { setTimeout as sleep } from 'node:timers/promises';
import { evidence, warming } from '../mesh/evidence';
import { rejections } from '../mesh/rejections';
import type { Case, RuleCase } from './case';
import type { World } from './world';

/** Time that a rule, or a mutant, has to reach all proxies. An idle machine needs 0.1 s; one that others use may need a hundred times as long. */
const AT_MOST = 60_000;
/** A slow check is tried again even so. */
const AT_LEAST_TRIES = 2;
/** What a mutant breaks stays broken: a check that fails but once has met the moment of the change. */
const FAILURES_OF_A_MUTANT = 2;
const FIRST_LOOK = 300;
const NEXT_LOOK = 200;
/** What Envoys still say of it after the rule is out. */
const AFTER_A_REJECTION = 2000;

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
    else if (test.isRejected === true) await checkRejected(world, test, known);
    else await checkUnlessStuck(world, test);
  } catch (error) {
    failure = error as Error;
  }
  const isExpected = 'isRejected' in test && test.isRejected === true && !mutated;
  const rejected = isExpected ? [] : rejections(world.mesh).slice(known);
  const reason = verdict(failure, rejected, mutated);
  const around = failure === undefined || mutated ? [] : await evidence(world.mesh);
  const note = mutated ? failure?.message.trim().split('\n').slice(0, 6).join(' ') : undefined;
  const seconds = (Date.now() - start) / 1000;
  return { name: test.name, passed: reason === undefined, seconds, reason: reason && [reason, ...around].join('\n'), note };
}

/** Thrown where the test itself does not work, which no mutation excuses. */
class Broken extends Error {}

function verdict(failure: Error | undefined, rejected: readonly string[], mutated: boolean): string | undefined {
  if (rejected.length > 0) {
    return [`an Envoy rejected its configuration:`, ...rejected, ...(failure === undefined ? [] : [failure.message])].join('\n');
  }
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

/**
 * An Envoy may wait for the endpoints of a new cluster for minutes, though istiod has sent them (issue 46383 of Envoy). Such a case is begun
 * again, once, and says so; any other failure is one.
 */
async function checkUnlessStuck(world: World, test: RuleCase): Promise<void> {
  try {
    await check(world, test);
  } catch (error) {
    const waiting = await warming(world.mesh);
    if (waiting.length === 0) throw error;
    console.log(`begun again: ${test.name}: ${waiting.join('; ')}`);
    await become(world, test, {});
    await check(world, test);
  }
}

/** Takes the rule out again before anything else is pushed, which Envoys would reject with it. */
async function checkRejected(world: World, test: RuleCase, known: number): Promise<void> {
  await check(world, test);
  const all = rejections(world.mesh).length;
  await become(world, test, {});
  await sleep(AFTER_A_REJECTION);
  if (all === known) throw new Error('no Envoy rejected its configuration');
}

/** Fails as soon as the check does so again and again; passes where it still passes when the time is over. */
async function checkMutant(world: World, test: RuleCase): Promise<void> {
  await become(world, test, test.mutant ?? {});
  const limit = Date.now() + AT_MOST;
  for (let failures = 0; ; await sleep(NEXT_LOOK)) {
    try {
      await test.check(world);
      failures = 0;
      if (Date.now() > limit) return;
    } catch (error) {
      failures += 1;
      if (failures === FAILURES_OF_A_MUTANT) throw error;
    }
  }
}
