import { stringify } from 'yaml';
import type { Outcome } from '../../../lib/simulation';
import type { Disagreement } from './compare-outcome';
import type { Feature } from './coverage';
import type { Observed } from './observe';
import type { TestedMesh } from './tested-mesh';

/** A request of which the simulator says something else than the real programs do. */
export interface Wrong {
  readonly observed: Observed;
  readonly outcome: Outcome | Error;
  readonly disagreements: readonly Disagreement[];
}

/** What is probably one cause. */
export function causeOf({ observed, outcome, disagreements }: Wrong): string {
  if (outcome instanceof Error) return `error ${outcome.message.replace(/;.*/, '').replace(/"[^"]*"|\d+/g, '')}`;
  const [first] = disagreements;
  const values = first?.field === 'outcome' ? ` ${first.real} ${first.simulated}` : '';
  return `${observed.proxy.type} ${first?.field}${values}`;
}

function requestLine({ proxies, requests }: TestedMesh): string {
  const [request] = requests;
  if (request === undefined) return '';
  const { proxy, scheme, host, port, path, method, authority, headers, sni, opaque } = request;
  const from = proxies[proxy];
  const sent = headers.map(([name, value]) => ` -H '${name}: ${value}'`).join('');
  const url = `${opaque === true ? 'tcp' : scheme}://${host}:${port}${path}`;
  return `${from?.type} ${from?.name}.${from?.namespace}: -X ${method} ${url} -H 'host: ${authority}'${sent}${sni === undefined ? '' : ` --sni ${sni}`}`;
}

/** A disagreement as a text to work with: the request, what each side says, the objects. */
export function describe(wrong: Wrong, small: TestedMesh): string {
  const { observed, outcome, disagreements } = wrong;
  const { log, answer, cluster, route, listener, rejected } = observed;
  const said = disagreements.map(
    ({ field, real, simulated }) => `- ${field}: real ${JSON.stringify(real)}, simulated ${JSON.stringify(simulated)}`,
  );
  const place = route === undefined ? '' : ` route table ${route.table}, host ${route.host.name}`;
  const objects = small.manifests.filter(({ kind }) => kind !== 'Namespace' && kind !== 'Deployment');
  const rest = small.manifests
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  return [
    `### ${causeOf(wrong)} (${small.name})`,
    '',
    requestLine(small),
    '',
    ...(outcome instanceof Error ? [`- error: ${outcome.message}`] : said),
    `- Envoy: ${answer?.status} ${log?.flags} ${log?.details} cluster ${cluster}, listener ${listener?.name}${place}`,
    ...(rejected === undefined ? [] : [`- rejected: ${rejected}`]),
    ...(outcome instanceof Error ? [] : outcome.why.map((line) => `- why: ${line}`)),
    '',
    '```yaml',
    `# deployments: ${rest.join(' ')}`,
    ...(Object.keys(small.meshConfig).length > 0 ? [`# mesh config: ${JSON.stringify(small.meshConfig)}`] : []),
    objects.map((object) => stringify(object).trim()).join('\n---\n'),
    '```',
    '',
  ].join('\n');
}

/** Prints how often each feature was used, and gives those of which there has to be one and is none. */
export function printCoverage(used: ReadonlyMap<Feature, number>, needed: readonly Feature[]): Feature[] {
  const rows = [...used].sort(([a], [b]) => (a < b ? -1 : 1));
  console.log('requests for which each feature was there:');
  for (const [feature, times] of rows) console.log(`  ${String(times).padStart(6)}  ${feature}`);
  return needed.filter((feature) => !used.has(feature));
}
