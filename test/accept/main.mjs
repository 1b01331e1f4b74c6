// @ts-check
/**
 * Proves that a folder of manifests is accepted by the real programs:
 *
 *     node test/accept/main.mjs [folder]        dist when none is named
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peer } from '../peers/build.mjs';
import { apply, applyAgain, kubectlFor } from './apply.mjs';
import { startCluster } from './cluster.mjs';
import { checkInjection } from './injection.mjs';
import { analyze, validate } from './istioctl.mjs';
import { readFolder } from './manifests.mjs';
import { run } from './processes.mjs';

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {(result: T) => string} told
 */
async function step(name, work, told) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  try {
    const result = await work();
    console.log(`${name}: ${told(result)} (${seconds()})`);
    return result;
  } catch (error) {
    throw new Error(`${name}: failed (${seconds()})\n${error instanceof Error ? error.message : error}`);
  }
}

/** @param {string} folder */
async function main(folder) {
  const files = readFolder(folder);
  await run('kubectl', ['version', '--client'], process.env).catch(() => {
    throw new Error('no kubectl on the PATH; install kubectl 1.32 or later');
  });
  for (const name of ['etcd', 'kube-apiserver', 'istioctl']) {
    peer(name);
  }
  const temporary = mkdtempSync(join(tmpdir(), 'accept-'));
  process.on('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));

  const kubeconfig = await step(
    'cluster',
    () => startCluster(temporary),
    () => 'API server and etcd are ready',
  );
  const kubectl = kubectlFor(kubeconfig, temporary);
  for (const file of files) {
    await step(
      `apply ${file.name}`,
      () => apply(kubectl, file),
      () => `objects ${file.manifests.length}`,
    );
  }
  await step(
    'apply again',
    () => applyAgain(kubectl, files),
    (same) => `objects unchanged ${same}`,
  );
  await step(
    'istioctl validate',
    () => validate(temporary, files),
    () => `files ${files.length}, no error and no warning`,
  );
  await step(
    'istioctl analyze',
    () => analyze(temporary, files),
    () => `files ${files.length}, no message`,
  );
  await step(
    'istioctl kube-inject',
    () => checkInjection(temporary, files),
    ({ sidecars, gateways, others }) => `sidecars ${sidecars}, gateways ${gateways}, left alone as they should be ${others}`,
  );
}

try {
  await main(process.argv[2] ?? 'dist');
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
