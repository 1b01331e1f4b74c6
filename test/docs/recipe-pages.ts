import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf } from './upgrade';

const FOLDER = 'docs/recipes';

/** A section of a page: a program, and what it makes. */
export interface RecipeSection {
  /** Path of the page. */
  readonly page: string;
  /** Name of the page, and number of the section in it. */
  readonly id: string;
  readonly title: string;
  /** Its blocks by language; each must be there once. */
  readonly ts: readonly string[];
  readonly yaml: readonly string[];
}

function sectionsOf(name: string): RecipeSection[] {
  const page = join(FOLDER, name);
  const [, ...sections] = readFileSync(page, 'utf8').split(/^(?=## )/m);
  return sections.map((text, i) => ({
    page,
    id: `${name.replace(/\.md$/, '')}-${i + 1}`,
    title: text.slice(3, text.indexOf('\n')),
    ts: blocksOf(text, 'ts'),
    yaml: blocksOf(text, 'yaml'),
  }));
}

/** All sections of all pages of recipes. */
export function recipeSections(): RecipeSection[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .flatMap(sectionsOf);
}
