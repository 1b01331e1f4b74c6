import { describeSource } from '../../model';
import { type Finding, LEVELS } from '../finding';
import { placeOf } from '../place';

function nameOf({ object: { kind, namespace, name } }: Finding): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** A finding as five lines at most, what is wrong, the value, the place and what to do each with its word before it. */
export function textOfFinding(finding: Finding): string {
  const { level, code, problem, got, fix } = finding;
  return [
    `${level.padEnd(8)}${code}  ${nameOf(finding)}`,
    `        what   ${problem}`,
    ...(got === undefined ? [] : [`        got    ${JSON.stringify(got)}`]),
    `        where  ${describeSource(placeOf(finding))}`,
    `        fix    ${fix}`,
  ].join('\n');
}

/** All findings, and how many there are of each level. */
export function textOf(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no findings';
  const counts = LEVELS.map((level) => ({ level, count: findings.filter((finding) => finding.level === level).length }));
  const summary = counts
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${count} ${level}${count === 1 || level === 'info' ? '' : 's'}`);
  return [...findings.map(textOfFinding), summary.join(', ')].join('\n\n');
}
