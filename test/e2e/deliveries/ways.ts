import { join } from 'node:path';
import { waitForStage } from '../../mesh/apply';
import type { Mesh, Outcome } from '../../mesh/mesh';
import { execute, withKubectl } from '../command';
import { type Manifest, type Output, textOf } from './synth';

/** How an output folder reaches a cluster. */
export interface Way {
  readonly name: string;
  /** @param before what was there; of it goes what is no longer in the folder */
  readonly apply: (mesh: Mesh, output: Output, before?: Output) => Promise<void>;
  /** `kubectl diff` as the tool compares, with nothing said where nothing differs. */
  readonly diff: (mesh: Mesh, output: Output) => Promise<readonly Outcome[]>;
}

/** The script in the folder; what is to go it remembers itself. */
async function runScript(mesh: Mesh, { folder }: Output): Promise<void> {
  const { code, output, errors } = await withKubectl(mesh, (tools) =>
    execute(join(folder, 'apply.sh'), [], { ...process.env, PATH: `${tools}:${process.env['PATH']}` }),
  );
  if (code !== 0) throw new Error(`apply.sh: exit code ${code}\n${errors}${output}`);
}

function byScript(name: string, flag: '-f' | '-k'): Way {
  const diff = ['diff', '--server-side', '--field-manager=cdk8s-istio', flag];
  return { name, apply: runScript, diff: async (mesh, { folder }) => [await mesh.kubectl([...diff, folder])] };
}

/** Objects that are applied together, and the options of kubectl that do what the tool does with them. */
interface Batch {
  readonly options: readonly string[];
  readonly objects: readonly Manifest[];
}

/** What a tool in the cluster does with a folder, in the words of kubectl. */
interface Tool {
  readonly name: string;
  readonly batches: (stage: readonly Manifest[]) => readonly Batch[];
  /** Whether the tool leaves an object where it is when the folder no longer has it. */
  readonly keeps: (object: Manifest) => boolean;
}

const keyOf = ({ apiVersion, kind, metadata: { name, namespace } }: Manifest) => `${apiVersion} ${kind} ${namespace}/${name}`;
const filled = (batches: readonly Batch[]) => batches.filter(({ objects }) => objects.length > 0);

function byTool({ name, batches, keeps }: Tool): Way {
  return {
    name,
    apply: async (mesh, { stages }, before) => {
      for (const stage of stages) {
        for (const { options, objects } of filled(batches(stage))) {
          await mesh.kubectlOutput(['apply', ...options, '-f', '-'], textOf(objects));
        }
        await waitForStage(mesh, { name, text: textOf(stage) });
      }
      const keys = new Set(stages.flat().map(keyOf));
      const gone = (before?.stages ?? []).flat().filter((object) => !keys.has(keyOf(object)) && !keeps(object));
      if (gone.length > 0) await mesh.kubectlOutput(['delete', '--ignore-not-found', '-f', '-'], textOf(gone));
    },
    diff: (mesh, { stages }) => {
      const all = stages.flatMap((stage) => filled(batches(stage)));
      return Promise.all(all.map(({ options, objects }) => mesh.kubectl(['diff', ...options, '-f', '-'], textOf(objects))));
    },
  };
}

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const isServerSide = ({ metadata }: Manifest) => metadata.annotations?.[SYNC_OPTIONS]?.includes('ServerSideApply=true') === true;

/** Argo CD: client-side, with the annotation of kubectl, but where an object asks for the other side. */
const argoCd: Tool = {
  name: 'Argo CD',
  batches: (stage) => [
    {
      options: ['--server-side', '--force-conflicts', '--field-manager=argocd-controller'],
      objects: stage.filter(isServerSide),
    },
    { options: ['--field-manager=argocd-controller'], objects: stage.filter((object) => !isServerSide(object)) },
  ],
  keeps: ({ metadata }) => metadata.annotations?.[SYNC_OPTIONS]?.includes('Prune=false') === true,
};

const FLUX_LABELS = { 'kustomize.toolkit.fluxcd.io/name': 'mesh', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' };

/** Flux: server-side, it wins every conflict, and it marks all it applies. */
const flux: Tool = {
  name: 'Flux',
  batches: (stage) => [
    {
      options: ['--server-side', '--force-conflicts', '--field-manager=kustomize-controller'],
      objects: stage.map((object) => ({
        ...object,
        metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...FLUX_LABELS } },
      })),
    },
  ],
  keeps: ({ metadata }) => metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled',
};

/** All ways, by the name that the program selects them by. */
export const WAYS: Readonly<Record<string, Way>> = {
  kubectl: byScript('kubectl', '-f'),
  kustomize: byScript('kustomize', '-k'),
  'argo-cd': byTool(argoCd),
  flux: byTool(flux),
};
