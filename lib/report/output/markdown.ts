import type { MeshReport } from '../compare-meshes';
import { type ReportLine, type Section, sectionsOf, summaryOf } from './sections';

/** How a report is written as Markdown. */
export interface MarkdownOptions {
  /** The most characters that it has: a comment of GitHub takes 65,536. @default 65000 */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 65_000;

/** Text that stays what it is in Markdown. A backslash keeps nobody from being mentioned, nor an issue from being linked. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~&]/g, '\\$&')
    .replace(/@(?=\w)|#(?=\d)/g, '$&<!-- -->')
    .replace(/\s+/g, ' ');
}

const bullet = ({ text, details }: ReportLine) =>
  [`- ${escaped(text)}`, ...details.map((one) => `  - ${escaped(one)}`)].join('\n');

function leftOut({ title, lines }: Section, shown: number): string {
  return `- ... and ${lines.length - shown} more of ${title.toLowerCase()}, left out since the report is too long`;
}

/** Lines that fit, then how many do not. */
function body(section: Section, room: number): string {
  const bullets = section.lines.map(bullet);
  const all = bullets.join('\n');
  if (all.length <= room) return all;
  const kept: string[] = [];
  let used = leftOut(section, 0).length + 1;
  for (const one of bullets) {
    if (used + one.length + 1 > room) break;
    kept.push(one);
    used += one.length + 1;
  }
  return [...kept, leftOut(section, kept.length)].join('\n');
}

const isFolded = ({ name, lines }: Section) => name === 'objects' && lines.length > 0;

function frame(section: Section): readonly [string, string] {
  if (!isFolded(section)) return [`### ${section.title}\n\n`, ''];
  return [`<details><summary>${section.title} (${section.lines.length})</summary>\n\n`, '\n\n</details>'];
}

/** Room that each of the parts to come is sure to get. */
const LEAST_ROOM = 400;

/**
 * A report as a comment of a pull request. What does not fit is counted, and the parts about traffic come first.
 * @throws Error for a limit that nothing fits into
 */
export function markdownOfReport(report: MeshReport, { limit = DEFAULT_LIMIT }: MarkdownOptions = {}): string {
  if (!(limit >= 2000)) throw new Error(`report: limit is too small for a report, got ${limit}; use 2000 or more`);
  const sections = sectionsOf(report);
  const head = `## What this changes in the mesh\n\n${escaped(summaryOf(report))}`;
  let left = limit - head.length;
  const parts = sections.map((section, i) => {
    const [start, end] = frame(section);
    const reserved = (sections.length - i - 1) * LEAST_ROOM;
    const part = `${start}${body(section, left - reserved - start.length - end.length - 2)}${end}`;
    left -= part.length + 2;
    return part;
  });
  return [head, ...parts].join('\n\n');
}
