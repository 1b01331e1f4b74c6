import { type Finding, messageOf } from '../../analysis';
import { isTrafficSame, type MeshReport } from '../compare-meshes';
import type { FieldChange } from '../field-changes';
import { titleOf } from '../object-changes';
import { participantSentences } from '../participants';

/** A line of a report, and lines that explain it. */
export interface ReportLine {
  readonly text: string;
  readonly details: readonly string[];
}

/** A part of a report, in the order in which a reader needs them. */
export interface Section {
  readonly name: 'traffic' | 'risks' | 'findings' | 'objects';
  readonly title: string;
  readonly lines: readonly ReportLine[];
}

const LONGEST_VALUE = 160;

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}... (${text.length} characters)`;
}

/** `spec.http[0].timeout: "3s" instead of "5s"` */
export function describeField({ path, before, after, isSecret, isOrder }: FieldChange): string {
  if (isSecret === true) return `${path}: another value, which is not shown`;
  if (isOrder === true) return `${path}: in another order`;
  if (before === undefined) return `${path}: ${short(after)} is new`;
  if (after === undefined) return `${path}: gone, was ${short(before)}`;
  return `${path}: ${short(after)} instead of ${short(before)}`;
}

const plain = (text: string): ReportLine => ({ text, details: [] });

function findingLine(state: 'new' | 'gone') {
  return (finding: Finding): ReportLine => ({
    text: `${state}: ${finding.level} ${finding.code} ${titleOf(finding.object)}: ${messageOf(finding)}`,
    details: state === 'new' ? [finding.fix] : [],
  });
}

const NO_CHANGE = 'no change in traffic';

function trafficLines(report: MeshReport): ReportLine[] {
  const { traffic, participants, unasked, incomplete } = report;
  return [
    ...(isTrafficSame(report) ? [plain(NO_CHANGE)] : []),
    ...participantSentences(participants).map(plain),
    ...traffic.map(({ sentence }) => plain(sentence)),
    ...unasked.map(({ sentence }) => plain(sentence)),
    ...incomplete.map((host) =>
      plain(`${host}: its rules tell more requests apart than were asked for; there may be more changes`),
    ),
  ];
}

/** The parts of a report that have lines; that about traffic always has. */
export function sectionsOf(report: MeshReport): readonly Section[] {
  const { objects, risks, newFindings, goneFindings } = report;
  const sections: readonly Section[] = [
    { name: 'traffic', title: 'Traffic', lines: trafficLines(report) },
    { name: 'risks', title: 'Risks', lines: risks.map(({ problem, fix }) => ({ text: problem, details: [fix] })) },
    {
      name: 'findings',
      title: 'Findings of the analyzer',
      lines: [...newFindings.map(findingLine('new')), ...goneFindings.map(findingLine('gone'))],
    },
    {
      name: 'objects',
      title: 'Objects',
      lines: objects.map(({ change, object, fields }) => ({
        text: `${change}: ${titleOf(object)}`,
        details: fields.map(describeField),
      })),
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** `1 object added, 2 changed` */
export function summaryOf({ objects }: MeshReport): string {
  const counts = (['added', 'removed', 'changed'] as const)
    .map((change) => ({ change, count: objects.filter((one) => one.change === change).length }))
    .filter(({ count }) => count > 0)
    .map(({ change, count }) => `${count} ${change}`);
  return counts.length === 0 ? 'no object says anything else' : `objects: ${counts.join(', ')}`;
}
