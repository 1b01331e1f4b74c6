import { isDeepStrictEqual } from 'node:util';
import { sample } from 'fast-check';
import { yamlText } from '../../lib/core/yaml-text';
import { HARD_MAP } from '../core/hard-texts';
import { readAsKubernetes } from './oracle';

const DOCUMENTS = 5000;
const SHOWN = 5;

/** Whether Kubernetes reads what is printed as it is meant. `PARITY_SEED` and `PARITY_RUNS` ask for others and for more. */
export function compareYaml(): number {
  const numRuns = Number(process.env['PARITY_RUNS'] ?? DOCUMENTS);
  const maps = sample(HARD_MAP, { numRuns, seed: Number(process.env['PARITY_SEED'] ?? 131) });
  const documents = maps.map((map) => yamlText(map));
  const answers = readAsKubernetes(documents);
  if (answers.length !== maps.length) throw new Error(`${maps.length} documents, but ${answers.length} answers`);
  const wrong = maps.flatMap((map, i) => {
    const answer = answers[i]!;
    return 'value' in answer && isDeepStrictEqual(answer.value, map) ? [] : [{ document: documents[i], answer }];
  });
  console.log(`  ${maps.length} documents of hard texts`);
  for (const each of wrong.slice(0, SHOWN)) console.log(`  ${JSON.stringify(each)}`);
  return wrong.length;
}
