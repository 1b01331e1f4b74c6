import type { Command } from 'commander';
import type { Manifest } from '../core/manifest';
import { yamlText } from '../core/yaml-text';
import { BadInput } from '../values-files/bad-input';
import { CHARTS, type ChartName } from '../values-files/charts';
import { readOperator } from '../values-files/operator/read-operator';
import { renderOperator } from '../values-files/operator/render-operator';
import { renderChart } from '../values-files/render-chart';
import { type Part, readFiles, type Sources, userValues } from '../values-files/user-values';

/** Options of the command. */
export interface RenderOptions {
  readonly values: readonly string[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly name?: string;
  readonly namespace?: string;
  readonly ignoreUnknown: boolean;
  readonly kubeVersion?: string;
}

/** The name that istioctl gives the release of every chart. */
export const ISTIOCTL_RELEASE = 'istio';

const isOperator = ({ tree }: Part) => tree['kind'] === 'IstioOperator';

/** Refuses what istioctl has no form for. */
function checkOperator(files: readonly Part[], { setString, namespace }: RenderOptions): void {
  const charts = Object.keys(CHARTS).join(', ');
  const values = files.find((file) => !isOperator(file));
  if (values !== undefined || files.length === 0) {
    const got = values?.tree['kind'];
    const fix = `name the chart, one of ${charts}, or give an IstioOperator`;
    throw new BadInput(values?.source ?? 'render', [{ field: 'the chart', problem: 'is missing', got, fix }]);
  }
  if (setString.length > 0 || namespace !== undefined) {
    const field = namespace === undefined ? '--set-string' : '--namespace';
    const fix = namespace === undefined ? 'use --set' : 'use --set values.global.istioNamespace=...';
    throw new BadInput('render', [{ field, problem: 'is not for an IstioOperator', got: namespace ?? setString[0], fix }]);
  }
}

/** The name of a chart, as the user wrote it. */
export function chartNamed(name: string): ChartName {
  if (Object.hasOwn(CHARTS, name)) return name as ChartName;
  const fix = `use one of ${Object.keys(CHARTS).join(', ')}`;
  throw new BadInput('render', [{ field: 'the chart', problem: 'is unknown', got: name, fix }]);
}

/** What the command prints: the objects of a chart, or of an IstioOperator. */
export function rendered(chart: string | undefined, options: RenderOptions): Manifest[] {
  const { name: release, namespace, ignoreUnknown, kubeVersion } = options;
  const sources: Sources = { files: options.values, set: options.set, setString: options.setString };
  const name = chart === undefined ? undefined : chartNamed(chart);
  const files = readFiles(sources);
  if (name === undefined) {
    checkOperator(files, options);
    const operator = readOperator(files, options.set, ignoreUnknown);
    return renderOperator(operator, { release: release ?? ISTIOCTL_RELEASE, ignoreUnknown, kubeVersion }).flatMap(
      ({ manifests }) => manifests,
    );
  }
  const operator = files.find(isOperator);
  if (operator !== undefined) {
    const fix = `leave out ${name}: an IstioOperator says itself which parts it is for`;
    throw new BadInput(operator.source, [{ field: 'kind', problem: 'is not that of a values file', got: 'IstioOperator', fix }]);
  }
  const user = userValues(files, sources, CHARTS[name].accepts, ignoreUnknown);
  return renderChart(name, { user, release, namespace, kubeVersion });
}

const collect = (value: string, before: readonly string[]) => [...before, value];

/** `render`: what `helm template` of an official chart, or `istioctl manifest generate`, prints. */
export function addRender(program: Command): void {
  program
    .command('render')
    .description('print the objects of an official chart, or of an IstioOperator, for values from outside the program')
    .argument('[chart]', `${Object.keys(CHARTS).join(', ')}; left out for an IstioOperator`)
    .option('-f, --values <file>', 'values file or IstioOperator, - for standard input; the last one wins', collect, [])
    .option('--set <path=value>', "one or several values, in Helm's form; over all files", collect, [])
    .option('--set-string <path=value>', 'the same, but every value is text', collect, [])
    .option('--name <release>', 'name of the release (default: as in the documentation of Istio)')
    .option('-n, --namespace <namespace>', 'namespace of the release (default: global.istioNamespace, for gateways default)')
    .option('--ignore-unknown', 'leave out names that have no meaning, instead of refusing them', false)
    .option('--kube-version <version>', 'version of the cluster: with -gke in it, the CNI agent is for GKE')
    .action((chart: string | undefined, options: RenderOptions) => {
      process.stdout.write(yamlText(...rendered(chart, options)));
    });
}
