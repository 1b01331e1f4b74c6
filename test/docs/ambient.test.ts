import { readFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { IstioControlPlane, MeshNamespace, Waypoint, Ztunnel } from '../../lib';
import { identify } from '../parity/compare';
import { blocksOf, objectsOf } from './upgrade';

const page = readFileSync('docs/ambient.md', 'utf8');
const [program = ''] = blocksOf(page, 'ts');
const [stage = ''] = blocksOf(page, 'yaml');
const [listed = '', messages = ''] = blocksOf(page, 'text');

const AGENTS = ['istio-cni', 'ztunnel'];

test('the program makes the objects that the page shows', () => {
  const objects = objectsOf(program, 'ambient');
  const ofNodes = objects.filter(({ metadata }) => AGENTS.includes(metadata.labels?.['app.kubernetes.io/name'] ?? ''));
  const inNamespaces = ofNodes.filter(({ metadata }) => metadata.namespace !== undefined);
  expect(inNamespaces.map((object) => `20-control-plane  ${identify(object)}\n`).join('')).toBe(listed);
  expect(readFileSync('.build/upgrade-ambient/50-apps.k8s.yaml', 'utf8')).toBe(stage);
}, 60_000);

test('the mistakes are refused as the page says', () => {
  const mesh = (profile: 'ambient' | 'default') => {
    const app = new App();
    const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio', { profile });
    return { controlPlane, nodes: new Chart(app, 'nodes'), apps: new Chart(app, 'apps') };
  };
  const sidecars = mesh('default');
  const ambient = mesh('ambient');
  const { apps, controlPlane } = ambient;
  const mistakes = [
    () => new Ztunnel(sidecars.nodes, 'ztunnel', { controlPlane: sidecars.controlPlane }),
    () => new Ztunnel(ambient.nodes, 'ztunnel', { controlPlane, namespace: 'kube-system' }),
    () => {
      const serves = [new MeshNamespace(mesh('ambient').apps, 'shop')];
      return new Waypoint(apps, 'waypoint', { controlPlane, serves });
    },
    () => new MeshNamespace(apps, 'shop', { dataplane: 'ambient', injectedBy: controlPlane }),
  ];
  const lines = messages.trimEnd().split('\n');
  expect(lines).toHaveLength(mistakes.length);
  mistakes.forEach((mistake, i) => {
    expect(mistake).toThrow(lines[i]);
  });
});
