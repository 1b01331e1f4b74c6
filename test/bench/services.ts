import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, bundle } from './bundle';
import { type Contestant, type Measured, measure, median, ratio } from './measure';
import { type Table, timeOf } from './table';

const SIZES = [1000, 2000, 5000, 10_000];
const CHARTS = [25, 50, 100];
const SERVICES_OF_A_CHART = 20;
const OBJECTS_OF_A_SERVICE = 3;
const ROUNDS = 3;

const WAYS = {
  mesh: 'constructs in a MeshApp',
  app: 'constructs in an App of cdk8s',
  bare: 'ApiObjects of cdk8s',
  json: 'JSON.stringify',
} as const;

type Way = keyof typeof WAYS;
type Programs = Readonly<Record<Way, string>>;

function contestant(programs: Programs, way: Way, charts: number, services: number): Contestant {
  return {
    name: WAYS[way],
    command: [process.execPath, programs[way], String(charts), String(services)],
    env: { CDK8S_OUTDIR: folderOf(way, charts, services) },
    printsPeak: true,
  };
}

const folderOf = (way: Way, charts: number, services: number) => join(BUILD, `${way}-${charts}-${services}`);

/** @throws Error when two ways did not write the same files */
function compareOutput(ways: readonly Way[], charts: number, services: number): void {
  const [one, ...others] = ways.map((way) => {
    const folder = folderOf(way, charts, services);
    return readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('');
  });
  if (others.some((other) => other !== one))
    throw new Error(`${ways.join(' and ')} differ for ${services} services in ${charts} charts`);
}

/** How many times as long it takes for twice as much. */
function growth(small: Measured, large: Measured, times: number): string {
  return (ratio(large, small) ** (1 / Math.log2(times))).toFixed(2);
}

const perObject = ({ times }: Measured, services: number) =>
  `${((median(times) * 1e6) / services / OBJECTS_OF_A_SERVICE).toFixed(0)} µs`;

const peakOf = ({ peak }: Measured) => `${(peak ?? 0).toFixed(0)} MiB`;

function benchSizes(programs: Programs): Table {
  const ways: readonly Way[] = ['mesh', 'app', 'bare', 'json'];
  const all = SIZES.flatMap((size) => ways.map((way) => contestant(programs, way, 1, size)));
  const measured = measure(all, ROUNDS);
  const of = (size: number, way: Way) => measured[SIZES.indexOf(size) * ways.length + ways.indexOf(way)]!;
  const rows = SIZES.flatMap((size, i) => {
    compareOutput(['mesh', 'app', 'bare'], 1, size);
    const before = SIZES[i - 1];
    return ways.map((way) => [
      `${size} services: ${WAYS[way]}`,
      timeOf(of(size, way)),
      perObject(of(size, way), size),
      peakOf(of(size, way)),
      ratio(of(size, way), of(size, 'bare')).toFixed(2),
      ratio(of(size, way), of(size, 'json')).toFixed(1),
      before === undefined ? '' : growth(of(before, way), of(size, way), size / before),
    ]);
  });
  return {
    title: 'Meshes of many services, in one chart',
    about:
      'Three rules a service: DestinationRule, VirtualService, AuthorizationPolicy. The first three ways write the same bytes; `ApiObject`s have no checks. Aims: at most 1.3 times the `ApiObject`s, at most 2.2 times as long for twice as many services, 10,000 services in less than 1.5 GiB.',
    head: ['', 'time', 'per object', 'peak memory', 'ratio to ApiObjects', 'ratio to JSON', 'growth per doubling'],
    rows,
  };
}

function benchCharts(programs: Programs): Table {
  const ways: readonly Way[] = ['mesh', 'bare'];
  const cases = [...CHARTS.flatMap((charts) => ways.map((way) => ({ charts, way }))), { charts: 50, way: 'app' as const }];
  const measured = measure(
    cases.map(({ charts, way }) => contestant(programs, way, charts, charts * SERVICES_OF_A_CHART)),
    ROUNDS,
  );
  const of = (charts: number, way: Way) => measured[cases.findIndex((each) => each.charts === charts && each.way === way)]!;
  for (const charts of CHARTS) compareOutput(ways, charts, charts * SERVICES_OF_A_CHART);
  return {
    title: 'Many namespaces, each in a chart of its own',
    about: `${SERVICES_OF_A_CHART} services with their three rules in each namespace. A MeshApp validates the program once, an App of cdk8s once for each chart. Aim: linear, which is 2.0 for twice as many.`,
    head: ['', 'time', 'peak memory', 'ratio to ApiObjects', 'growth per doubling'],
    rows: cases.map(({ charts, way }) => {
      const before = CHARTS[CHARTS.indexOf(charts) - 1];
      const grown = before === undefined || way === 'app' ? '' : growth(of(before, way), of(charts, way), charts / before);
      return [
        `${charts} charts: ${WAYS[way]}`,
        timeOf(of(charts, way)),
        peakOf(of(charts, way)),
        ratio(of(charts, way), of(charts, 'bare')).toFixed(2),
        grown,
      ];
    }),
  };
}

/** Large meshes against the same content by cdk8s alone, and without any of it. */
export function benchServices(): Table[] {
  const of = (way: Way) => bundle(`test/bench/mesh/${way}.ts`);
  const programs = { mesh: of('mesh'), app: of('app'), bare: of('bare'), json: of('json') };
  return [benchSizes(programs), benchCharts(programs)];
}
