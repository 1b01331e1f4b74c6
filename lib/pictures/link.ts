import { append } from '../core/grouped';
import { compareText } from '../model/mesh-object';
import type { Change, EdgeKind, MeshEdge, MeshGraph } from './mesh-graph';
import { shortened } from './text-size';

/** Edges of one kind between the same nodes, drawn as one line. */
export interface Link {
  readonly id: string;
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  readonly edges: readonly MeshEdge[];
  /** What stands at the line. */
  readonly label: readonly LabelLine[];
  /** How connections are secured, where that is the same for all edges. */
  readonly tls: string | undefined;
  readonly findings: readonly number[];
  /** How it differs from another mesh. */
  readonly change: Change | undefined;
}

export interface LabelLine {
  readonly text: string;
  /** `fault` and changes stand out. */
  readonly tone: 'plain' | 'fault' | Change;
}

/** Words for what became of a part of the mesh. */
export const SIGNS: Readonly<Record<Change, string>> = { new: '+ new', gone: '− gone', changed: '~ changed' };

const MOST_LINES = 4;
const LONGEST_LINE = 40;

const plain = (text: string): LabelLine => ({ text: shortened(text, LONGEST_LINE), tone: 'plain' });

function share({ kind, weight, workloads = 1 }: MeshEdge): string | undefined {
  const part = workloads > 1 ? 'part of ' : '';
  if (kind === 'mirror') return `${part}copy of ${weight === undefined || weight === 100 ? 'all' : `${weight} %`}`;
  if (weight !== undefined) return `${part}${weight} %`;
  return kind === 'unused' ? 'no rule sends here' : undefined;
}

/** A condition and the share in one line, or in two where they do not fit. */
function together(condition: string | undefined, part: string | undefined): readonly string[] {
  const both = [condition, part].filter((one) => one !== undefined);
  return both.join(': ').length <= LONGEST_LINE ? [both.join(': ')] : both;
}

/** Hosts of which the first is named where they do not fit. */
function hostsText(hosts: string): string {
  const [first = '', ...others] = hosts.split(', ');
  return hosts.length <= LONGEST_LINE || others.length === 0 ? hosts : `${first} or ${others.length} more`;
}

/**
 * What is said of one edge: hosts, each condition, the share, then what else is done.
 * @param isRest whether rules before it take some of the requests
 */
function linesOf(edge: MeshEdge, isRest: boolean): LabelLine[] {
  const { kind, host, matches, faults, timeout, retries, tls } = edge;
  const verb = kind === 'allow' ? 'may call' : kind === 'deny' ? 'may not call' : undefined;
  const part = share(edge);
  const [first, ...others] = matches;
  const always = isRest ? ['otherwise'] : [];
  const conditions = first === undefined ? always : [first, ...others.map((text) => `or ${text}`)];
  const shown = conditions.length > 3 ? [...conditions.slice(0, 2), `or ${conditions.length - 2} more`] : conditions;
  const head = [...(host === undefined ? [] : [hostsText(host)]), ...(verb === undefined ? [] : [verb])];
  return [
    ...head.map(plain),
    ...shown.slice(0, -1).map(plain),
    ...(shown.length === 0 && part === undefined ? [] : together(shown.at(-1), part).map(plain)),
    ...faults.map((text): LabelLine => ({ text: shortened(`fault: ${text}`, LONGEST_LINE), tone: 'fault' })),
    ...(timeout === undefined ? [] : [plain(`timeout ${timeout}`)]),
    ...(retries === undefined ? [] : [plain(retries)]),
    ...(tls === 'plain' && kind === 'route' ? [plain('plain text')] : []),
  ];
}

function labelOf(edges: readonly MeshEdge[], isRest: (edge: MeshEdge) => boolean): LabelLine[] {
  const lines = edges.flatMap((edge) => linesOf(edge, isRest(edge)));
  const distinct = lines.filter(({ text }, i) => lines.findIndex((one) => one.text === text) === i);
  if (distinct.length <= MOST_LINES + 1) return distinct;
  const faults = distinct.filter(({ tone }) => tone === 'fault').slice(0, 2);
  const others = distinct.filter(({ tone }) => tone === 'plain').slice(0, MOST_LINES - faults.length);
  return [...others, ...faults, plain(`+ ${distinct.length - others.length - faults.length} more`)];
}

/** The words, too: a change is never told by its colour alone. */
function changedLabel(change: Change | undefined, label: readonly LabelLine[]): readonly LabelLine[] {
  return change === undefined ? label : [{ text: SIGNS[change], tone: change }, ...label];
}

/** The lines of a graph. */
export function linksOf({ edges }: MeshGraph): readonly Link[] {
  const groups = new Map<string, MeshEdge[]>();
  const conditional = new Set<string>();
  const placeOf = ({ from, host, rule, change }: MeshEdge) => `${from} ${host} ${rule?.object} ${change === 'gone'}`;
  for (const edge of edges) {
    if (edge.kind === 'route' && edge.matches.length > 0) conditional.add(placeOf(edge));
    const id = `${edge.kind}:${edge.from}>${edge.to}${edge.change === undefined ? '' : ` ${edge.change}`}`;
    append(groups, id, edge);
  }
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([id, group]): Link => {
      const [{ kind, from, to, tls, change }] = group as [MeshEdge];
      return {
        id,
        kind,
        from,
        to,
        edges: group,
        change,
        label: changedLabel(
          change,
          labelOf(group, (edge) => edge.kind === 'route' && edge.matches.length === 0 && conditional.has(placeOf(edge))),
        ),
        tls: group.every((edge) => edge.tls === tls) ? tls : undefined,
        findings: [...new Set(group.flatMap(({ findings }) => findings))],
      };
    });
}
