import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Mesh } from './mesh';
import type { PodRecord } from './pod-record';

/** Milliseconds: a log that is older says nothing of now. */
const LATELY = 5000;
/** Lines of each log. */
const LAST = 2;

const PROXY = 'istio-proxy';

/** What may explain why the mesh does not do what it should, now: one line each. */
export async function evidence(mesh: Mesh): Promise<string[]> {
  const parts = await Promise.all([unready(mesh), warming(mesh), behind(mesh), lastWords(mesh)].map(orNothing));
  return parts.flat();
}

/** What cannot be asked is no evidence. */
const orNothing = (lines: Promise<string[]>) => lines.catch((error: Error) => [`no evidence: ${error.message}`]);

const titleOf = ({ namespace, name }: PodRecord) => `${namespace}/${name}`;

async function unready({ pods }: Mesh): Promise<string[]> {
  return pods.filter(({ ready }) => !ready).map((pod) => `pod ${titleOf(pod)} is not ready`);
}

interface Dump {
  readonly configs?: readonly { readonly cluster?: { readonly name: string } }[];
}

/** Clusters that an Envoy knows but does not use, as it still waits for their endpoints. */
export async function warming(mesh: Mesh): Promise<string[]> {
  const proxied = mesh.pods.filter(({ containers }) => containers.some(({ name }) => name === PROXY));
  const lists = await Promise.all(
    proxied.map(async (pod) => {
      const text = await get(mesh, pod, '127.0.0.1:15000/config_dump?resource=dynamic_warming_clusters', PROXY);
      const { configs = [] } = (text === '' ? {} : JSON.parse(text)) as Dump;
      return configs.map(({ cluster }) => `${titleOf(pod)} waits for the endpoints of ${cluster?.name}`);
    }),
  );
  return lists.flat();
}

interface Status {
  readonly proxy: string;
  readonly resources?: Readonly<Record<string, { readonly sent?: string; readonly acked?: string; readonly lastError?: string }>>;
}

/** Proxies that have not answered what an istiod sent them. */
async function behind(mesh: Mesh): Promise<string[]> {
  const istiods = mesh.pods.filter(({ labels }) => labels['app'] === 'istiod');
  const lists = await Promise.all(
    istiods.map(async (istiod) => {
      const statuses = JSON.parse(await get(mesh, istiod, '127.0.0.1:8080/debug/syncz')) as readonly Status[];
      return statuses.flatMap(({ proxy, resources = {} }) =>
        Object.entries(resources)
          .filter(([, { sent, acked }]) => sent !== acked)
          .map(([type, { lastError = '' }]) => `${proxy} has not taken the last ${type} of ${istiod.name} ${lastError}`),
      );
    }),
  );
  return lists.flat();
}

async function get(mesh: Mesh, pod: PodRecord, url: string, container?: string): Promise<string> {
  return (await mesh.exec(pod, ['curl', '--silent', '--max-time', '5', url], container)).output;
}

/** The end of what each proxy logged lately: requests, with the reason where Envoy itself gave the answer. */
async function lastWords(mesh: Mesh): Promise<string[]> {
  const fresh = mesh.logs(PROXY).filter((file) => Date.now() - statSync(file).mtimeMs < LATELY);
  return fresh.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LAST);
    return lines.map((line) => `${basename(file)}: ${line}`);
  });
}
