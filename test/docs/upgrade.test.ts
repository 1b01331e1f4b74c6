import { readFileSync } from 'node:fs';
import { blocksOf, changes, edited, objectsOf } from './upgrade';

const page = readFileSync('docs/upgrade.md', 'utf8');
const [program = ''] = blocksOf(page, 'ts');
const edits = blocksOf(page, 'diff');
const shown = blocksOf(page, 'text');

test('each step of the upgrade changes what the page shows', () => {
  const programs = [program];
  for (const edit of edits) programs.push(edited(programs.at(-1)!, edit));
  const objects = programs.map((text, step) => objectsOf(text, String(step)));
  const made = edits.map((_edit, step) => changes(objects[step]!, objects[step + 1]!));
  expect(made).toEqual(shown);
}, 60_000);
