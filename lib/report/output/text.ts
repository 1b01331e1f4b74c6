import type { MeshReport } from '../compare-meshes';
import { sectionsOf, summaryOf } from './sections';

/** A report as lines for a terminal. */
export function textOfReport(report: MeshReport): string {
  const parts = sectionsOf(report).map(({ title, lines }) =>
    [title, ...lines.flatMap(({ text, details }) => [`  ${text}`, ...details.map((one) => `      ${one}`)])].join('\n'),
  );
  return [...parts, summaryOf(report)].join('\n\n');
}
