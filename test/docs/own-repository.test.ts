import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Command } from 'commander';
import { Bookinfo, IngressGateway, IstioControlPlane, Stages, snapshotOf } from '../../lib';
import { addInit, init } from '../../lib/cli/init';
import { blocksOf } from './upgrade';

const page = readFileSync('docs/own-repository.md', 'utf8');
const cells = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, cell]) => cell!);

test('init says what the page says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-docs-'));
  try {
    const said = init(folder, 'mesh', { ci: 'github', keepExisting: false });
    expect(blocksOf(page, 'console')[0]).toBe(`$ npx cdk8s-istio init mesh\n${said}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('each option has its row', () => {
  const program = new Command();
  addInit(program);
  const options = program.commands[0]!.options.map(({ flags }) => flags);
  expect(cells.filter((cell) => cell.startsWith('--'))).toEqual(options);
});

test('each entry of the package has its row, and what the row names is in it', () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const entries = Object.keys(exports).filter((entry) => !['.', './package.json'].includes(entry));
  expect(cells.filter((cell) => cell.startsWith('cdk8s-istio/')).sort()).toEqual(
    entries.map((entry) => `cdk8s-istio${entry.slice(1)}`).sort(),
  );
  for (const [, area, has] of page.matchAll(/^\| `cdk8s-istio\/([\w-]+)` \| (.*) \|$/gm)) {
    const names = [...has!.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
    const module = require(`../../lib/${area === 'gateway-api' ? '' : area}`);
    expect(names.filter((name) => !(name in module))).toEqual([]);
  }
});

const app = new App();
const stages = new Stages(app);
const controlPlane = new IstioControlPlane(stages.controlPlane, 'istio', { crds: stages.crds });
const ingress = new IngressGateway(stages.gateways, 'istio-ingressgateway', { controlPlane });
new Bookinfo(stages.apps, 'bookinfo', { controlPlane, ingress, traffic: stages.traffic, reviews: '90-10' });

test('one in ten sees the new reviews', () => {
  expect(snapshotOf(app, { kind: 'VirtualService', name: 'reviews' })).toMatchInlineSnapshot(`
"apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: bookinfo
spec:
  hosts:
    - reviews
  http:
    - route:
        - destination:
            host: reviews
            subset: v1
          weight: 90
        - destination:
            host: reviews
            subset: v2
          weight: 10
"
`);
});

test('the test that the page shows is the one above', () => {
  const [, ...shown] = blocksOf(page, 'ts')[0]!.split('\n\n');
  expect(shown).toHaveLength(2);
  const here = readFileSync(__filename, 'utf8');
  expect(shown.filter((part) => !here.includes(part.trimEnd()))).toEqual([]);
});

test('the pipelines are those that init writes', () => {
  const written = ['github.yaml', 'gitlab.yaml'].map((file) => readFileSync(`templates/mesh/${file}`, 'utf8'));
  expect(blocksOf(page, 'yaml')).toEqual(written);
});

test('the line that is updated is there', () => {
  const [line] = blocksOf(page, 'diff')[0]!.split('\n');
  expect(readFileSync('templates/mesh/lib/versions.ts', 'utf8')).toContain(line!.slice(1));
});

test('every file of the templates is used', () => {
  const files = readdirSync('lib/cli/init').map((file) => readFileSync(`lib/cli/init/${file}`, 'utf8'));
  const templates = readdirSync('templates/mesh', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice('templates/mesh/'.length));
  expect(templates.filter((path) => !files.some((text) => text.includes(`'${path}'`) || text.includes(`${path}:`)))).toEqual([]);
});
