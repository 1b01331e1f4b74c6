import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeshAnalyzer } from '../../lib/cli/synth-plugin';
import type { MeshGraph } from '../../lib/pictures';

jest.setTimeout(60_000); // each of them starts a process

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'graph-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/cdk8s-istio.js', 'graph', ...options], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
}

test.each([
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg" class="mesh"'],
  ['html', '<!doctype html>\n<html lang="en">'],
  ['mermaid', 'flowchart LR\n'],
  ['dot', 'digraph mesh {\n'],
  ['json', '{\n  "nodes": ['],
])('%s', (format, start) => {
  const { status, stdout, stderr } = run('dist', '--format', format);
  expect({ status, stderr, start: stdout.slice(0, start.length) }).toEqual({ status: 0, stderr: '', start });
});

test('a part of the mesh', () => {
  const { nodes } = JSON.parse(run('dist', '--format', 'json', '--focus', 'ratings-v1.bookinfo').stdout) as MeshGraph;
  expect(nodes.map(({ id }) => id)).toEqual(['service/bookinfo/ratings', 'workload/bookinfo/ratings-v1']);
});

test.each([
  [
    ['dist', '--focus', 'ratngs'],
    'cdk8s-istio: --focus: no workload, service or gateway has the name, got "ratngs"; did you mean ratings,',
  ],
  [
    ['dist', '--namespace', 'bookinf'],
    'cdk8s-istio: --namespace: nothing is in the namespace, got "bookinf"; did you mean bookinfo, istio-system?',
  ],
  [['nowhere'], 'cdk8s-istio: nowhere: does not exist'],
])('%j is refused', (options, message) => {
  const { status, stdout, stderr } = run(...options);
  expect({ status, stdout, stderr: stderr.slice(0, message.length) }).toEqual({ status: 1, stdout: '', stderr: message });
});

describe('in cdk8s synth', () => {
  const context = (manifests: readonly string[]) => ({
    manifests,
    metadata: {},
    report: { addViolation: () => undefined, submit: () => undefined, toString: () => '' },
  });
  const manifest = (name: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { ports: [{ port: 80 }] }\n`;

  test('the picture of all manifests is in the folder that has them all', () => {
    spawnSync('mkdir', ['-p', join(folder, 'a'), join(folder, 'b')]);
    const files = ['a', 'b'].map((name) => join(folder, name, `${name}.yaml`));
    for (const [i, file] of files.entries()) writeFileSync(file, manifest(`service-${i}`));
    new MeshAnalyzer({ picture: 'mesh.svg' }).validate(context(files));
    const svg = readFileSync(join(folder, 'mesh.svg'), 'utf8');
    expect(svg).toContain('service-0');
    expect(svg).toContain('service-1');
  });

  test('no picture where none is asked for, and none that tools would take for a manifest', () => {
    const file = join(folder, 'a.yaml');
    writeFileSync(file, manifest('a'));
    new MeshAnalyzer().validate(context([file]));
    expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout).toBe('a.yaml\n');
    expect(() => new MeshAnalyzer({ picture: 'mesh.yaml' })).toThrow(
      'cdk8s.yaml: picture is no name of an SVG, got "mesh.yaml"; write mesh.svg',
    );
  });
});
