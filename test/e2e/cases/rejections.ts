import { deepEqual } from 'node:assert/strict';
import type { Procedure } from '../case';
import { REJECTIONS } from '../rejections';
import { compilerRefusals } from '../rejections/compiler';
import { OPEN } from '../rejections/open';
import { ourRefusal, realRefusal } from '../rejections/refusals';
import { type Rejection, rejected } from '../rejections/rejection';
import type { World } from '../world';

const TOGETHER = 6;

/** An object that everybody takes. */
const VALID = rejected('VirtualService', {
  'nothing wrong': { hosts: ['server'], http: [{ route: [{ destination: { host: 'server' } }] }] },
});

interface Row {
  readonly title: string;
  readonly cluster: string | undefined;
  readonly compiler: string | undefined;
  readonly synth: string | undefined;
}

/** All messages for each object. */
async function ask(world: World, list: readonly Rejection[]): Promise<Row[]> {
  const compiler = compilerRefusals(list);
  const rows: Row[] = [];
  const left = [...list.entries()];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [i, rejection] = next;
      const cluster = await realRefusal(world.mesh, rejection);
      const title = `${rejection.kind}: ${rejection.what}`;
      rows[i] = { title, cluster, compiler: compiler[i], synth: ourRefusal(rejection) };
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
  return rows;
}

function brief(message: string | undefined): string {
  const line = message?.replace(/\s+/g, ' ').trim() ?? 'takes it';
  return line.length > 200 ? `${line.slice(0, 200)} ...` : line;
}

function print({ title, cluster, compiler, synth }: Row): void {
  const ours = synth === undefined && compiler !== undefined ? `compiler: ${brief(compiler)}` : `synth:    ${brief(synth)}`;
  console.log(`    ${title}\n      cluster:  ${brief(cluster)}\n      ${ours}`);
}

/** What is wrong with a row. */
function complaints({ title, cluster, compiler, synth }: Row): string[] {
  const refused = compiler !== undefined || synth !== undefined;
  const open = OPEN.includes(title);
  return [
    ...(cluster === undefined ? [`${title}: the cluster takes it`] : []),
    ...(!refused && !open ? [`${title}: neither compiler nor synth refuses it`] : []),
    ...(refused && open ? [`${title}: is refused now, so it is no longer open`] : []),
    ...(compiler === undefined && synth?.startsWith('CRASH') === true ? [`${title}: synth ends with ${brief(synth)}`] : []),
  ];
}

/** What a cluster refuses does not compile, or does not synthesize. */
export const rejections: Procedure = {
  name: `rejections: ${REJECTIONS.length - OPEN.length} invalid objects are refused by the cluster and by us`,
  run: async (world, mutated) => {
    const rows = await ask(world, mutated ? VALID : REJECTIONS);
    rows.forEach(print);
    const compiler = rows.filter((row) => row.compiler !== undefined && row.synth === undefined).length;
    const synth = rows.filter((row) => row.synth !== undefined).length;
    console.log(`    refused by synth ${synth}, by the compiler alone ${compiler}, by neither as yet ${OPEN.length}`);
    deepEqual(rows.flatMap(complaints), []);
  },
};
