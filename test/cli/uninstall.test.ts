import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answers, discovery, fakeKubectl } from './fake-kubectl';

const folder = mkdtempSync(join(tmpdir(), 'uninstall-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ISTIOD = { app: 'istiod' };
const RULES = '/apis/networking.istio.io/v1/virtualservices';
const CRD = 'virtualservices.networking.istio.io';

const yaml = (apiVersion: string, kind: string, metadata: object) => JSON.stringify({ apiVersion, kind, metadata });

function dist(): string {
  const path = mkdtempSync(join(folder, 'dist-'));
  const files = {
    '10-crds.yaml': [yaml('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { name: CRD })],
    '20-control-plane/a.yaml': [yaml('v1', 'Namespace', { name: 'mesh' })],
    '20-control-plane/b.yaml': [yaml('apps/v1', 'Deployment', { name: 'istiod', namespace: 'mesh', labels: ISTIOD })],
    '20-control-plane/c.yaml': [yaml('hooks.k8s.io/v1', 'MutatingWebhookConfiguration', { name: 'injector' })],
    '60-traffic.yaml': [yaml('networking.istio.io/v1', 'VirtualService', { name: 'ours', namespace: 'shop' })],
  };
  mkdirSync(join(path, '20-control-plane'));
  for (const [name, documents] of Object.entries(files)) writeFileSync(join(path, name), documents.join('\n---\n'));
  return path;
}

const KINDS = discovery(
  ['v1', 'Namespace', 'namespaces', 'Cluster'],
  ['v1', 'ConfigMap', 'configmaps', 'Namespaced'],
  ['v1', 'Pod', 'pods', 'Namespaced'],
  ['apps/v1', 'Deployment', 'deployments', 'Namespaced'],
  ['hooks.k8s.io/v1', 'MutatingWebhookConfiguration', 'hooks', 'Cluster'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', 'Cluster'],
  ['networking.istio.io/v1', 'VirtualService', 'virtualservices', 'Namespaced'],
);

type Marks = Readonly<Record<string, string>>;
type Head = { readonly name: string; readonly namespace?: string; readonly labels?: Marks; readonly annotations?: Marks };

/** The objects of a cluster, by the path of their list. */
function cluster(lists: Readonly<Record<string, readonly Head[]>>): Answers {
  const single = Object.entries(lists).flatMap(([list, heads]) =>
    heads.map(({ name, namespace }) => {
      const split = list.lastIndexOf('/');
      const place = namespace === undefined ? '' : `/namespaces/${namespace}`;
      return [`GET ${list.slice(0, split)}${place}${list.slice(split)}/${name}`, { metadata: { name, namespace } }];
    }),
  );
  const all = Object.entries(lists).map(([list, heads]) => [`GET ${list}`, { items: heads.map((metadata) => ({ metadata })) }]);
  return { ...KINDS, ...Object.fromEntries([...single, ...all]) };
}

const INSTALLED = {
  '/api/v1/namespaces': [{ name: 'mesh' }, { name: 'shop' }],
  '/api/v1/configmaps': [
    { name: 'istio-ca-root-cert', namespace: 'shop', labels: { 'istio.io/config': 'true' } },
    { name: 'kube-root-ca.crt', namespace: 'mesh' },
  ],
  '/apis/apps/v1/deployments': [{ name: 'istiod', namespace: 'mesh', labels: ISTIOD }],
  '/apis/hooks.k8s.io/v1/hooks': [{ name: 'injector' }],
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions': [{ name: CRD }],
  [RULES]: [{ name: 'ours', namespace: 'shop' }],
};

const WITH_THEIRS = { ...INSTALLED, [RULES]: [...INSTALLED[RULES]!, { name: 'theirs', namespace: 'shop' }] };

function uninstall(answers: Answers, ...args: readonly string[]) {
  const { path, log } = fakeKubectl(answers);
  const command = ['bin/cdk8s-istio.js', 'uninstall', dist(), `--kubectl=${path}`, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  const deleted = log()
    .filter((line) => line.startsWith('DELETE'))
    .map((line) => line.split('/').at(-1));
  return { status, stdout: stdout.replaceAll(path, 'kubectl'), stderr, deleted };
}

test('prints the deletions, last stage first, webhooks before istiod, CRDs last', () => {
  const { status, stdout, stderr, deleted } = uninstall(cluster(INSTALLED), '--context=far');
  expect({ status, stderr, deleted }).toEqual({ status: 0, stderr: 'nothing was deleted; --yes does it\n', deleted: [] });
  const start = 'kubectl --context=far delete --ignore-not-found --cascade=foreground';
  expect(stdout.trim().split(/\n+/)).toEqual([
    '# 60-traffic.yaml',
    `${start} -n shop virtualservices.networking.istio.io ours`,
    '# 20-control-plane',
    `${start} hooks.hooks.k8s.io injector`,
    `${start} -n mesh deployments.apps istiod`,
    '# what istiod made',
    `${start} -n shop configmaps istio-ca-root-cert`,
    '# namespaces',
    `${start} namespaces mesh`,
    '# kinds',
    `${start} customresourcedefinitions.apiextensions.k8s.io ${CRD}`,
  ]);
});

test('--yes deletes in the same order', () => {
  const { status, stdout, deleted } = uninstall(cluster(INSTALLED), '--yes');
  expect({ status, deleted }).toEqual({ status: 0, deleted: ['ours', 'injector', 'istiod', 'istio-ca-root-cert', 'mesh', CRD] });
  expect(stdout).toMatch(/nothing is left\n$/);
});

test('a CRD with objects of others stays, and they are named', () => {
  const { status, stdout, deleted } = uninstall(cluster(WITH_THEIRS), '--yes');
  expect({ status, deleted }).toEqual({ status: 1, deleted: ['ours', 'injector', 'istiod', 'istio-ca-root-cert', 'mesh'] });
  expect(stdout).toContain(
    `stays: CustomResourceDefinition ${CRD} holds an object that is not of dist: VirtualService shop/theirs; ` +
      'delete them, or add --delete-custom-resources\n',
  );
});

test.each(['--delete-custom-resources', '--purge'])('%s takes them along', (option) => {
  const { status, deleted } = uninstall(cluster(WITH_THEIRS), '--yes', option);
  expect({ status, deleted }).toEqual({
    status: 0,
    deleted: ['theirs', 'ours', 'injector', 'istiod', 'istio-ca-root-cert', 'mesh', CRD],
  });
});

test('a namespace with more in it stays', () => {
  const more = { ...INSTALLED, '/api/v1/configmaps': [{ name: 'theirs', namespace: 'mesh' }] };
  const { status, stdout, deleted } = uninstall(cluster(more), '--yes');
  expect({ status, deleted }).toEqual({ status: 1, deleted: ['ours', 'injector', 'istiod', CRD] });
  expect(stdout).toContain(
    'stays: Namespace mesh holds an object that is not of dist: ConfigMap mesh/theirs; delete them, or add --delete-namespaces\n',
  );
});

const SECOND = { name: 'istiod-second', namespace: 'other', labels: { ...ISTIOD, 'app.kubernetes.io/part-of': 'istio' } };
const TWO = { ...INSTALLED, '/apis/apps/v1/deployments': [...INSTALLED['/apis/apps/v1/deployments'], SECOND] };

test('what another istiod needs stays', () => {
  const { status, stdout, deleted } = uninstall(cluster(TWO), '--yes');
  expect({ status, deleted }).toEqual({ status: 1, deleted: ['ours', 'injector', 'istiod', 'mesh'] });
  expect(stdout).toContain(`stays: CustomResourceDefinition ${CRD} is needed by another istiod; `);
});

test('--purge takes the other istiod as well', () => {
  const { status, deleted } = uninstall(cluster(TWO), '--yes', '--purge');
  expect({ status, deleted }).toEqual({
    status: 0,
    deleted: ['ours', 'injector', 'istiod', 'istiod-second', 'istio-ca-root-cert', 'mesh', CRD],
  });
});

test('what cannot be deleted ends the run after its step', () => {
  const refusal = { code: 403, message: 'delete is forbidden' };
  const path = 'DELETE /apis/apps/v1/namespaces/mesh/deployments/istiod';
  const { status, stdout, deleted } = uninstall({ ...cluster(INSTALLED), [path]: refusal }, '--yes');
  expect({ status, deleted }).toEqual({ status: 1, deleted: ['ours', 'injector', 'istiod'] });
  expect(stdout).toContain('Deployment mesh/istiod was not deleted: delete is forbidden\nnot everything is gone\n');
});

test('pods that keep a sidecar without an istiod are named', () => {
  const pod = (name: string, revision: string): Head => {
    return { name, namespace: 'shop', annotations: { 'sidecar.istio.io/status': JSON.stringify({ revision }) } };
  };
  const { stdout } = uninstall(cluster({ ...INSTALLED, '/api/v1/pods': [pod('a', 'default'), pod('b', 'other')] }));
  expect(stdout).toContain('# pods stay with sidecars that no istiod serves any more: shop/a; restart them afterwards\n');
});

test('a second time there is nothing to do but what istiod made, had that been left', () => {
  const left = { '/api/v1/configmaps': INSTALLED['/api/v1/configmaps'] };
  expect(uninstall(cluster(left), '--yes')).toMatchObject({ status: 0, deleted: ['istio-ca-root-cert'] });
  expect(uninstall(cluster({}), '--yes')).toMatchObject({ status: 0, deleted: [], stdout: 'nothing is left\n' });
});
