import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { differences, identify, type KubeObject } from '../parity/compare';

/** The blocks of a language in a page, in their order. */
export function blocksOf(page: string, language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text!);
}

/** The program with an edit: lines with `-` go, lines with `+` come, and `...` is between two places. */
export function edited(program: string, diff: string): string {
  const marked = diff.trimEnd().split('\n');
  const without = (mark: string) =>
    marked
      .filter((line) => !line.startsWith(mark))
      .map((line) => line.replace(/^[ +-]/, ''))
      .join('\n')
      .split('\n...\n');
  const [before, after] = [without('+'), without('-')];
  return before.reduce((text, part, i) => {
    if (!text.includes(part)) throw new Error(`the program has no such lines:\n${part}`);
    return text.replace(part, after[i]!);
  }, program);
}

/** What the program writes. */
export function objectsOf(program: string, name: string): KubeObject[] {
  const folder = join('.build', `upgrade-${name}`);
  const file = `${folder}.ts`;
  mkdirSync('.build', { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(file, program.replace("'cdk8s-istio'", "'../lib'"));
  const env = { ...process.env, CDK8S_OUTDIR: folder };
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', file], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const texts = readdirSync(folder).map((stage) => readFileSync(join(folder, stage), 'utf8'));
  return texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as KubeObject));
}

const short = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));

/** The change from one program to the next, one line for each object, and one for each field of those that are in both. */
export function changes(before: readonly KubeObject[], after: readonly KubeObject[]): string {
  const had = new Set(before.map(identify));
  const has = new Set(after.map(identify));
  const lines = differences(before, after).map(({ object, path, official, ours }) => {
    if (!has.has(object)) return `- ${object}`;
    if (!had.has(object)) return `+ ${object}`;
    return `~ ${object} ${path}: ${short(official)} -> ${short(ours)}`;
  });
  return `${lines.join('\n')}\n`;
}
