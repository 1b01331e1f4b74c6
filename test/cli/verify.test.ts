import { spawnSync } from 'node:child_process';
import { differences } from '../../lib/cli/verify/differences';
import type { Stored } from '../../lib/cluster/objects';
import { discovery, fakeKubectl } from './fake-kubectl';
import { fileOf } from './files';

const DIST = `apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: shop }
data: { key: value }
`;

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { key: 'value' } };
const KINDS = discovery(['v1', 'ConfigMap', 'configmaps', 'Namespaced']);
const PATH = 'GET /api/v1/namespaces/shop/configmaps/a';

function verify(...args: readonly string[]) {
  const command = ['bin/cdk8s-istio.js', 'verify', fileOf(DIST, 'dist.yaml'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, stdout, stderr: stderr.replace(/\/\S*\/kubectl/, 'kubectl') };
}

test('an object that is as it should be is a line, and exit code 0', () => {
  const { path, log } = fakeKubectl({ ...KINDS, [PATH]: CONFIG_MAP });
  const { status, stdout } = verify('--kubectl', path, '--context=far', '--kubeconfig', '/etc/config');
  expect(status).toBe(0);
  expect(stdout.replace(/\/\S*dist.yaml/g, 'dist.yaml').replace(/ +/g, ' ')).toBe(
    [
      'ok exists dist.yaml 1 object in the cluster',
      'ok equals dist.yaml an apply would change nothing',
      '',
      'all is as it should be, 2 checks',
      '',
    ].join('\n'),
  );
  expect(log()).toEqual([
    'kubectl --context=far --kubeconfig=... proxy --unix-socket=...',
    'PATCH /api/v1/namespaces/shop/configmaps/a',
  ]);
});

test('an object that differs is told by field, and exit code 1', () => {
  const { path } = fakeKubectl({ ...KINDS, [PATH]: { ...CONFIG_MAP, data: { key: 'other' } } });
  const { status, stdout } = verify('--kubectl', path, '--output=json');
  expect(status).toBe(1);
  const { ok, checks } = JSON.parse(stdout);
  expect(ok).toBe(false);
  expect(checks[1]).toEqual({
    check: 'equals',
    subject: 'ConfigMap shop/a',
    ok: false,
    message: 'data.key is "other", "value" in dist',
    fix: expect.stringMatching(/^apply .*dist.yaml, or put the change into the program$/),
    differences: [{ path: 'data.key', dist: 'value', cluster: 'other' }],
  });
});

test('an object that is not there, and one of a kind that is not there', () => {
  for (const answers of [KINDS, discovery()]) {
    const { status, stdout } = verify('--kubectl', fakeKubectl(answers).path);
    expect({ status, first: stdout.split(/ +/).slice(0, 4).join(' ') }).toEqual({
      status: 1,
      first: 'FAILED exists ConfigMap shop/a',
    });
  }
});

test('what refuses the dry run is said', () => {
  const refusal = { code: 403, message: 'patch is forbidden' };
  const { path } = fakeKubectl({ ...KINDS, [PATH]: CONFIG_MAP, [PATH.replace('GET', 'PATCH')]: refusal });
  const { status, stdout } = verify('--kubectl', path);
  expect(status).toBe(1);
  expect(stdout).toContain('1 object cannot be compared, as an apply would be refused: patch is forbidden; ');
});

test.each([
  [['--kubectl=/nowhere/kubectl'], /cannot be run: .*ENOENT; install kubectl, or name it with --kubectl\n$/],
  [['--kubectl=false'], /^cdk8s-istio: false: it ended with exit code 1; look at --context and --kubeconfig\n$/],
  [['--output=xml'], /Allowed choices are text, json/],
  [['--unknown'], /unknown option '--unknown'/],
])('%s ends with exit code 2', (args, message) => {
  const { status, stdout, stderr } = verify(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

test('a cluster that does not answer ends with exit code 2', () => {
  const { status, stderr } = verify('--kubectl', fakeKubectl({ 'GET /version': 'connection refused' }).path);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      'cdk8s-istio: the cluster does not answer: connection refused; look at --context and --kubeconfig, ' +
      'and whether `kubectl version` reaches it\n',
  });
});

const stored = (fields: object): Stored => ({ ...CONFIG_MAP, ...fields });

test('what only the API server writes is no difference', () => {
  const live = stored({ metadata: { ...CONFIG_MAP.metadata, uid: 'a', generation: 2, managedFields: [] }, status: { a: 1 } });
  expect(differences(CONFIG_MAP, live, stored({ status: {} }))).toEqual([]);
});

test('what Argo CD, Flux and kubectl write on their objects is no difference', () => {
  const annotations = { 'argocd.argoproj.io/tracking-id': 'a' };
  const labels = { 'kustomize.toolkit.fluxcd.io/name': 'a', 'applyset.kubernetes.io/part-of': 'a', mine: 'yes' };
  const live = stored({ metadata: { ...CONFIG_MAP.metadata, annotations, labels } });
  expect(differences(CONFIG_MAP, live, CONFIG_MAP)).toEqual([{ path: 'metadata.labels.mine', cluster: 'yes' }]);
});

test('istiod may close its validation, and nothing else may change there', () => {
  const webhooks = (failurePolicy: string, timeoutSeconds: number) =>
    stored({ kind: 'ValidatingWebhookConfiguration', webhooks: [{ failurePolicy, timeoutSeconds }] });
  const dist = webhooks('Ignore', 10);
  expect(differences(dist, webhooks('Fail', 10), dist)).toEqual([]);
  expect(differences(dist, webhooks('Fail', 5), dist)).toEqual([{ path: 'webhooks[0].timeoutSeconds', dist: 10, cluster: 5 }]);
  expect(differences(dist, dist, webhooks('Fail', 10))).toEqual([
    { path: 'webhooks[0].failurePolicy', dist: 'Fail', cluster: 'Ignore' },
  ]);
});

test('what kubectl apply was told before, and is told no more', () => {
  const before = { ...CONFIG_MAP, data: { key: 'value', old: 'one' } };
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(before) };
  const live = stored({ metadata: { ...CONFIG_MAP.metadata, annotations }, data: before.data });
  expect(differences(CONFIG_MAP, live, live)).toEqual([{ path: 'data.old', cluster: 'one' }]);
});

test('nothing of a Secret is printed', () => {
  const secret = (key: string) => stored({ kind: 'Secret', data: { key } });
  expect(differences(secret('a'), secret('b'), secret('a'))).toEqual([{ path: 'data.key' }]);
});

test('a folder that is not there is said before the cluster is asked, with exit code 2', () => {
  const command = ['bin/cdk8s-istio.js', 'verify', 'dits', '--kubectl=/nowhere/kubectl'];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  expect(stderr).toBe('cdk8s-istio: dits: does not exist; give a file, a folder, or - for standard input\n');
  expect(status).toBe(2);
});

test('manifests without an object are no mesh that is as it should be', () => {
  const command = ['bin/cdk8s-istio.js', 'verify', fileOf('name: values\n', 'values.yaml'), '--kubectl', fakeKubectl(KINDS).path];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  expect(stderr).toMatch(/values.yaml: has no object of Kubernetes; give a folder with manifests\n$/);
  expect(status).toBe(2);
});
