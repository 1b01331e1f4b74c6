import { Duration } from 'cdk8s';
import { choiceProblems } from '../core/choice';
import { durationProblems } from '../core/format';
import { labelNameProblems, nameProblems } from '../core/names';
import type { Problem } from '../core/problem';
import { type PropNames, propProblems } from '../core/prop-names';
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

function sourceProblems(source: NonNullable<FluxDelivery['source']>): Problem[] {
  const { kind, name } = source;
  return [
    ...propProblems(SOURCE, source, 'delivery.source').filter(({ problem }) => problem === 'is unknown'),
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

/** What each way takes. */
const NAMES: { readonly [By in Delivery['by']]: PropNames<Extract<Delivery, { readonly by: By }>> } = {
  kubectl: { by: 'required', name: 'optional', timeout: 'optional' },
  kustomize: { by: 'required', name: 'optional', timeout: 'optional' },
  'argo-cd': {
    by: 'required',
    name: 'optional',
    repository: 'required',
    path: 'optional',
    revision: 'optional',
    applications: 'optional',
    namespace: 'optional',
    project: 'optional',
    server: 'optional',
    automated: 'optional',
  },
  flux: {
    by: 'required',
    name: 'optional',
    timeout: 'optional',
    path: 'optional',
    namespace: 'optional',
    interval: 'optional',
    repository: 'optional',
    branch: 'optional',
    source: 'optional',
  },
};
const SOURCE: PropNames<NonNullable<FluxDelivery['source']>> = { kind: 'required', name: 'required', namespace: 'optional' };

/** What a tool would refuse, or could not follow. */
export function deliveryProblems(delivery: Delivery): Problem[] {
  const ways = Object.keys(NAMES);
  const named = [
    ...(ways.includes(delivery.by) ? [] : choiceProblems('delivery.by', delivery.by || ' ', ways)),
    ...labelNameProblems('delivery.name', delivery.name ?? 'mesh'),
  ];
  if (ways.includes(delivery.by)) {
    const wrong = propProblems(NAMES[delivery.by], delivery, 'delivery');
    if (wrong.length > 0) return wrong;
  }
  switch (delivery.by) {
    case 'argo-cd':
      return [...named, ...argoProblems(delivery)];
    case 'flux':
      return [...named, ...fluxProblems(delivery)];
    default:
      return [...named, ...timeProblems('delivery.timeout', delivery.timeout)];
  }
}
