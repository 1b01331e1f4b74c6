import { closest } from 'fastest-levenshtein';
import type { Problem } from '../../../core/problem';
import { isTree, type Tree } from '../../../core/tree';
import { at, type Fate, type Part, type Setting } from './fate';
import { FATES } from './fates';
import { typeProblems } from './old-types';

/** What became of one key. */
export interface KeyReport {
  readonly key: string;
  readonly value: unknown;
  readonly became: string;
}

/** What a values file of the old chart says today. */
export interface OldChart {
  readonly keys: readonly KeyReport[];
  readonly settings: readonly Setting[];
  /** Parts that the old chart had unless a file said otherwise, and this one does not. */
  readonly defaults: readonly DefaultSwitch[];
  /** Sections that the old chart does not have either. */
  readonly unknown: readonly { readonly key: string; readonly fix: string }[];
  /** Values that are not what the old chart takes there. */
  readonly wrong: readonly Problem[];
}

/** A switch that the file leaves to the old chart, which had it on. */
export interface DefaultSwitch {
  readonly key: string;
  /** What it leads to. */
  readonly became: string;
  readonly setting: Setting;
}

const on = (part: Part, key: string, became: string): DefaultSwitch => ({
  key,
  became,
  setting: { part, path: [], value: true },
});

const ON_BY_DEFAULT: readonly DefaultSwitch[] = [
  on('ingress', 'gateways.istio-ingressgateway.enabled', 'an IngressGateway'),
  on('egress', 'gateways.istio-egressgateway.enabled', 'an EgressGateway'),
  on('prometheus', 'prometheus.enabled', 'a Prometheus'),
];

/** The parts that a file gets without a word of it. */
function defaultsOf(values: Tree): DefaultSwitch[] {
  const hasGateways = at(values, 'gateways', 'enabled') !== false;
  return ON_BY_DEFAULT.filter(
    ({ key }) => (at(values, ...key.split('.')) ?? undefined) === undefined && (hasGateways || !key.startsWith('gateways.')),
  );
}

/** Parts that only charts of that age have as sections of their own. */
const OLD_SECTIONS = [
  'mixer',
  'galley',
  'certmanager',
  'nodeagent',
  'istiocoredns',
  'servicegraph',
  'security',
  'tracing',
  'prometheus',
  'grafana',
  'kiali',
  'ingress',
  'istiotesting',
  'telemetry-gateway',
];

/** Whether values are for the chart of Istio 1.0, which installed everything, gateways included. */
export function isOldChart(values: Tree): boolean {
  const { gateways } = values;
  const hasGateways = isTree(gateways) && Object.keys(gateways).some((name) => name.startsWith('istio-'));
  return hasGateways || OLD_SECTIONS.some((section) => section in values);
}

const EMPTY = 'empty, which is the default';

function fateOf(key: string, fates: Readonly<Record<string, Fate>>): Fate | undefined {
  if (fates[key] !== undefined) return fates[key];
  const segments = key.split('.');
  while (segments.length > 0) {
    segments.pop();
    const rest = fates[[...segments, '**'].join('.')];
    if (rest !== undefined) return rest;
  }
  return undefined;
}

const leadsOn = (key: string, fates: Readonly<Record<string, Fate>>) =>
  Object.keys(fates).some((known) => known.startsWith(`${key}.`) && known !== `${key}.**`);

/** Keys of a section whose value says something by itself. */
function leaves(tree: Tree, fates: Readonly<Record<string, Fate>>, place = ''): [string, unknown][] {
  return Object.entries(tree).flatMap(([name, value]): [string, unknown][] => {
    const key = place === '' ? name : `${place}.${name}`;
    const isLeaf = !isTree(value) || fates[key] !== undefined || (Object.keys(value).length === 0 && !leadsOn(key, fates));
    return isLeaf ? [[key, value]] : leaves(value, fates, key);
  });
}

/** Finds out for each key what became of it. */
export function readOldChart(values: Tree): OldChart {
  const keys: KeyReport[] = [];
  const settings: Setting[] = [];
  const unknown: { key: string; fix: string }[] = [];
  const wrong: Problem[] = [];
  for (const [section, content] of Object.entries(values)) {
    const fates = FATES[section];
    if (fates === undefined) {
      unknown.push({ key: section, fix: `the nearest part is ${closest(section, Object.keys(FATES))}` });
      continue;
    }
    if (content === null || (isTree(content) && Object.keys(content).length === 0)) {
      keys.push({ key: section, value: content, became: EMPTY });
      continue;
    }
    if (!isTree(content)) {
      const fix = 'write its values below it, or leave it out';
      wrong.push({ field: section, problem: 'is not a section', got: content, fix });
      continue;
    }
    for (const [name, value] of leaves(content, fates)) {
      const key = `${section}.${name}`;
      const problems = typeProblems(key, value);
      wrong.push(...problems);
      if (problems.length > 0) continue;
      const { text, settings: decided = [] } =
        value === null ? { text: EMPTY } : (fateOf(name, fates)?.(value, values) ?? { text: 'no value of Istio 1.31' });
      keys.push({ key, value, became: text });
      settings.push(...decided);
    }
  }
  return { keys, settings, defaults: defaultsOf(values), unknown, wrong };
}
