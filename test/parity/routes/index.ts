import { appendFileSync } from 'node:fs';
import { grouped } from '../../../lib/core/grouped';
import type { Outcome } from '../../../lib/simulation';
import { countedOtherwise, isCountable, repeated } from './counted';
import { type Feature, featuresOf } from './coverage';
import { makeMeshes } from './generate/mesh';
import { askIstiod } from './istiod';
import { judge, type Undriven } from './judge';
import { NEEDED } from './needed-features';
import { type Observed, observe } from './observe';
import { causeOf, describe, printCoverage, type Wrong } from './report';
import type { ProxyResources } from './resources';
import { compareSamples } from './samples';
import { shrink } from './shrink';
import { simulatorOf } from './simulated';
import type { TestedMesh } from './tested-mesh';

const number = (variable: string, otherwise: number) => Number(process.env[variable] ?? otherwise);

const REQUESTS_EACH = 100;

/** Meshes in one Envoy. */
const MESHES_AT_ONCE = 20;

/** Requests with several destinations, each from another mesh, of which it is counted which they get to. */
const COUNTED = 20;

/** Causes that are shown with a small mesh. */
const SHOWN = 6;

async function* observed(meshes: readonly TestedMesh[]): AsyncGenerator<Observed[]> {
  let answers: (readonly ProxyResources[])[] = [];
  let from = 0;
  for await (const answer of askIstiod(meshes)) {
    answers.push(answer);
    if (answers.length < MESHES_AT_ONCE && from + answers.length < meshes.length) continue;
    yield await observe(meshes.slice(from, from + answers.length), answers);
    from += answers.length;
    answers = [];
  }
}

/** A request to count, and what the simulator says of it. */
interface Counted {
  readonly one: Observed;
  readonly outcome: Outcome;
}

/** Requests that can be counted, one of each mesh. */
function countable(all: readonly Observed[]): Counted[] {
  const weighted = all.filter(({ route }) => route?.route.route?.weightedClusters !== undefined);
  return [...grouped(weighted, ({ mesh }) => mesh)].flatMap(([mesh, ofMesh]) => {
    const simulate = simulatorOf(mesh);
    for (const one of ofMesh) {
      const outcome = simulate(one.request);
      if (isCountable(one, outcome)) return [{ one, outcome }];
    }
    return [];
  });
}

/** How many of the requests get to other places than their weights say, when they are sent many times. */
async function countWrong(sample: readonly Counted[]): Promise<number> {
  let wrong = 0;
  let requests = 0;
  let at = 0;
  for await (const some of observed(sample.map(({ one }) => repeated(one)))) {
    requests += some.length;
    for (const mesh of new Set(some.map((one) => one.mesh))) {
      const { one, outcome } = sample[at++] as Counted;
      const differing = countedOtherwise(
        some.filter((sent) => sent.mesh === mesh),
        outcome,
      );
      if (differing.length > 0) wrong++;
      for (const text of differing) console.log(`  ${one.mesh.name}, ${one.request.authority}${one.request.path}: ${text}`);
    }
  }
  console.log(
    `${sample.length} requests to several destinations sent ${requests} times, ${wrong} counts that are not their weights`,
  );
  return wrong;
}

/** The same cause in meshes with one request each. */
async function stillWrong(meshes: readonly TestedMesh[], cause: string): Promise<boolean[]> {
  const wrong = new Set<TestedMesh>();
  for await (const some of observed(meshes)) {
    for (const one of judge(some)) if (causeOf(one) === cause) wrong.add(one.observed.mesh);
  }
  return meshes.map((mesh) => wrong.has(mesh));
}

/** The cause in the smallest mesh that has it. `PARITY_SHRINK=off` takes the mesh as it is, which needs no time. */
async function smallest(first: Wrong, cause: string): Promise<string> {
  if (process.env.PARITY_SHRINK === 'off') return describe(first, { ...first.observed.mesh, requests: [first.observed.request] });
  const small = await shrink(first.observed, (meshes) => stillWrong(meshes, cause));
  let again = first;
  for await (const some of observed([small])) again = judge(some)[0] ?? first;
  return describe(again, small);
}

async function show(wrong: readonly Wrong[]): Promise<void> {
  const causes = new Map<string, Wrong[]>();
  for (const one of wrong) causes.set(causeOf(one), [...(causes.get(causeOf(one)) ?? []), one]);
  for (const [cause, all] of causes) console.log(`  ${String(all.length).padStart(6)}  ${cause}`);
  const only = process.env.PARITY_CAUSE;
  const shown = [...causes].filter(([cause]) => only === undefined || cause.includes(only));
  for (const [cause, [first]] of shown.slice(0, number('PARITY_SHOWN', SHOWN))) {
    if (first === undefined) continue;
    const text = await smallest(first, cause);
    console.log(`\n${text}`);
    const file = process.env.PARITY_DIFFERENCES;
    if (file !== undefined) appendFileSync(file, `${text}\n`);
  }
}

/**
 * Sends requests to generated meshes, and to those of the folder `samples`, through real Envoys that have what the real istiod gives them, and compares what happens with what
 * the simulator says. `PARITY_SEED` and `PARITY_REQUESTS` ask for others, for more and for fewer; `PARITY_DIFFERENCES` names a file to
 * which disagreements are added. Returns how much is wrong.
 */
export async function compareRoutes(): Promise<number> {
  const seed = number('PARITY_SEED', 131);
  const count = number('PARITY_REQUESTS', 20_000);
  const meshes = await makeMeshes(seed, Math.ceil(count / REQUESTS_EACH), Math.min(count, REQUESTS_EACH));
  const used = new Map<Feature, number>();
  const wrong: Wrong[] = [];
  const undriven: Undriven = { decisions: 0, denials: 0 };
  const toCount: Counted[] = [];
  let requests = 0;
  for await (const some of observed(meshes)) {
    requests += some.length;
    for (const one of some) for (const feature of featuresOf(one)) used.set(feature, (used.get(feature) ?? 0) + 1);
    wrong.push(...judge(some, undriven));
    if (toCount.length < COUNTED) toCount.push(...countable(some).slice(0, COUNTED - toCount.length));
  }
  const missing = printCoverage(used, NEEDED);
  for (const feature of missing) console.log(`  never there, which it has to be: ${feature}`);
  console.log(
    `not driven: ${undriven.decisions} decisions of servers about bytes, about what goes to the address that was called, and of gateways; ` +
      `the ${undriven.denials} denials among them are compared as though they were none`,
  );
  console.log(`${requests} requests to ${meshes.length} meshes, ${wrong.length} disagreements`);
  await show(wrong);
  return wrong.length + missing.length + (await countWrong(toCount)) + (await compareSamples());
}
