import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const SCRIPT = pathToFileURL(resolve('scripts/selector-changes.mjs')).href;

function changes(before: readonly string[], after: readonly string[]): string[] {
  const program = `import { selectorChanges } from '${SCRIPT}';
    console.log(JSON.stringify(selectorChanges(${JSON.stringify(before)}, ${JSON.stringify(after)})));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as string[];
}

const workload = (kind: string, name: string, ...labels: readonly string[]) =>
  [
    'apiVersion: apps/v1',
    `kind: ${kind}`,
    `metadata:\n  name: ${name}\n  namespace: mesh`,
    `spec:\n  selector:\n    matchLabels:\n${labels.map((label) => `      ${label}: "1"`).join('\n')}\n`,
  ].join('\n');

test.each(['Deployment', 'DaemonSet', 'StatefulSet'])('a %s that would find other pods is named', (kind) => {
  const before = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: mesh\n---\n${workload(kind, 'a', 'app')}`;
  expect(changes([before], [workload(kind, 'b', 'app'), workload(kind, 'a', 'name')])).toEqual([
    `${kind} mesh/a: spec.selector never changes in a cluster, got {"matchLabels":{"name":"1"}} after {"matchLabels":{"app":"1"}}; give the workload another name, or delete the old one first`,
  ]);
});

test.each([
  ['the labels stand in another order', [workload('Deployment', 'a', 'x', 'y')], [workload('Deployment', 'a', 'y', 'x')]],
  ['the workload is new', [], [workload('Deployment', 'a', 'x')]],
  ['the workload goes', [workload('Deployment', 'a', 'x')], []],
  ['it is another kind', [workload('Deployment', 'a', 'x')], [workload('DaemonSet', 'a', 'y')]],
])('nothing is said when %s', (_name, before, after) => {
  expect(changes(before, after)).toEqual([]);
});
