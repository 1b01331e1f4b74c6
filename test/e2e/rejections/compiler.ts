import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DESTINATIONS, DURATIONS, durationOf, PERCENTAGES } from './from-yaml';
import { KINDS, type Rejection } from './rejection';

const FOLDER = '.build/rejections';

/** What the compiler says of a program with each object; nothing where it takes it, or the program is not made from a spec. */
export function compilerRefusals(list: readonly Rejection[]): (string | undefined)[] {
  const folder = resolve(FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const programs = list.map((rejection) => (rejection.ours === undefined ? program(rejection) : ''));
  const names = [...KINDS, 'Destination', 'GatewaySelector', 'OutsideGateway', 'OutsideProvider'].join(', ');
  const head = `import { type Chart, Duration } from 'cdk8s'; import { ${names} } from '../../lib'; declare const chart: Chart;`;
  const tail = `export const all = [Duration, ${names}];`;
  writeFileSync(join(folder, 'all.ts'), [head, ...programs, tail].join('\n'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include: ['all.ts'] }));
  const { stdout } = spawnSync(resolve('node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false'], { encoding: 'utf8' });
  const messages = new Map<number, string>();
  for (const [, line, message = ''] of stdout.matchAll(/all\.ts\((\d+),\d+\): error (.*)/g)) {
    if (!messages.has(Number(line))) messages.set(Number(line), message);
  }
  const stray = messages.get(1) ?? messages.get(programs.length + 2);
  if (stray !== undefined) throw new Error(`the compiler refuses the program around the objects: ${stray}`);
  return programs.map((_, i) => messages.get(i + 2));
}

/** The object as a user writes it, on one line. */
function program({ kind, content }: Rejection): string {
  const { spec } = content as { spec: object };
  return `new ${kind}(chart, 'test', ${source(spec, kind)});`;
}

function source(value: unknown, kind: string, name = ''): string {
  if (Array.isArray(value)) {
    if (name === 'gateways')
      return `[${value.map((item) => (item === 'mesh' ? `'mesh'` : `OutsideGateway.unchecked('${item}')`))}]`;
    if (name === 'subsets') return subsets(value as { name: string }[], kind);
    return `[${value.map((item) => source(item, kind)).join(', ')}]`;
  }
  if (typeof value === 'string' && DURATIONS.has(name)) {
    const { amount, unit } = durationOf(value) ?? {};
    return amount === undefined ? JSON.stringify(value) : `Duration.${unit}(${amount})`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (PERCENTAGES.has(name)) return JSON.stringify((value as { value?: number }).value);
  const text = `{ ${Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${JSON.stringify(propOf(key, kind, name))}: ${source(item, kind, key)}`)
    .join(', ')} }`;
  if (name === 'provider') return `OutsideProvider.unchecked('authorization', '${(value as { name: string }).name}')`;
  if (DESTINATIONS.has(name)) return `Destination.unchecked(${text})`;
  return name === 'selector' && kind === 'Gateway' ? `GatewaySelector.unchecked(${text})` : text;
}

/** The prop that stands for a field. */
function propOf(field: string, kind: string, parent: string): string {
  return kind === 'WorkloadGroup' && parent === '' && field === 'metadata' ? 'entryMetadata' : field;
}

function subsets(list: readonly { name: string }[], kind: string): string {
  return `{ ${list.map(({ name, ...subset }) => `${JSON.stringify(name)}: ${source(subset, kind)}`).join(', ')} }`;
}
