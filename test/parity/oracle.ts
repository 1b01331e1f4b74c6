import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ISTIO_VERSION } from '../../lib/versions';
import type { KubeObject } from './compare';

/** One rendering of an official chart, as a user of Helm would ask for it. */
export interface ChartRequest {
  /** `base`, `istiod`, `gateway` and the other charts that the oracle knows. */
  readonly chart: string;
  readonly release: string;
  readonly namespace: string;
  /** The user's values file. */
  readonly values: object;
  /**
   * Whether a release of that name is there already.
   * @default false
   */
  readonly upgrade?: boolean;
  /**
   * Version of the cluster: `v1.32.0-gke.1`.
   * @default what Helm assumes
   */
  readonly kubeVersion?: string;
}

/** What the chart made of it, or why it refused. */
export type ChartAnswer = { readonly objects: readonly KubeObject[] } | { readonly error: string };

const AT_MOST = 1 << 30;

let found: string | undefined;

/** The oracle, built first where it is missing. */
function program(): string {
  found ??= build();
  return found;
}

function build(): string {
  const script = resolve('test/peers/build.mjs');
  return execFileSync(process.execPath, [script, 'oracle'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

/** What the official charts make of the requests, in their order. One process answers all of them. */
export function renderCharts(requests: readonly ChartRequest[]): ChartAnswer[] {
  const input = requests.map((request) => JSON.stringify({ ...request, appVersion: ISTIO_VERSION })).join('\n');
  const output = execFileSync(program(), ['render'], { input, encoding: 'utf8', maxBuffer: AT_MOST });
  const answers = output.split('\n').filter((line) => line !== '');
  if (answers.length !== requests.length) throw new Error(`${requests.length} requests, but ${answers.length} answers`);
  return answers.map((answer) => JSON.parse(answer) as ChartAnswer);
}

/** What an API server with Istio says to an object: texts are empty where it is taken. */
export interface Verdict {
  /** What the CRD refuses: its schema, its rules, the metadata. */
  readonly crd: string;
  /** What istiod's webhook refuses. */
  readonly webhook: string;
  readonly warnings: readonly string[];
}

/**
 * What an API server with Istio says to the objects, in their order. One process answers all of them, beside this one: it reads a file and
 * writes one, so that it does not wait for us.
 * @param crdFiles CRDs beside those of Istio
 */
export async function judgeObjects(objects: readonly object[], crdFiles: readonly string[] = []): Promise<Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'admission-'));
  const [input, output] = [join(folder, 'objects'), join(folder, 'verdicts')];
  writeFileSync(input, objects.map((object) => JSON.stringify(object)).join('\n'));
  const files = [openSync(input, 'r'), openSync(output, 'w')];
  const oracle = spawn(program(), ['admission', ...crdFiles], { stdio: [...files, 'inherit'] });
  for (const file of files) closeSync(file);
  const [status] = await once(oracle, 'exit');
  const verdicts = readFileSync(output, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  rmSync(folder, { recursive: true });
  if (status !== 0 || verdicts.length !== objects.length) {
    throw new Error(`oracle admission ended with ${status}: ${objects.length} objects, but ${verdicts.length} verdicts`);
  }
  return verdicts.map((verdict) => JSON.parse(verdict) as Verdict);
}

/** What Kubernetes takes a YAML document for, or why it takes it for nothing. */
export type DocumentAnswer = { readonly value: unknown } | { readonly error: string };

/** What Kubernetes takes the YAML documents for, in their order. */
export function readAsKubernetes(documents: readonly string[]): DocumentAnswer[] {
  const input = documents.map((document) => JSON.stringify(document)).join('\n');
  const output = execFileSync(program(), ['yaml'], { input, encoding: 'utf8', maxBuffer: AT_MOST });
  return output
    .trim()
    .split('\n')
    .map((answer) => JSON.parse(answer) as DocumentAnswer);
}

/** One of Istio's samples: a path below the folder `samples`. */
export function readSample(path: string): string {
  return execFileSync(program(), ['sample', path], { encoding: 'utf8' });
}

/** The files below a folder of Istio's samples, as paths below `samples`. */
export function listSamples(folder: string): string[] {
  return execFileSync(program(), ['sample', folder], { encoding: 'utf8' }).trim().split('\n');
}
