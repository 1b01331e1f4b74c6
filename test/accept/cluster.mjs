// @ts-check
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { peer } from '../peers/build.mjs';
import { serve } from './processes.mjs';

/**
 * An API server with etcd behind it and no controllers: objects are defaulted, validated, admitted and
 * stored, and nothing acts on them. Everything listens on loopback.
 *
 * @param {string} folder where it keeps its state
 * @returns {Promise<string>} the path of its kubeconfig
 */
export async function startCluster(folder) {
  const [store, storePeer, api] = await freePorts(3);
  const token = randomUUID();
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const file = (/** @type {string} */ name, /** @type {string} */ text) => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };

  const etcd = serve(
    peer('etcd'),
    [
      `--data-dir=${join(folder, 'etcd')}`,
      '--unsafe-no-fsync',
      `--listen-client-urls=http://127.0.0.1:${store}`,
      `--advertise-client-urls=http://127.0.0.1:${store}`,
      `--listen-peer-urls=http://127.0.0.1:${storePeer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${storePeer}`,
      `--initial-cluster=default=http://127.0.0.1:${storePeer}`,
    ],
    join(folder, 'etcd.log'),
  );

  const certificates = join(folder, 'certificates');
  const server = serve(
    peer('kube-apiserver'),
    [
      `--etcd-servers=http://127.0.0.1:${store}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      '--endpoint-reconciler-type=none',
      `--secure-port=${api}`,
      `--cert-dir=${certificates}`,
      '--service-cluster-ip-range=10.96.0.0/16',
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${file('accounts.pub', keys.publicKey)}`,
      `--service-account-signing-key-file=${file('accounts.key', keys.privateKey)}`,
      `--token-auth-file=${file('tokens.csv', `${token},admin,admin,system:masters\n`)}`,
      '--authorization-mode=RBAC',
      '--allow-privileged=true',
      '--enable-priority-and-fairness=false',
      // A webhook whose Service has no endpoints is then an error at once, not a connection that hangs.
      '--enable-aggregator-routing=true',
    ],
    join(folder, 'kube-apiserver.log'),
  );

  const url = `https://127.0.0.1:${api}`;
  const certificate = join(certificates, 'apiserver.crt');
  await untilReady(`${url}/readyz`, certificate, token, [etcd, server], folder);
  return file(
    'kubeconfig',
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'accept', cluster: { server: url, 'certificate-authority': certificate } }],
      users: [{ name: 'admin', user: { token } }],
      contexts: [{ name: 'accept', context: { cluster: 'accept', user: 'admin' } }],
      'current-context': 'accept',
    }),
  );
}

/** @param {number} count */
async function freePorts(count) {
  const servers = [];
  for (let i = 0; i < count; i++) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
  }
  return servers.map((server) => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    server.close();
    return port;
  });
}

/**
 * @param {string} url
 * @param {string} certificate
 * @param {string} token
 * @param {import('node:child_process').ChildProcess[]} servers
 * @param {string} folder
 */
async function untilReady(url, certificate, token, servers, folder) {
  const limit = Date.now() + 60_000;
  while (!(await answers(url, certificate, token))) {
    const dead = servers.some((server) => server.exitCode !== null || server.signalCode !== null);
    if (dead || Date.now() > limit) {
      const logs = ['etcd.log', 'kube-apiserver.log'].map((log) => `--- ${log}\n${lastLines(join(folder, log))}`);
      throw new Error(`the cluster ${dead ? 'ended while it started' : 'was not ready after 60 s'}\n${logs.join('\n')}`);
    }
    await sleep(50);
  }
}

/**
 * @param {string} url
 * @param {string} certificate
 * @param {string} token
 * @returns {Promise<boolean>}
 */
function answers(url, certificate, token) {
  return new Promise((resolve) => {
    try {
      const options = { ca: readFileSync(certificate), headers: { authorization: `Bearer ${token}` }, agent: false };
      get(url, options, (response) => resolve(response.resume().statusCode === 200)).on('error', () => resolve(false));
    } catch {
      resolve(false); // the server has not written its certificate yet
    }
  });
}

/** @param {string} log */
function lastLines(log) {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
