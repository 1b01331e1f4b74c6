import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { askIstiod } from '../istiod';
import { judge } from '../judge';
import { observe } from '../observe';
import { refusedOf } from '../refused';
import { describe } from '../report';
import type { ProxyResources } from '../resources';
import { readSample } from './sample';

const FOLDER = resolve('test/parity/routes/samples');

/**
 * Sends the requests of meshes that were written by hand, as teams write them, through real Envoys, and compares what happens with what
 * the simulator says of the manifests, which lack the addresses that a cluster gives. `PARITY_SAMPLES` is a part of the names of those to
 * take. Returns how much is wrong.
 * @throws Error for a sample that an API server with Istio does not take
 */
export async function compareSamples(): Promise<number> {
  const part = process.env.PARITY_SAMPLES ?? '';
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml') && file.includes(part));
  const samples = files.map((file) => readSample(join(FOLDER, file)));
  for (const { written } of samples) {
    const [refused] = await refusedOf(written.manifests);
    if (refused !== undefined) throw new Error(`${written.name}: ${refused.kind} ${refused.metadata.name} is refused`);
  }
  const running = samples.map((sample) => sample.running);
  const answers: (readonly ProxyResources[])[] = [];
  for await (const answer of askIstiod(running)) answers.push(answer);
  const observed = await observe(running, answers);
  const writtenOf = new Map(samples.map(({ written, running: mesh }) => [mesh, written]));
  const wrong = judge(observed.map((one) => ({ ...one, mesh: writtenOf.get(one.mesh) ?? one.mesh })));
  for (const one of wrong) console.log(describe(one, { ...one.observed.mesh, manifests: [], requests: [one.observed.request] }));
  console.log(`${observed.length} requests to ${samples.length} meshes written by hand, ${wrong.length} disagreements`);
  return wrong.length;
}
