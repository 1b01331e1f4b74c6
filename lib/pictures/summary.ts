import { LEVELS } from '../analysis';
import type { MeshGraph, NodeKind } from './mesh-graph';

const COUNTED: readonly (readonly [NodeKind, string, string])[] = [
  ['gateway', 'gateway', 'gateways'],
  ['service', 'service', 'services'],
  ['workload', 'workload', 'workloads'],
  ['external', 'host outside', 'hosts outside'],
];

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What a picture shows, in a sentence for those who do not see it. */
export function summaryOf({ nodes, edges, findings }: MeshGraph): string {
  const things = COUNTED.flatMap(([kind, one, many]) => {
    const count = nodes.filter((node) => node.kind === kind).length;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  const routes = edges.filter(({ kind }) => kind === 'route').length;
  const levels = LEVELS.flatMap((level) => {
    const count = findings.filter((finding) => finding.level === level).length;
    return count === 0 || level === 'info' ? [] : [counted(count, level, `${level}s`)];
  });
  const faults = edges.filter((edge) => edge.faults.length > 0).length;
  return [
    ...things,
    counted(routes, 'route', 'routes'),
    ...(faults === 0 ? [] : [counted(faults, 'route with faults', 'routes with faults')]),
    ...levels,
  ].join(', ');
}
