import { merged, type Tree } from '../../lib/core/tree';
import { CHARTS } from '../../lib/values-files/charts';
import { parseYaml } from '../../lib/values-files/read-yaml';
import { renderChart } from '../../lib/values-files/render-chart';
import { userValues } from '../../lib/values-files/user-values';
import { ISTIO_HUB, ISTIO_VERSION } from '../../lib/versions';
import { INTENDED } from './intended';
import { INTENDED_OF_AGENTS } from './intended-agents';
import { INTENDED_OF_GATEWAY } from './intended-gateway';
import { istioctlCases } from './istioctl';
import { compareMigrations } from './migrate';
import { renderCharts } from './oracle';
import { COMMAND_LINES, type CommandLine, randomCommandLines } from './render-cases';
import { compareValues, helmValues } from './render-values';
import { compareAll, type ParityCase } from './run';

const SEED = 20261121;

/** Registry and tag of a release, in place of those of the source tree; only these charts have none. */
const UNSTAMPED = ['gateway'];

function requestOf({ chart, kubeVersion, ...line }: CommandLine, values: Tree) {
  const release = line.release ?? CHARTS[chart].release;
  const images = { hub: ISTIO_HUB, tag: ISTIO_VERSION };
  const stamp = UNSTAMPED.includes(chart) ? {} : chart === 'ztunnel' ? images : { global: images };
  const namespace = chart === 'gateway' ? 'default' : 'istio-system';
  return { chart, release, namespace, values: merged(stamp, values), kubeVersion };
}

/** What our command makes of a command line. */
function ours({ chart, files = [], set = [], setString = [], ignoreUnknown = false, release, kubeVersion }: CommandLine) {
  const parts = files.map((text, i) => ({ source: `file ${i}`, tree: parseYaml(`file ${i}`, text) }));
  const user = userValues(parts, { files: [], set, setString }, CHARTS[chart].accepts, ignoreUnknown);
  return renderChart(chart, { user, release, kubeVersion });
}

/** Command lines as cases: the official chart for the values as Helm merges them, and ours as the command reads them. */
function renderCases(lines: readonly CommandLine[]): ParityCase[] {
  const answers = helmValues(lines.map(({ files = [], set = [], setString = [] }) => ({ files, set, setString })));
  return lines.map((line, i) => {
    const answer = answers[i];
    if (answer === undefined || 'error' in answer) throw new Error(`Helm refuses ${JSON.stringify(line)}: ${answer?.error}`);
    const official = requestOf(line, answer.values ?? {});
    return { chart: `render ${line.chart}`, name: JSON.stringify(line), official, ours: () => ours(line) };
  });
}

function isTaken(line: CommandLine): boolean {
  try {
    ours(line);
    return true;
  } catch {
    return false;
  }
}

/** Random command lines that Helm, the charts and we take. */
function takenByAll(lines: readonly CommandLine[]): ParityCase[] {
  const answers = helmValues(lines.map(({ files = [], set = [], setString = [] }) => ({ files, set, setString })));
  const merging = lines.filter((line, i) => !('error' in answers[i]!) && isTaken(line));
  const cases = renderCases(merging);
  const rendered = renderCharts(cases.map(({ official }) => official as ReturnType<typeof requestOf>));
  const taken = cases.filter((_, i) => !('error' in rendered[i]!));
  console.log(`random command lines: ${taken.length} of ${lines.length} that nobody refuses`);
  return taken;
}

/** Compares the commands `render` and `migrate` with Helm and istioctl. Returns how much is wrong. */
export function compareRender(): number {
  const cases = [...renderCases(COMMAND_LINES), ...takenByAll(randomCommandLines(SEED, 150)), ...istioctlCases()];
  const { charts } = compareAll(cases, [...INTENDED, ...INTENDED_OF_GATEWAY, ...INTENDED_OF_AGENTS]);
  console.table(
    [...charts].map(([chart, { cases: count, objects, unlisted }]) => ({
      chart,
      cases: count,
      objects,
      unlisted: unlisted.length,
    })),
  );
  const unlisted = [...charts.values()].flatMap((report) => report.unlisted);
  for (const { case: name, object, path, official, ours: own } of unlisted.slice(0, 30)) {
    console.log(`\n${name}\n${object} ${path}\n  official  ${JSON.stringify(official)}\n  ours      ${JSON.stringify(own)}`);
  }
  return unlisted.length + compareValues(SEED, 2000) + compareMigrations();
}
