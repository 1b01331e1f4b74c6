// @ts-check
/**
 * Proves that all ways of delivery end in the same objects:
 *
 *     node test/accept/delivery/main.mjs
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubectlFor } from '../apply.mjs';
import { startCluster } from '../cluster.mjs';
import { nameOf, readFolder } from '../manifests.mjs';
import { run } from '../processes.mjs';
import { pretendToRun } from './running.mjs';
import { allObjects, content, rewritten } from './state.mjs';

/** @typedef {import('../apply.mjs').Kubectl} Kubectl */

const temporary = mkdtempSync(join(tmpdir(), 'delivery-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));

const LAYOUTS = /** @type {const} */ (['file-per-stage', 'file-per-object']);
const TOOLS = /^(argocd|flux-system|kubectl)\/|(^|\/)kustomization\.yaml$/;

/**
 * @param {string} way
 * @param {string} layout
 * @param {Record<string, string>} more
 */
function synth(way, layout, more = {}) {
  const folder = join(temporary, [way, layout, ...Object.keys(more)].join('-'));
  const env = { ...process.env, WAY: way, LAYOUT: layout, CDK8S_OUTDIR: folder, ...more };
  const made = spawnSync(process.execPath, ['scripts/run.mjs', 'test/accept/delivery/program.ts'], { env, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  return folder;
}

/** @param {string} name */
async function cluster(name) {
  const folder = join(temporary, `cluster-${name}`);
  mkdirSync(folder);
  const kubeconfig = await startCluster(folder);
  const kubectl = kubectlFor(kubeconfig, folder);
  const stop = pretendToRun(kubectl, join(folder, 'certificates', 'apiserver.crt'));
  /** @param {string} path */
  const script = async (path) => {
    const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: kubeconfig };
    const { code, out, err } = await run(
      join(path, 'apply.sh'),
      ['--context=accept', `--cache-dir=${join(folder, 'kubectl')}`],
      env,
    );
    if (code !== 0) throw new Error(`${path}/apply.sh: exit code ${code}\n${err}${out}`);
    return out;
  };
  return { kubectl, script, stop };
}

/**
 * @param {string[]} lines
 * @param {string} what
 */
function none(lines, what) {
  if (lines.length > 0) throw new Error(`${what}:\n  ${lines.join('\n  ')}`);
}

/**
 * @param {Map<string, any>} one
 * @param {Map<string, any>} other
 */
function unequal(one, other) {
  const text = (/** @type {any} */ object) => object && content(object);
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => text(one.get(key)) !== text(other.get(key)));
}

/** Without what apply.sh remembers, and the Service of the API server, which has its port. @param {Map<string, any>} objects */
const ofMesh = (objects) => new Map([...objects].filter(([key]) => !/ default\/(mesh-objects|kubernetes)$/.test(key)));

/** @param {string} folder */
const annotated = (folder) =>
  readFolder(folder)
    .filter(({ name }) => !TOOLS.test(name))
    .flatMap(({ manifests }) => manifests);

/** What the manifests of a way say, but for annotations. @param {string} folder */
function plain(folder) {
  return new Map(
    annotated(folder).map((manifest) => {
      const { annotations: _, ...metadata } = manifest.metadata;
      return [`${manifest.apiVersion} ${nameOf(manifest)}`, { ...manifest, metadata }];
    }),
  );
}

/**
 * The same objects on an empty server, by another way each time.
 *
 * @param {typeof LAYOUTS[number]} layout
 */
async function byKubectl(layout) {
  const { kubectl, script, stop } = await cluster(`kubectl-${layout}`);
  const folder = synth('kubectl', layout);
  const empty = await allObjects(kubectl);
  await script(folder);
  const first = await allObjects(kubectl);
  await script(folder);
  none(rewritten(first, await allObjects(kubectl)), 'apply.sh changes on its second run');
  console.log(`kubectl, ${layout}: objects ${first.size - empty.size}, unchanged by a second run`);

  const less = synth('kubectl', layout, { LESS: '1' });
  await script(less);
  const pruned = await allObjects(kubectl);
  const gone = [...first.keys()].filter((key) => !pruned.has(key));
  const had = plain(folder);
  const has = plain(less);
  const removed = [...had.keys()].filter((key) => !has.has(key));
  const expected = removed.filter((key) => !key.includes(' CustomResourceDefinition '));
  const differ = [...expected.filter((key) => !gone.includes(key)), ...gone.filter((key) => !expected.includes(key))];
  none(differ, 'not what apply.sh should delete');
  if (removed.length !== expected.length + 1) throw new Error('the program removes no CustomResourceDefinition');
  console.log(`kubectl, ${layout}: removed objects deleted ${gone.length}, removed CustomResourceDefinitions left 1`);

  await script(folder);
  none(unequal(first, await allObjects(kubectl)), 'not as before after the objects came back');
  await stop();
  return { first, kubectl };
}

/** @param {typeof LAYOUTS[number]} layout */
async function byKustomize(layout) {
  const { kubectl, script, stop } = await cluster(`kustomize-${layout}`);
  const folder = synth('kustomize', layout);
  for (const stage of readdirSync(folder)
    .filter((name) => /^\d/.test(name))
    .sort()) {
    const applied = (await kubectl('apply', '--server-side', '-o', 'name', '-k', join(folder, stage))).trim().split('\n');
    const crds = applied.filter((name) => name.startsWith('customresourcedefinition'));
    if (crds.length > 0) await kubectl('wait', '--for=condition=Established', '--timeout=60s', ...crds);
  }
  const first = await allObjects(kubectl);
  await kubectl('apply', '--server-side', '-k', folder);
  none(unequal(first, await allObjects(kubectl)), 'kubectl apply -k changes on its second run');
  await kubectl('diff', '--server-side', '-k', folder);
  await stop();
  console.log(`kustomize, ${layout}: kubectl apply -k of all stages at once changes nothing, kubectl diff is empty`);
  return { first, script };
}

/** @param {string} name @param {string[]} path */
function crdsOf(name, ...path) {
  const { status, stdout, stderr } = spawnSync('go', ['mod', 'download', '-json', name], {
    cwd: 'test/peers/gitops',
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`go mod download ${name}: ${stderr}${stdout}`);
  return join(JSON.parse(stdout).Dir, ...path);
}

/** @param {Kubectl} kubectl @param {Map<string, any>} wanted */
async function byTools(kubectl, wanted) {
  const argo = crdsOf('github.com/argoproj/argo-cd/v3', 'manifests', 'crds', 'application-crd.yaml');
  const flux = crdsOf('github.com/fluxcd/kustomize-controller', 'config', 'crd', 'bases');
  const sources = crdsOf('github.com/fluxcd/source-controller', 'config', 'crd', 'bases');
  const files = [argo, flux, sources].flatMap((path) => ['-f', path]);
  const crds = (await kubectl('apply', '--server-side', '-o', 'name', ...files)).trim().split('\n');
  await kubectl('wait', '--for=condition=Established', '--timeout=60s', ...crds);
  for (const namespace of ['argocd', 'flux-system']) await kubectl('create', 'namespace', namespace);

  for (const layout of LAYOUTS) {
    for (const way of ['argo-cd', 'argo-cd-per-stage', 'flux', 'flux-with-source']) {
      const folder = synth(way, layout);
      const own = join(folder, way.startsWith('argo') ? 'argocd' : 'flux-system');
      await kubectl('apply', '--server-side', '--validate=strict', '-R', '-f', own);
      await kubectl('diff', '--server-side', '-R', '-f', own);
      none(unequal(plain(folder), wanted), `${way}, ${layout}: not the objects of kubectl`);
      for (const { kind, metadata } of annotated(folder)) {
        const text = JSON.stringify(metadata.annotations ?? {});
        const guarded = /Prune=false,Delete=false|kustomize.toolkit.fluxcd.io\/prune":"disabled/.test(text);
        if (guarded !== (kind === 'CustomResourceDefinition')) throw new Error(`${way}: ${kind} ${metadata.name}: ${text}`);
      }
      const applied = readFolder(own).length;
      console.log(`${way}, ${layout}: manifests of the tool accepted ${applied}, objects as by kubectl ${wanted.size}`);
      await kubectl('delete', '--wait=false', '-R', '-f', own);
    }
  }
}

try {
  const start = Date.now();
  const results = [];
  for (const layout of LAYOUTS) results.push(await byKubectl(layout), await byKustomize(layout));
  const [one, two, three, four] = results;
  none(
    [two, three, four].flatMap((other) => unequal(ofMesh(one.first), ofMesh(other.first))),
    'not the same objects by every way',
  );
  console.log(`the same objects by kubectl and kustomize in both layouts: ${ofMesh(one.first).size}`);
  await byTools(/** @type {any} */ (one).kubectl, plain(join(temporary, 'kubectl-file-per-stage')));
  console.log(`${((Date.now() - start) / 1000).toFixed(1)} s`);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
