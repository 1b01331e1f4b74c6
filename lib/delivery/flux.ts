import { Duration } from 'cdk8s';
import type { Manifest } from '../core/manifest';
import { yamlText } from '../core/yaml-text';
import { annotated } from './annotated';
import type { FluxDelivery } from './delivery';
import { type Placement, stagePath } from './layout';
import { crdsOf, workloadsOf } from './readiness';
import { isCrd, type OutputFile, type RenderedStage } from './rendered-stage';

/** The stage with what Flux has to know of its objects. */
export function forFlux(stage: RenderedStage): RenderedStage {
  const guarded = (object: Manifest) =>
    isCrd(object) ? annotated(object, { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }) : object;
  return { ...stage, objects: stage.objects.map(guarded) };
}

/**
 * What has to be ready: not everything, as `wait` would have it, since a Service of type LoadBalancer never is where nobody gives it an
 * address.
 */
function healthChecks(stage: RenderedStage): object[] {
  return [...crdsOf(stage), ...workloadsOf(stage)].map(({ apiVersion, kind, metadata: { name, namespace } }) => ({
    apiVersion,
    kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
  }));
}

const seconds = (time: Duration) => `${Math.ceil(time.toSeconds({ integral: false }))}s`;

/** One Kustomization for each stage, and the GitRepository where Flux has not got one. */
export function fluxFiles(stages: readonly RenderedStage[], placement: Placement, delivery: FluxDelivery): OutputFile[] {
  const { name = 'mesh', namespace = 'flux-system', path = 'dist' } = delivery;
  const { interval = Duration.minutes(10), timeout = Duration.minutes(5) } = delivery;
  const sourceRef = delivery.source ?? { kind: 'GitRepository', name };
  const file = (of: string, manifest: Manifest): OutputFile => ({
    path: `flux-system/${of}.yaml`,
    text: yamlText(manifest),
  });

  const kustomizations = stages.map((stage, i) => {
    const checks = healthChecks(stage);
    const before = stages[i - 1];
    return file(stage.name, {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: `${name}-${stage.name}`, namespace },
      spec: {
        ...(before === undefined ? {} : { dependsOn: [{ name: `${name}-${before.name}` }] }),
        sourceRef,
        path: `./${path}/${stagePath(stage, placement)}`,
        prune: true,
        interval: seconds(interval),
        retryInterval: '30s',
        timeout: seconds(timeout),
        ...(checks.length === 0 ? {} : { healthChecks: checks }),
      },
    });
  });
  if (delivery.repository === undefined) return kustomizations;
  const source = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name, namespace },
    spec: { url: delivery.repository, ref: { branch: delivery.branch ?? 'main' }, interval: '1m' },
  };
  return [file('source', source), ...kustomizations];
}
