import { spawnSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/cdk8s-istio.js', ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('render prints YAML, and nothing else', () => {
  const { status, stdout, stderr } = run('render', 'default', '--set', 'revision=blue');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect([...parseAllDocuments(stdout)].map((document) => document.toJS().kind)).toEqual([
    'MutatingWebhookConfiguration',
    'ValidatingWebhookConfiguration',
  ]);
});

test.each([
  [['render', 'istoid'], 'render: the chart is unknown, got "istoid"; use one of base, default, istiod, gateway, cni, ztunnel'],
  [['migrate', '/nowhere.yaml'], '/nowhere.yaml: the file does not exist; name a YAML file, or - for standard input'],
])('%s fails with nothing on standard output', (args, message) => {
  expect(run(...args)).toEqual({ status: 1, stdout: '', stderr: `cdk8s-istio: ${message}\n` });
});
