import type { Manifest } from '../core/manifest';
import { yamlText } from '../core/yaml-text';
import { annotated, withListed } from './annotated';
import type { ArgoCdDelivery } from './delivery';
import { ignoredDifferences } from './ignored-differences';
import { type Placement, stagePath } from './layout';
import { isCrd, type OutputFile, orderOf, type RenderedStage } from './rendered-stage';

const WAVE = 'argocd.argoproj.io/sync-wave';
const OPTIONS = 'argocd.argoproj.io/sync-options';

/** Argo CD keeps the object in an annotation, and all annotations of one have 256 KiB. */
const LARGE = 250 * 1024;

/** Waves are 32 bits; the stages that come last are all in one. */
function waveOf(stage: string): string {
  return String(Math.min(orderOf(stage), 1_000_000));
}

function optionsOf(object: Manifest): string[] {
  return [
    ...(isCrd(object) ? ['Prune=false', 'Delete=false'] : []),
    ...(Buffer.byteLength(JSON.stringify(object)) > LARGE ? ['ServerSideApply=true'] : []),
  ];
}

/** The stage with what Argo CD has to know of each object. */
export function forArgoCd(stage: RenderedStage, { applications = 'one' }: ArgoCdDelivery): RenderedStage {
  const wave = applications === 'one' ? { [WAVE]: waveOf(stage.name) } : undefined;
  const marked = (object: Manifest) => (wave === undefined ? object : annotated(object, wave));
  return { ...stage, objects: stage.objects.map((object) => withListed(marked(object), OPTIONS, optionsOf(object))) };
}

interface Place {
  readonly path: string;
  readonly directory?: object;
}

function syncPolicy(automated: boolean, options: readonly string[]): object {
  return {
    ...(automated ? { automated: { prune: true, selfHeal: true } } : {}),
    ...(options.length === 0 ? {} : { syncOptions: options }),
    // What istiod's webhook refuses until it is ready, or a kind that is not yet known, is tried again.
    retry: { limit: 10, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
  };
}

function application(
  name: string,
  delivery: ArgoCdDelivery,
  { path, directory }: Place,
  stages: readonly RenderedStage[],
  options: readonly string[],
): Manifest {
  const { namespace = 'argocd', project = 'default', repository, revision = 'HEAD', automated = true } = delivery;
  const ignoreDifferences = ignoredDifferences(stages);
  const respect = ignoreDifferences.length === 0 ? [] : ['RespectIgnoreDifferences=true'];
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace },
    spec: {
      project,
      source: { repoURL: repository, targetRevision: revision, path, ...(directory === undefined ? {} : { directory }) },
      destination: { server: delivery.server ?? 'https://kubernetes.default.svc', namespace: 'default' },
      ...(ignoreDifferences.length === 0 ? {} : { ignoreDifferences }),
      syncPolicy: syncPolicy(automated, [...options, ...respect]),
    },
  };
}

const file = (path: string, manifest: Manifest): OutputFile => ({ path: `argocd/${path}`, text: yamlText(manifest) });

/** In its turn, and when it is no longer there, its objects are not either. */
function ofStage(made: Manifest, stage: string): Manifest {
  const manifest = annotated(made, { [WAVE]: waveOf(stage) });
  const metadata = { ...manifest.metadata, finalizers: ['resources-finalizer.argocd.argoproj.io'] };
  return { ...manifest, metadata };
}

/** The Applications. */
export function argoCdFiles(stages: readonly RenderedStage[], placement: Placement, delivery: ArgoCdDelivery): OutputFile[] {
  const { name = 'mesh', path = 'dist' } = delivery;
  const perObject = placement.layout === 'file-per-object';
  if ((delivery.applications ?? 'one') === 'one') {
    const directory = perObject ? { recurse: true, exclude: 'argocd/*' } : undefined;
    return [file('application.yaml', application(name, delivery, { path, directory }, stages, []))];
  }
  const ofStages = stages.map((stage) => {
    const place = stagePath(stage, placement);
    const where = perObject
      ? { path: `${path}/${place}`, directory: { recurse: true } }
      : { path, directory: { include: place } };
    // The kinds are those of another Application, so a dry run may come before them.
    const made = application(`${name}-${stage.name}`, delivery, where, [stage], ['SkipDryRunOnMissingResource=true']);
    return file(`stages/${stage.name}.yaml`, ofStage(made, stage.name));
  });
  // The Applications themselves belong to the cluster of Argo CD, wherever the mesh is.
  const root = application(name, { ...delivery, server: undefined }, { path: `${path}/argocd/stages` }, [], []);
  return [file('application.yaml', root), ...ofStages];
}
