import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from './api';
import { type Instructions, program } from './instructions';
import { API_PORT, ETCD_PEER_PORT, ETCD_PORT, MEMORY, NODE } from './layout';
import type { Servers } from './servers';
import { until } from './until';

const MADE_AT_START = [
  '/api/v1/namespaces/default',
  '/api/v1/namespaces/kube-system',
  '/api/v1/namespaces/default/services/kubernetes',
  '/apis/rbac.authorization.k8s.io/v1/clusterroles/cluster-admin',
];

/** How the API server is reached. */
export interface Cluster {
  readonly api: Api;
  readonly kubeconfig: string;
  readonly accountKey: string;
  readonly certificate: string;
}

/** etcd and the API server. */
export async function startCluster(instructions: Instructions, servers: Servers): Promise<Cluster> {
  const token = randomUUID();
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const file = (name: string, text: string, folder = MEMORY): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const accountKey = file('accounts.key', keys.privateKey);
  startEtcd(instructions, servers);
  const certificates = join(instructions.state, 'certificates');
  mkdirSync(certificates, { recursive: true });
  servers.start('kube-apiserver', program(instructions, 'kube-apiserver'), [
    `--etcd-servers=http://127.0.0.1:${ETCD_PORT}`,
    `--advertise-address=${NODE.ip}`,
    '--bind-address=0.0.0.0',
    `--secure-port=${API_PORT}`,
    `--cert-dir=${certificates}`,
    `--service-cluster-ip-range=${NODE.serviceNetwork}`,
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${file('accounts.pub', keys.publicKey)}`,
    `--service-account-signing-key-file=${accountKey}`,
    `--token-auth-file=${file('tokens.csv', `${token},admin,admin,system:masters\n`)}`,
    '--authorization-mode=RBAC',
    '--allow-privileged=true',
    '--enable-priority-and-fairness=false',
    '--kubelet-preferred-address-types=InternalIP',
  ]);

  const certificate = join(certificates, 'apiserver.crt');
  const kubeconfig = file('kubeconfig', kubeconfigFor(certificate, token), instructions.state);
  await until('the API server writes its certificate', () => (existsSync(certificate) ? true : undefined));
  const api = await until('the API server has a complete certificate', () => clientOf(certificate, token));
  await untilReady(api);
  return { api, kubeconfig, accountKey, certificate };
}

function startEtcd(instructions: Instructions, servers: Servers): void {
  const url = `http://127.0.0.1:${ETCD_PORT}`;
  const peerUrl = `http://127.0.0.1:${ETCD_PEER_PORT}`;
  servers.start('etcd', program(instructions, 'etcd'), [
    `--data-dir=${join(MEMORY, 'etcd')}`,
    '--unsafe-no-fsync',
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=default=${peerUrl}`,
  ]);
}

function clientOf(certificate: string, token: string): Api | undefined {
  try {
    return new Api(certificate, token);
  } catch {
    return undefined;
  }
}

/** Ready, and with what it makes for itself at its first start. */
async function untilReady(api: Api): Promise<void> {
  let last: unknown;
  const isReady = async (): Promise<true | undefined> => {
    try {
      for (const path of MADE_AT_START) await api.get(path);
      return true;
    } catch (error) {
      last = error;
      return undefined;
    }
  };
  await until('the API server is ready', isReady).catch((error: Error) => {
    throw new Error(`${error.message}; it last said: ${last}`);
  });
}

/** JSON is YAML too. */
function kubeconfigFor(certificate: string, token: string): string {
  const name = 'mesh';
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: `https://${NODE.ip}:${API_PORT}`, 'certificate-authority': certificate } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });
}
