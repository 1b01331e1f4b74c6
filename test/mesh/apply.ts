import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Mesh } from './mesh';

/** One file of manifests. */
export interface Stage {
  readonly name: string;
  readonly text: string;
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Who owns the fields that are applied. */
export const MANAGER = 'mesh';

/** What kubectl says after each conflict, whatever it is. */
const ADVICE = /Please review the fields above[\s\S]*?#conflicts\n?/g;

/** The files of a folder in the order of their names. */
export function stagesOf(folder: string): Stage[] {
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  if (files.length === 0) throw new Error(`${folder} has no manifests; run npm run synth first`);
  return files.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** Applies a stage as a user would, strictly and without a second try. Answers kubectl's lines, one for each object. */
export async function applyStage(mesh: Mesh, { name, text }: Stage, { dryRun = false } = {}): Promise<string[]> {
  const args = ['apply', '--server-side', '--validate=strict', `--field-manager=${MANAGER}`, '-f', '-'];
  if (dryRun) args.push('--dry-run=server');
  const { code, output, errors } = await mesh.kubectl(args, text);
  if (code !== 0) throw new Error(`${name} was not applied: ${errors.replace(ADVICE, '').trim()}`);
  return output.trim().split('\n');
}

/** Waits for what the next stage needs of this one: known kinds, and programs that are available. */
export async function waitForStage(mesh: Mesh, { text }: Stage, seconds = 300): Promise<void> {
  const manifests = parseAllDocuments(text).flatMap((document) => (document.toJS() as Manifest | null) ?? []);
  const wait = async (kind: string, condition: string): Promise<void> => {
    const wanted = manifests.filter((manifest) => manifest.kind === kind);
    const namespaceOf = ({ metadata }: Manifest) => metadata.namespace ?? 'default';
    for (const namespace of new Set(wanted.map(namespaceOf))) {
      const names = wanted
        .filter((manifest) => namespaceOf(manifest) === namespace)
        .map(({ metadata }) => `${kind}/${metadata.name}`);
      await mesh.kubectlOutput(['wait', `--for=condition=${condition}`, `--timeout=${seconds}s`, '-n', namespace, ...names]);
    }
  };
  await wait('CustomResourceDefinition', 'Established');
  await wait('Deployment', 'Available');
}
