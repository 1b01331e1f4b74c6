import { App, Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from '../lib/core/manifest';
import { describeProblem, InvalidProps } from '../lib/core/problem';

/** The chart `test` of an app of its own. Nothing is written anywhere. */
export function testChart(namespace?: string): Chart {
  return new Chart(Testing.app({ outdir: '/nonexistent' }), 'test', { namespace });
}

/** All objects of the app that a construct is in. It is synthesized twice, and both times must give the same. */
export function manifests(scope: Construct): Manifest[] {
  const { charts } = App.of(scope);
  const once = charts.flatMap((chart) => Testing.synth(chart));
  const again = charts.flatMap((chart) => Testing.synth(chart));
  expect(again).toEqual(once);
  return once;
}

/** The only object of a kind and name in the app that a construct is in. */
export function manifestOf(scope: Construct, kind: string, name: string): Manifest {
  const found = manifests(scope).filter((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  expect(found.map(({ metadata }) => metadata.name)).toEqual([name]);
  return found[0] as Manifest;
}

/** The spec of that object. */
export function specOf(scope: Construct, kind: string, name: string): unknown {
  return manifestOf(scope, kind, name)['spec'];
}

/** What a constructor says of its props, without the construct path; nothing where it takes them. */
export function refusals(construct: () => unknown): string[] {
  try {
    construct();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidProps)) throw error;
    return error.problems.map(describeProblem);
  }
}
