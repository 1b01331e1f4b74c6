import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(60_000); // each of them starts a process

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'analyze-'));
  writeFileSync(
    join(folder, 'mesh.yaml'),
    ['one', 'two']
      .map(
        (name) => `---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: ${name}, namespace: shop }
spec: { egress: [{ hosts: [./*] }] }
`,
      )
      .join(''),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/cdk8s-istio.js', 'analyze', ...options], {
    encoding: 'utf8',
  });
  return { status, stdout: stdout.replaceAll(folder, '.'), stderr: stderr.replaceAll(folder, '.') };
}
const mesh = () => join(folder, 'mesh.yaml');

test('text has what is wrong, the value, the place and the fix; an error makes the exit code 1', () => {
  const { status, stdout } = run(folder);
  expect(status).toBe(1);
  expect(stdout).toContain(`error   IST0111  Sidecar shop/one
        what   Sidecar shop/one is one of several for the whole namespace
        got    ["one","two"]
        where  ./mesh.yaml:2
        fix    keep one Sidecar without workloadSelector in a namespace, and give the others one
`);
  expect(stdout).toMatch(/\n2 errors\n$/);
});

test('JSON is a list of findings', () => {
  const findings = JSON.parse(run(mesh(), '--output', 'json').stdout) as Record<string, unknown>[];
  expect(findings[1]).toEqual({
    code: 'IST0111',
    level: 'error',
    message: 'Sidecar shop/two is one of several for the whole namespace, got ["one","two"]',
    fix: 'keep one Sidecar without workloadSelector in a namespace, and give the others one',
    resource: { kind: 'Sidecar', namespace: 'shop', name: 'two' },
    file: './mesh.yaml',
    line: 7,
  });
});

test('SARIF names file and line, and describes the rule', () => {
  const { runs } = JSON.parse(run(mesh(), '--output', 'sarif').stdout) as {
    runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; locations: object[] }[] }[];
  };
  expect(runs[0]!.tool.driver.rules.map(({ id }) => id)).toEqual(['IST0111']);
  expect(runs[0]!.results[0]).toMatchObject({
    ruleId: 'IST0111',
    level: 'error',
    locations: [{ physicalLocation: { artifactLocation: { uri: './mesh.yaml' }, region: { startLine: 2 } } }],
  });
});

test('GitHub gets one command a finding', () => {
  expect(run(mesh(), '--output', 'github').stdout).toContain(
    '::error file=./mesh.yaml,line=2,title=IST0111 Sidecar shop/one::Sidecar shop/one is',
  );
});

test('what is ignored is not found', () => {
  expect(run(mesh(), '--ignore', 'IST0111=Sidecar/shop/one', '--ignore', 'IST0111=Sidecar/*/two')).toEqual({
    status: 0,
    stdout: 'no findings\n',
    stderr: '',
  });
});

test.each([
  ['a path that does not exist', () => [join(folder, 'nothing')], 'does not exist'],
  ['a file that is no YAML', () => [written('bad.txt', 'a: [')], 'bad.txt:1: is not YAML'],
  ['a file that has no objects of Kubernetes', () => [written('values.txt', 'a: 1')], 'values.txt:1: is no object of Kubernetes'],
  [
    'a mesh configuration that is none',
    () => [mesh(), '--mesh-config', written('config.txt', 'text')],
    'config.txt: is no mesh configuration',
  ],
  [
    'a mesh configuration in its ConfigMap',
    () => [mesh(), '--mesh-config', written('map.txt', 'apiVersion: v1\nkind: ConfigMap')],
    'map.txt: is an object of Kubernetes, got ConfigMap; give the text of its data.mesh',
  ],
  [
    'a mesh configuration that is not there',
    () => [mesh(), '--mesh-config', join(folder, 'none.txt')],
    'none.txt: does not exist; give a file',
  ],
  [
    'a file without objects',
    () => [written('empty.txt', '---\n# nothing\n')],
    'empty.txt: has no object of Kubernetes; give manifests',
  ],
  ['a code that is none', () => [mesh(), '--ignore', 'everything'], '--ignore is no code, got "everything"'],
  ['a code that there is not', () => [mesh(), '--ignore', 'IST0199'], '--ignore has a code that there is not, got "IST0199"'],
  [
    'an object that there is not',
    () => [mesh(), '--ignore', 'IST0111=Sidecar/shop/onne'],
    '--ignore names no object of the manifests, got "IST0111=Sidecar/shop/onne"; did you mean Sidecar/shop/one?',
  ],
  ['an output that there is not', () => [mesh(), '--output', 'xml'], "argument 'xml' is invalid"],
])('fails for %s', (_, options, message) => {
  const { status, stdout, stderr } = run(...options());
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
});

test('what kustomize and others keep beside manifests is left alone, and a file that is given twice is read once', () => {
  const home = mkdtempSync(join(tmpdir(), 'analyze-'));
  mkdirSync(join(home, '.github'));
  writeFileSync(join(home, '.github', 'ci.yaml'), 'on: push');
  writeFileSync(join(home, 'kustomization.yaml'), 'resources: [namespace.yaml]');
  writeFileSync(
    join(home, 'namespace.yaml'),
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio-injection: enabled } }',
  );
  expect(run(home, join(home, 'namespace.yaml'), '--fail-on', 'info')).toEqual({
    status: 0,
    stdout: 'no findings\n',
    stderr: '',
  });
  rmSync(home, { recursive: true });
});

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
