import { programs } from '../programs';
import { missing, missingForBuild } from '../requirements';
import { startMesh } from '../start';
import { DEFAULT_NAME, type Options } from './options';
import { step } from './step';

/** Builds and fetches the real programs. */
export async function build(): Promise<void> {
  const lacks = missingForBuild();
  if (lacks.length > 0) throw new Error(lacks.join('\n'));
  await step('all programs are there', programs);
  for (const lack of missing()) console.log(`note: ${lack}`);
}

/** Starts an empty cluster. */
export async function up({ name }: Options): Promise<void> {
  await step(`cluster "${name}" runs`, () => startMesh({ name }));
  const suffix = name === DEFAULT_NAME ? '' : ` --name ${name}`;
  console.log(`next: npm run synth && npm run mesh -- apply${suffix}\n end: npm run mesh -- down${suffix}`);
}
