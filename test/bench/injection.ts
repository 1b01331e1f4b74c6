import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { injectorConfig, injectorValues } from '../../lib/install/injection';
import { effectiveMeshConfig } from '../../lib/install/istiod/mesh-config';
import { ISTIOD_DEFAULTS } from '../../lib/install/values';
import { readSample } from '../parity/oracle';
import { peer } from './bundle';
import { type Contestant, measure } from './measure';
import { comparison, type Table } from './table';

const FOLDER = join(process.cwd(), '.build', 'bench', 'injection');
const DEPLOYMENTS = 1000;

function file(name: string, text: string): string {
  writeFileSync(join(FOLDER, name), text);
  return join(FOLDER, name);
}

/** The command as the package has it: `bin/` before what `npm run build` makes of the sources. */
function ourProgram(): string {
  const folder = join(FOLDER, 'package');
  mkdirSync(folder, { recursive: true });
  cpSync('bin', join(folder, 'bin'), { recursive: true });
  execFileSync(process.execPath, ['scripts/bundle-cli.mjs', join(folder, 'build', 'cli')], { stdio: 'ignore' });
  return join(folder, 'bin', 'cdk8s-istio.js');
}

function deployment(name: string): string {
  const labels = { app: name, version: 'v1' };
  const container = {
    name: 'service',
    image: `registry.example.com/${name}:1.0`,
    ports: [{ containerPort: 8080, name: 'http' }],
    env: [{ name: 'PORT', value: '8080' }],
    resources: { requests: { cpu: '100m', memory: '128Mi' } },
    readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
  const spec = { serviceAccountName: name, containers: [container], volumes: [{ name: 'tmp', emptyDir: {} }] };
  return stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', labels },
    spec: { replicas: 2, selector: { matchLabels: { app: name } }, template: { metadata: { labels }, spec } },
  });
}

/** The same files through both, with the same values and templates. */
export function benchInjection(): Table[] {
  mkdirSync(FOLDER, { recursive: true });
  const names = Array.from({ length: DEPLOYMENTS }, (_, i) => `service-${i}`);
  const inputs = {
    bookinfo: file('bookinfo.yaml', readSample('bookinfo/platform/kube/bookinfo.yaml')),
    [`${DEPLOYMENTS} Deployments`]: file('deployments.yaml', names.map(deployment).join('---\n')),
  };
  const config = file('config.yaml', stringify(injectorConfig(ISTIOD_DEFAULTS), { lineWidth: 0 }));
  const values = file('values.json', JSON.stringify(injectorValues(ISTIOD_DEFAULTS)));
  const mesh = file('mesh.yaml', stringify(effectiveMeshConfig(ISTIOD_DEFAULTS)));
  const files = ['--injectConfigFile', config, '--valuesFile', values, '--meshConfigFile', mesh];
  const istioctl = peer('istioctl');
  const ours = ourProgram();
  return Object.entries(inputs).map(([name, input]) => {
    const contestants: Contestant[] = [
      { name: 'istioctl kube-inject', command: [istioctl, 'kube-inject', '--revision', 'default', ...files, '-f', input] },
      { name: 'cdk8s-istio inject', command: [process.execPath, ours, 'inject', '-f', input] },
    ];
    const measured = measure(contestants, name === 'bookinfo' ? 15 : 5);
    return comparison(`Injecting ${name}`, 'The same files with the same values and templates.', measured, measured[0]!);
  });
}
