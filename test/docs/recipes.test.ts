import { readFileSync, writeFileSync } from 'node:fs';
import { type RecipeSection, recipeSections } from './recipe-pages';
import type { Printed } from './recipe-world';
import { compileRecipes, printRecipes, writeRecipes } from './run-recipes';

const sections = recipeSections();
let current: readonly RecipeSection[] = sections;
let printed: Readonly<Record<string, Printed>> = {};

beforeAll(() => {
  writeRecipes(sections);
  printed = printRecipes();
  if (process.env['UPDATE_DOCS'] !== '1') return;
  update();
  current = recipeSections();
}, 120_000);

/** Writes what the programs print into the pages: `UPDATE_DOCS=1 npx jest test/docs/recipes`. */
function update(): void {
  for (const { page, id, ts } of sections) {
    const yaml = printed[id]?.yaml;
    if (yaml === undefined) continue;
    const program = `\`\`\`ts\n${ts[0]}\`\`\`\n`;
    const text = readFileSync(page, 'utf8');
    const at = text.indexOf(program) + program.length;
    const rest = text.slice(at).replace(/^```yaml\n[\s\S]*?^```$/m, () => `\`\`\`yaml\n${yaml}\`\`\``);
    writeFileSync(page, text.slice(0, at) + rest);
  }
}

test('the programs compile', () => {
  expect(compileRecipes()).toEqual([]);
}, 120_000);

test.each(sections.map(({ id, title }) => ({ id, title })))('$id, $title: one program, and what it makes', ({ id }) => {
  const { ts, yaml } = current.find((section) => section.id === id)!;
  expect(ts).toEqual([expect.stringMatching(/^import [^;]* from 'cdk8s-istio';$/m)]);
  expect({ yaml: yaml.join('') }).toEqual(printed[id]);
});

test('each page names each of its sections once', () => {
  const titles = sections.map(({ page, title }) => `${page}#${title}`);
  expect(titles).toEqual([...new Set(titles)]);
});
