import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { injectorConfig, injectorValues } from '../../../lib/install/injection';
import { templateText } from '../../../lib/install/injection/custom-template';
import type { InjectorChartValues } from '../../../lib/install/injection/injection-rules';
import { renderCharts } from '../oracle';
import { forKubeInject, fromKubeInject } from './cron-jobs';
import { normalized } from './normalize';
import { injectedByUs } from './ours';
import type { InjectionCase } from './pods';

/** A case that did not come out as it says: with equal pods, or with different ones where that is intended. */
export interface InjectionMismatch {
  readonly name: string;
  /** One line for each place: `<path>: <official> -> <ours>`. */
  readonly places: readonly string[];
}

/** What the injector reads, with the official templates and with ours. */
interface Injector {
  readonly mesh: object;
  readonly values: object;
  readonly official: object;
  readonly ours: object;
}

/** An injected object, or the words of the refusal. */
export type Injected = object | string;

const PROCESSES = 2;

/** Injects each case with the templates of the official chart and with ours, by the real istioctl, and compares the pods. */
export async function compareInjection(cases: readonly InjectionCase[]): Promise<readonly InjectionMismatch[]> {
  const istioctl = program('istioctl');
  const folder = mkdtempSync(join(tmpdir(), 'injection-'));
  try {
    const groups = grouped(cases);
    const injectors = renderInjectors(groups.map(([first]) => first!));
    const found: InjectionMismatch[] = [];
    let next = 0;
    const worker = async () => {
      for (let index = next++; index < groups.length; index = next++) {
        const group = groups[index]!;
        const { official, ours, ...common } = injectors[index]!;
        const inject = (side: string, config: object) =>
          kubeInject(istioctl, join(folder, `${index}-${side}`), group, { config, ...common });
        const expected = await inject('official', official);
        const actual = await inject('ours', ours);
        const evaluated = group.map((one) => injectedByUs(one, common));
        const judged = group.map((one, i) => ({
          name: one.name,
          places: [...judge(one, expected[i]!, actual[i]!), ...judgeEvaluated(actual[i]!, evaluated[i]!)],
        }));
        found.push(...judged.filter(({ places }) => places.length > 0));
      }
    };
    await Promise.all(Array.from({ length: PROCESSES }, worker));
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const programs = new Map<string, string>();

export function program(name: string): string {
  const known = programs.get(name) ?? build(name);
  programs.set(name, known);
  return known;
}

function build(name: string): string {
  const script = resolve('test/peers/build.mjs');
  return execFileSync(process.execPath, [script, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

/** Cases that differ in their pods alone go through one process; a refusal ends a process, so it has its own. */
function grouped(cases: readonly InjectionCase[]): InjectionCase[][] {
  const groups = new Map<string, InjectionCase[]>();
  for (const one of cases) {
    const { name, values, mesh, env, templates, official, intended } = one;
    const isAlone = official !== undefined || intended !== undefined || templates !== undefined;
    const key = JSON.stringify(isAlone ? name : { values, mesh, env });
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** What is wrong with the outcome of a case: nothing, when it is as the case says. */
function judge({ official = 'injected', intended }: InjectionCase, expected: Injected, actual: Injected): string[] {
  const outcome = typeof expected === 'string' ? 'refused' : 'injected';
  if (outcome !== official) return [`expected the official template to be ${official}, got ${expected}`];
  if (outcome === 'refused' && typeof actual === 'string') return intended ? [`refused by us too: ${actual}`] : [];
  if (outcome === 'refused' && intended) return [];
  const places = differences(expected, actual);
  const at = intended?.at ?? [];
  const unneeded = at.filter((path) => !places.some((place) => place.startsWith(`${path}: `)));
  return [
    ...places.filter((place) => !at.some((path) => place.startsWith(`${path}: `))),
    ...unneeded.map((path) => `intended to differ at ${path}, but does not`),
  ];
}

/** What our injector makes has to be what istiod makes of our templates. */
function judgeEvaluated(printed: Injected, evaluated: Injected): string[] {
  if (typeof printed === 'string' && typeof evaluated === 'string') return [];
  if (typeof printed === 'string' || typeof evaluated === 'string') return [`in TypeScript: ${printed} -> ${evaluated}`];
  return differences(normalized(printed), normalized(evaluated)).map((place) => `in TypeScript: ${place}`);
}

/** One line for each place where the values differ; the order of lists counts, that of keys does not. */
export function differences(official: unknown, ours: unknown, path = ''): string[] {
  if (typeof official !== 'object' || typeof ours !== 'object' || official === null || ours === null) {
    const show = (value: unknown) => JSON.stringify(value) ?? 'absent';
    return Object.is(official, ours) ? [] : [`${path.slice(1)}: ${show(official)} -> ${show(ours)}`];
  }
  const keys = [...new Set([...Object.keys(official), ...Object.keys(ours)])];
  const at = (value: object, key: string) => (value as Record<string, unknown>)[key];
  return keys.flatMap((key) => differences(at(official, key), at(ours, key), `${path}.${key}`));
}

/** The chart's values, with the templates as text. */
function withTemplates({ values = {}, templates }: InjectionCase): object {
  const texts = Object.entries(templates ?? {}).map(([name, template]) => [name, templateText(template)]);
  return templates ? { ...values, sidecarInjectorWebhook: { templates: Object.fromEntries(texts) } } : values;
}

function renderInjectors(cases: readonly InjectionCase[]): Injector[] {
  const requests = cases.map((one) => ({
    chart: 'istiod',
    release: 'istiod',
    namespace: 'istio-system',
    values: withTemplates(one),
  }));
  return renderCharts(requests).map((answer, index) => {
    const one = cases[index]!;
    if ('error' in answer) throw new Error(`${one.name}: the official chart says: ${answer.error}`);
    const configMaps = answer.objects.filter(({ kind }) => kind === 'ConfigMap');
    const text = (entry: string) => {
      const texts = configMaps.map(({ data }) => (data as Readonly<Record<string, string>>)[entry]);
      return texts.find((found) => found !== undefined) ?? '';
    };
    const values: InjectorChartValues = JSON.parse(text('values'));
    const wrong = differences(values, JSON.parse(JSON.stringify(injectorValues(values))));
    if (wrong.length > 0) throw new Error(`${one.name}: data.values differs: ${wrong.join('\n')}`);
    return {
      values,
      mesh: { ...parse(text('mesh')), ...one.mesh },
      official: parse(text('config')),
      ours: injectorConfig(values),
    };
  });
}

async function kubeInject(
  istioctl: string,
  base: string,
  cases: readonly InjectionCase[],
  { config, mesh, values }: { config: object; mesh: object; values: object },
): Promise<readonly Injected[]> {
  const file = (name: string, content: string) => {
    writeFileSync(`${base}-${name}`, content);
    return `${base}-${name}`;
  };
  const args = [
    ['--injectConfigFile', file('config.yaml', stringify(config, { lineWidth: 0 }))],
    ['--meshConfigFile', file('mesh.yaml', stringify(mesh))],
    ['--valuesFile', file('values.json', JSON.stringify(values))],
    ['-f', file('pods.yaml', cases.map(({ pod }) => JSON.stringify(forKubeInject(pod))).join('\n---\n'))],
  ];
  try {
    // Without a revision it looks for a cluster, and hangs.
    const command = ['kube-inject', '--revision', 'default', ...args.flat()];
    const { stdout } = await promisify(execFile)(istioctl, command, {
      env: { ...process.env, ...cases[0]!.env },
      maxBuffer: 1 << 26,
    });
    const objects = parseAllDocuments(stdout)
      .map((document): object | null => document.toJS())
      .filter((object) => object !== null)
      .map(fromKubeInject);
    if (objects.length !== cases.length)
      throw new Error(`istioctl printed ${objects.length} objects for ${cases.length} pods: ${stdout.slice(0, 500)}`);
    return objects;
  } catch (error) {
    if (cases.length === 1) return [(error as { stderr?: string }).stderr ?? (error as Error).message];
    const alone = cases.map((one, i) => kubeInject(istioctl, `${base}-${i}`, [one], { config, mesh, values }));
    return (await Promise.all(alone)).flat();
  }
}
