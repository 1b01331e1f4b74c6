import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { type Contestant, measure, report } from './measure';

const FOLDER = join('.build', 'bench', 'analysis');
const SIZES = [1000, 2000, 4000];

/** A service with two versions, in five objects: Service, two Deployments, DestinationRule, VirtualService. */
function objectsOf(i: number): object[] {
  const namespace = `team-${i % 20}`;
  const name = `service-${i}`;
  const metadata = { name, namespace };
  const versions = ['v1', 'v2'];
  const istio = 'networking.istio.io/v1';
  const to = (subset: string, weight?: number) => ({ destination: { host: name, subset }, ...(weight && { weight }) });
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    },
    ...versions.map((version) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `${name}-${version}`, namespace },
      spec: {
        selector: { matchLabels: { app: name, version } },
        template: {
          metadata: { labels: { app: name, version } },
          spec: { containers: [{ name: 'app', image: 'example/app:1', ports: [{ containerPort: 8080 }] }] },
        },
      },
    })),
    {
      apiVersion: istio,
      kind: 'DestinationRule',
      metadata,
      spec: { host: name, subsets: versions.map((version) => ({ name: version, labels: { version } })) },
    },
    {
      apiVersion: istio,
      kind: 'VirtualService',
      metadata,
      spec: {
        hosts: [name],
        http: [
          { match: [{ headers: { 'end-user': { exact: 'jason' } } }], route: [to('v2')] },
          { route: [to('v1', 90), to('v2', 10)] },
        ],
      },
    },
  ];
}

function mesh(services: number): string {
  const labels = { 'istio-injection': 'enabled' };
  const namespaces = Array.from({ length: 20 }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `team-${i}`, labels },
  }));
  const objects = [...namespaces, ...Array.from({ length: services }, (_, i) => objectsOf(i)).flat()];
  const file = join(FOLDER, `${services}.yaml`);
  writeFileSync(file, objects.map((object) => dump(object)).join('---\n'));
  return file;
}

/** The analyzer against istioctl's, which without a cluster looks with 32 of its 53, and its growth. */
export function benchAnalysis(istioctl: string): void {
  const cli = join(FOLDER, 'cli');
  mkdirSync(FOLDER, { recursive: true });
  execFileSync(process.execPath, ['scripts/bundle-cli.mjs', cli], { stdio: 'ignore' });
  const analyze = (file: string) => [process.execPath, join(cli, 'main.js'), 'analyze', file] as const;
  const files = new Map(SIZES.map((size) => [size, mesh(size)]));
  const middle = files.get(2000) as string;
  const contestants: Contestant[] = [
    {
      name: 'istioctl analyze --use-kube=false, 2000 services',
      command: [istioctl, 'analyze', '--use-kube=false', '-A', middle],
    },
    { name: 'cdk8s-istio analyze, 2000 services', command: analyze(middle) },
  ];
  const compared = measure(contestants, 5);
  report('the analyzer on 10,000 objects (ratio to istioctl)', compared, () => compared[0]!);
  const sizes = [...files].map(
    ([size, file]): Contestant => ({ name: `cdk8s-istio analyze, ${size} services`, command: analyze(file) }),
  );
  const grown = measure(sizes, 5);
  report('the analyzer, growth (ratio to half the size)', grown, (each, i) => grown[i - 1] ?? each);
}
