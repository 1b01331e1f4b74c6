import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Duration, Size } from 'cdk8s';
import fc from 'fast-check';
import { AddonsNamespace, IstioControlPlane, Prometheus, type PrometheusProps } from '../../lib';
import { DASHBOARDS } from '../../lib/addons/grafana/dashboards';

const RUNS = 25;

interface Found {
  readonly kind: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly template?: { readonly spec: { readonly containers: readonly [{ readonly args: readonly string[] }] } };
  };
}

type Chosen = Omit<PrometheusProps, 'namespace'>;

const segment = fc.stringMatching(/^[a-z0-9][-a-z0-9]{0,8}$/);
const chosen: fc.Arbitrary<Chosen> = fc.record(
  {
    retention: fc.integer({ min: 1, max: 10_000_000 }).map((seconds) => Duration.seconds(seconds)),
    retentionSize: fc.integer({ min: 1, max: 9_000_000 }).map((mebibytes) => Size.mebibytes(mebibytes)),
    storage: fc.constant({ size: Size.tebibytes(10) }),
    scrapeIntervalSeconds: fc.integer({ min: 1, max: 120 }),
    reach: fc.array(segment, { maxLength: 3 }).map((segments) => ({
      host: 'prometheus.example.com',
      ingressClassName: 'nginx',
      path: `/${segments.join('/')}` as const,
    })),
  },
  { requiredKeys: [] },
);

/** What Prometheus would be started with: its files, and its arguments. */
function startedWith(props: Chosen): { readonly files: Readonly<Record<string, string>>; readonly args: readonly string[] } {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'mesh'), 'istio');
  const chart = new Chart(app, 'addons');
  const namespace = new AddonsNamespace(chart, 'istio-addons', { controlPlane });
  new Prometheus(chart, 'prometheus', { namespace, ...props });
  const objects = chart.toJson() as readonly Found[];
  return {
    files: objects.find(({ kind }) => kind === 'ConfigMap')?.data ?? {},
    args: objects.find(({ kind }) => kind === 'Deployment')?.spec?.template?.spec.containers[0].args ?? [],
  };
}

const built = new Map<string, string>();

/** The path of a real program, built first where it is missing. */
function peer(name: string): string {
  const path = built.get(name) ?? execFileSync('node', ['test/peers/build.mjs', name], { encoding: 'utf8' }).trim();
  built.set(name, path);
  return path;
}

function run(program: string, args: readonly string[], timeout?: number): { readonly ok: boolean; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(peer(program), [...args], { encoding: 'utf8', timeout });
  return { ok: status === 0, said: `${stdout}${stderr}` };
}

/** What the real programs say against files and arguments; undefined where they take them. */
function refusal(folder: string, { files, args }: ReturnType<typeof startedWith>): string | undefined {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const config = run('promtool', ['check', 'config', '--lint=all', '--lint-fatal', join(folder, 'prometheus.yml')]);
  if (!config.ok) return config.said;
  const rules = run('promtool', ['check', 'rules', '--lint=all', '--lint-fatal', join(folder, 'rules.yml')]);
  if (!rules.ok) return rules.said;
  // A file that is none comes after all arguments have been read, and ends the program before it listens.
  const started = run(
    'prometheus',
    [...args.filter((arg) => !arg.startsWith('--config.file')), `--config.file=${folder}/none.yml`],
    20_000,
  );
  return /none\.yml/.test(started.said) ? undefined : started.said;
}

/** Each question of the dashboards, with what Grafana puts in for its variables. */
const questions = DASHBOARDS.flatMap(({ uid, panels = [] }) =>
  panels.flatMap((panel) =>
    ('targets' in panel ? (panel.targets ?? []) : []).map((target) => ({
      uid,
      expression: (target as unknown as { expr: string }).expr.replaceAll('$__rate_interval', '1m').replaceAll(/\$[a-z]+/g, '.*'),
    })),
  ),
);

function wrongQuestions(): number {
  const wrong = questions.filter(({ expression }) => !run('promtool', ['promql', 'format', '--experimental', expression]).ok);
  for (const { uid, expression } of wrong) console.log(`  ${uid}: not understood: ${expression}`);
  return wrong.length;
}

/** What the real `promtool` and `prometheus` say to configuration, rules and arguments for random props, and to the dashboards. */
export function compareAddons(): number {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-addons-'));
  let wrong = 0;
  try {
    for (const props of [{}, ...fc.sample(chosen, RUNS)]) {
      const said = refusal(folder, startedWith(props));
      if (said === undefined) continue;
      wrong++;
      console.log(`  ${JSON.stringify(props)}: ${said}`);
    }
    const broken = { files: { 'prometheus.yml': 'scrape_configs: [{ job_nam: x }]\n' }, args: [] };
    if (refusal(folder, broken) === undefined) {
      wrong++;
      console.log('  promtool takes a configuration with a mistake');
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(`  promtool and prometheus take configuration, rules and arguments of ${RUNS + 1} choices of props`);
  wrong += wrongQuestions();
  console.log(`  promtool understands ${questions.length} questions of ${DASHBOARDS.length} dashboards`);
  return wrong;
}
