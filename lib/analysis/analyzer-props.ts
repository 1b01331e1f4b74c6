import { describeProblem, type Problem } from '../core/problem';
import { nearestField } from '../core/schema/nearest-field';
import { LEVELS, type Level } from './finding';
import { type Ignored, parseIgnored } from './ignored';

/** What the plugin takes from `cdk8s.yaml`, under `properties`. */
export interface MeshAnalyzerProps {
  /** Synth fails when there is a finding of this level or a worse one. @default error */
  readonly failOn?: Level;
  /** Findings that are left out: `IST0101`, or `IST0101=VirtualService/shop/reviews`. @default none */
  readonly ignore?: readonly string[];
}

const NAMES = ['failOn', 'ignore'] as const satisfies readonly (keyof MeshAnalyzerProps)[];

/** No compiler looks at `cdk8s.yaml`. */
function problemsOf(props: MeshAnalyzerProps): Problem[] {
  const unknown = Object.keys(props).filter((name) => !NAMES.some((known) => known === name));
  const failOn = props.failOn ?? 'error';
  const ignore: unknown = props.ignore ?? [];
  const isList = Array.isArray(ignore) && ignore.every((one) => typeof one === 'string');
  return [
    ...unknown.map((name) => ({ field: name, problem: 'is no property of MeshAnalyzer', fix: nearestField(name, NAMES) })),
    ...(LEVELS.includes(failOn)
      ? []
      : [{ field: 'failOn', problem: 'is unknown', got: failOn, fix: `use one of ${LEVELS.join(', ')}` }]),
    ...(isList ? [] : [{ field: 'ignore', problem: 'must be a list of texts', got: ignore, fix: 'write - IST0101 below it' }]),
  ];
}

/**
 * The props of the plugin, with their defaults.
 * @throws Error for what the plugin does not know or cannot use
 */
export function analyzerSettings(props: MeshAnalyzerProps): { readonly failOn: Level; readonly ignored: readonly Ignored[] } {
  const problems = problemsOf(props);
  if (problems.length > 0) throw new Error(problems.map((problem) => `cdk8s.yaml: ${describeProblem(problem)}`).join('\n'));
  const { failOn, ignore } = props;
  return { failOn: failOn ?? 'error', ignored: (ignore ?? []).map((one) => parseIgnored(one, 'cdk8s.yaml: ignore')) };
}
