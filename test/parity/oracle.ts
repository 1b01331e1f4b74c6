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

/** A message of one of Istio's analyzers. Those about a pod that a workload makes are about the workload. */
export interface AnalysisMessage {
  readonly code: string;
  readonly level: string;
  readonly kind: string;
  /** Empty for an object that is in none. */
  readonly namespace: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** How often it was said, before what is said twice was left out. */
  readonly times: number;
}

/** The manifests of a mesh. */
export interface AnalysisRequest {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** @default that of the ConfigMap `istio` among the files, else Istio's defaults */
  readonly meshConfig?: object;
}

/** What Istio's analyzers say of a mesh, and why documents were left out. */
export interface Analysis {
  readonly messages: readonly AnalysisMessage[];
  readonly unread: readonly string[];
}

/**
 * The answers to the requests, in their order. One process gives all of them, beside this one: it reads a file and writes one, so that
 * it does not wait for us.
 */
async function ask<Answer>([name = '', ...args]: readonly string[], requests: readonly object[]): Promise<Answer[]> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const [input, output] = [join(folder, 'requests'), join(folder, 'answers')];
  writeFileSync(input, requests.map((request) => JSON.stringify(request)).join('\n'));
  const files = [openSync(input, 'r'), openSync(output, 'w')];
  const oracle = spawn(program(), [name, ...args], { stdio: [...files, 'inherit'] });
  for (const file of files) closeSync(file);
  const [status] = await once(oracle, 'exit');
  const answers = readFileSync(output, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  rmSync(folder, { recursive: true });
  if (status !== 0 || answers.length !== requests.length) {
    throw new Error(`oracle ${name} ended with ${status}: ${requests.length} requests, but ${answers.length} answers`);
  }
  return answers.map((answer) => JSON.parse(answer) as Answer);
}

/**
 * What an API server with Istio says to the objects, in their order.
 * @param crdFiles CRDs beside those of Istio
 */
export function judgeObjects(objects: readonly object[], crdFiles: readonly string[] = []): Promise<Verdict[]> {
  return ask(['admission', ...crdFiles], objects);
}

/** What Istio's own analyzers say of the meshes, in their order, or how they crashed. */
export function analyzeMeshes(meshes: readonly AnalysisRequest[]): Promise<(Analysis | { readonly error: string })[]> {
  return ask(['analyze'], meshes);
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
