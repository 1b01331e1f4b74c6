import type { Kinds } from '../../cluster/kinds';
import { type ClusterOptions, kubectlArguments } from '../../cluster/kubectl-proxy';
import { groupOf, titleOf } from '../../cluster/objects';
import type { Manifest } from '../../core/manifest';
import type { Kept, Plan, Step } from './plan';

/** The plan as a script: the same deletions, and as comments what stays. */
export function script({ steps, kept, warnings }: Plan, kinds: Kinds, options: ClusterOptions): string {
  const kubectl = [
    options.kubectl ?? 'kubectl',
    ...kubectlArguments(options),
    'delete',
    '--ignore-not-found',
    '--cascade=foreground',
  ].join(' ');
  const parts = steps.map((step) => [`# ${step.title}`, ...commands(step, kinds).map((rest) => `${kubectl} ${rest}`)].join('\n'));
  const notes = [...keptLines(kept), ...warnings].map((line) => `# ${line}`);
  return [...parts, ...(notes.length === 0 ? [] : [notes.join('\n')])].join('\n\n');
}

/** A line for each object that stays. */
export function keptLines(kept: readonly Kept[]): string[] {
  return kept.map(({ object, reason, fix, holds }) => {
    const held = holds.length === 0 ? '' : `: ${holds.join(', ')}`;
    return `stays: ${titleOf(object)} ${reason}${held}; ${fix}`;
  });
}

/** One command for neighbours of one kind and namespace. */
function commands({ objects }: Step, kinds: Kinds): string[] {
  const lines: { readonly start: string; readonly names: string[] }[] = [];
  for (const object of objects) {
    const start = startOf(object, kinds);
    const line = lines.at(-1);
    if (line?.start === start) line.names.push(object.metadata.name);
    else lines.push({ start, names: [object.metadata.name] });
  }
  return lines.map(({ start, names }) => `${start} ${names.join(' ')}`);
}

function startOf(object: Manifest, kinds: Kinds): string {
  const group = groupOf(object.apiVersion);
  const resource = `${kinds.of(object)?.plural ?? object.kind}${group === '' ? '' : `.${group}`}`;
  const { namespace } = object.metadata;
  return namespace === undefined ? resource : `-n ${namespace} ${resource}`;
}
