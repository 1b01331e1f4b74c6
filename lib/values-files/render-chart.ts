import type { Manifest } from '../core/manifest';
import { labelNameProblems, nameProblems } from '../core/names';
import type { Problem } from '../core/problem';
import { type Tree, valueAt } from '../core/tree';
import { BadInput } from './bad-input';
import { CHARTS, type ChartName } from './charts';
import type { Chart } from './charts/chart';

/** Which chart, and how. */
export interface ChartOptions {
  readonly user: Tree;
  /** @default as Istio's documentation names it */
  readonly release?: string;
  /** @default `global.istioNamespace` for the parts of the control plane, `default` for gateways */
  readonly namespace?: string;
  /** @default none in particular */
  readonly kubeVersion?: string;
}

/** istiod looks for all that is its own in its own namespace: the charts take two, and then nothing works. */
function namespaceProblems(chart: ChartName, user: Tree, namespace: string | undefined): Problem[] {
  const written = valueAt(user, ['global', 'istioNamespace']);
  const isOfMesh = chart === 'base' || chart === 'default' || chart === 'istiod';
  if (!isOfMesh || namespace === undefined || typeof written !== 'string' || written === namespace) return [];
  const problem = `is not the namespace ${namespace} of the release`;
  return [{ field: 'global.istioNamespace', problem, got: written, fix: 'leave one of the two out, or give both the same' }];
}

/**
 * What `helm template` makes of the chart and the values, by the functions of our constructs.
 * @throws BadInput when the values cannot be right
 */
export function renderChart(name: ChartName, { user, release, namespace, kubeVersion }: ChartOptions): Manifest[] {
  const chart: Chart = CHARTS[name];
  const installation = { user, release: release ?? chart.release, namespace, kubeVersion };
  const { problems, manifests } = chart.render(installation);
  const all = [
    ...nameProblems('--name', installation.release),
    ...(namespace === undefined ? [] : labelNameProblems('--namespace', namespace)),
    ...namespaceProblems(name, user, namespace),
    ...problems,
  ];
  if (all.length > 0) throw new BadInput(name, all);
  return [...manifests()];
}
