import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problem';

const wide = new PerApp(() => new Map<string | undefined, IConstruct[]>());

/** Notes a Telemetry that is for all workloads of its namespace. */
export function noteNamespaceWide(telemetry: IConstruct, namespace: string | undefined): void {
  const known = wide.of(telemetry);
  known.set(namespace, [...(known.get(namespace) ?? []), telemetry]);
}

/** Problems of a Telemetry of a whole namespace that is not the first there: Istio follows the oldest one alone. */
export function secondNamespaceWideProblems(telemetry: IConstruct, namespace: string | undefined): Problem[] {
  const [first, ...others] = wide.of(telemetry).get(namespace) ?? [];
  if (first === undefined || !others.includes(telemetry)) return [];
  const problem = `is for the whole namespace, as ${first.node.path} is, and Istio follows one of them alone`;
  const fix = 'put all of it into one Telemetry, by its addTracing(), addMetrics() and addAccessLogging() perhaps';
  return [{ field: 'selector', problem, got: namespace, fix, code: 'IST0160' }];
}
