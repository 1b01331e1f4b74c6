import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { ISTIO_CONSTRUCTS } from '../../istio-constructs';
import type { Mesh } from '../../mesh/mesh';
import { propsFrom } from './from-yaml';
import type { IstioKind, Rejection } from './rejection';

const CONSTRUCTS: Readonly<Record<IstioKind, unknown>> = ISTIO_CONSTRUCTS;

/** Why our synth refuses an object; nothing where it takes it. */
export function ourRefusal(rejection: Rejection): string | undefined {
  const outdir = mkdtempSync(join(tmpdir(), 'e2e-'));
  try {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart', { namespace: 'demo', disableResourceNameHashes: true });
    if (rejection.ours !== undefined) rejection.ours(chart);
    else construct(chart, rejection);
    app.synth();
    return undefined;
  } catch (error) {
    const { name, message } = error as Error;
    return `${['TypeError', 'RangeError', 'ReferenceError'].includes(name) ? `CRASH ${name}: ` : ''}${message}`;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function construct(chart: Chart, { kind, content }: Rejection): void {
  const Kind = CONSTRUCTS[kind as IstioKind] as new (scope: Chart, id: string, props: object) => unknown;
  new Kind(chart, 'test', propsFrom(kind as IstioKind, (content as { spec: object }).spec));
}

/** Why the API server or a webhook behind it refuses an object; nothing where they take it. */
export async function realRefusal(mesh: Mesh, rejection: Rejection): Promise<string | undefined> {
  const { apiVersion, kind, content, name = 'test', labels } = rejection;
  const api = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const place = kind === 'Namespace' ? '' : '/namespaces/demo';
  const path = `${api}${place}/${plural(kind)}?dryRun=All&fieldValidation=Strict`;
  const object = { apiVersion, kind, metadata: { name, labels }, ...content };
  const { code, errors } = await mesh.kubectl(['create', '--raw', path, '-f', '-'], JSON.stringify(object));
  return code === 0 ? undefined : errors.trim().replace(/^Error from server \(\w+\): /, '');
}

function plural(kind: string): string {
  return `${kind.toLowerCase().replace(/([^aeiou])y$/, '$1ie')}s`;
}
