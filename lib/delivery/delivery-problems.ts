import { Duration } from 'cdk8s';
import { choiceProblems } from '../core/choice';
import { durationProblems } from '../core/format';
import { labelNameProblems, nameProblems } from '../core/names';
import type { Problem } from '../core/problem';
import type { ArgoCdDelivery, Delivery, FluxDelivery } from './delivery';

function pathProblems(path: string | undefined): Problem[] {
  if (path === undefined || !/^\/|^\.\/?$|^$|(^|\/)\.\.(\/|$)/.test(path)) return [];
  const fix = 'use a folder below the root of the repository, as dist';
  return [{ field: 'delivery.path', problem: 'is not the place of the output folder', got: path, fix }];
}

function timeProblems(field: string, time: Duration | undefined): Problem[] {
  if (!(time instanceof Duration)) return durationProblems(field, time);
  if (time.toSeconds({ integral: false }) >= 1) return [];
  return [{ field, problem: 'is too short', got: time.toHumanString(), fix: 'use at least Duration.seconds(1)' }];
}

function repositoryProblems(repository: string | undefined, pattern: RegExp, fix: string): Problem[] {
  if (repository !== undefined && pattern.test(repository)) return [];
  return [{ field: 'delivery.repository', problem: 'is not an address of a Git repository', got: repository, fix }];
}

function argoProblems({ repository, path, namespace, applications }: ArgoCdDelivery): Problem[] {
  return [
    ...repositoryProblems(
      repository,
      /^(https?|ssh):\/\/\S+$|^[^\s/@]+@[^\s:/]+:\S+$/,
      'use https://<host>/<path>, or git@<host>:<path>',
    ),
    ...pathProblems(path),
    ...labelNameProblems('delivery.namespace', namespace ?? 'argocd'),
    ...choiceProblems('delivery.applications', applications, ['one', 'per-stage']),
  ];
}

function sourceProblems({ kind, name }: NonNullable<FluxDelivery['source']>): Problem[] {
  return [
    ...choiceProblems('delivery.source.kind', kind ?? ' ', ['GitRepository', 'OCIRepository', 'Bucket']),
    ...nameProblems('delivery.source.name', name ?? ''),
  ];
}

function fluxProblems({ repository, source, path, namespace, interval, timeout }: FluxDelivery): Problem[] {
  return [
    ...(source !== undefined
      ? sourceProblems(source)
      : repositoryProblems(repository, /^(https?|ssh):\/\/\S+$/, 'use https://<host>/<path>, or ssh://git@<host>/<path>')),
    ...pathProblems(path),
    ...labelNameProblems('delivery.namespace', namespace ?? 'flux-system'),
    ...timeProblems('delivery.interval', interval),
    ...timeProblems('delivery.timeout', timeout),
  ];
}

/** What a tool would refuse, or could not follow. */
export function deliveryProblems(delivery: Delivery): Problem[] {
  const ways = ['kubectl', 'kustomize', 'argo-cd', 'flux'];
  const named = [
    ...(ways.includes(delivery.by) ? [] : choiceProblems('delivery.by', delivery.by || ' ', ways)),
    ...labelNameProblems('delivery.name', delivery.name ?? 'mesh'),
  ];
  switch (delivery.by) {
    case 'argo-cd':
      return [...named, ...argoProblems(delivery)];
    case 'flux':
      return [...named, ...fluxProblems(delivery)];
    default:
      return [...named, ...timeProblems('delivery.timeout', delivery.timeout)];
  }
}
