import type { Problem } from '../../core/problem';
import type { GraphPods } from './pods';

/** Numbers of the pod's ports behind a port of its Services, or why there are none. */
export type TargetPorts =
  | { readonly numbers: readonly number[]; readonly problem?: undefined }
  | { readonly numbers?: undefined; readonly problem: Problem };

function numbersOf(target: number | string, { makers }: GraphPods): number[] {
  if (typeof target === 'number') return [target];
  return makers.flatMap(({ ports }) => ports.flatMap(({ name, containerPort }) => (name === target ? [containerPort] : [])));
}

/**
 * The pod's ports that a call goes to.
 * @param callee name of the workload that is called
 * @param port number of its Service's port; undefined where it has only one
 */
export function targetPortsOf(callee: string, pods: GraphPods, port: number | undefined): TargetPorts {
  const ports = pods.services.flatMap((service) => service.ports);
  const known = [...new Set(ports.map((each) => each.port))];
  const [only] = known;
  const problem = (text: string, fix: string): TargetPorts => ({ problem: { field: 'port', problem: text, got: port, fix } });
  if (only === undefined) return problem(`is of ${callee}, which has no Service`, 'give it one');
  if (port === undefined && known.length > 1) {
    return problem(`is missing, and ${callee} has several`, `say which: ${known.join(', ')}`);
  }
  const wanted = port ?? only;
  const targets = ports.filter((each) => each.port === wanted).map(({ targetPort = wanted }) => targetPort);
  if (targets.length === 0) return problem(`is not one of ${callee}`, `use one of ${known.join(', ')}`);
  const numbers = [...new Set(targets.flatMap((target) => numbersOf(target, pods)))];
  if (numbers.length > 0) return { numbers };
  return problem(
    `leads to ${targets[0]}, which no container of ${callee} has`,
    'name a port of a container so, or give its number',
  );
}
