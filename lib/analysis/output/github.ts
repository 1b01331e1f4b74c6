import { type Finding, type Level, messageOf } from '../finding';
import { placeOf } from '../place';

const COMMANDS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'notice' };

const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Findings as the lines by which a workflow of GitHub Actions marks places of a pull request. */
export function githubOf(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const { file, line } = placeOf(finding);
      const { kind, namespace, name } = finding.object;
      const properties = [
        ...(file === undefined ? [] : [`file=${escapeProperty(file)}`]),
        ...(line === undefined ? [] : [`line=${line}`]),
        `title=${escapeProperty(`${finding.code} ${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`)}`,
      ];
      return `::${COMMANDS[finding.level]} ${properties.join(',')}::${escapeData(`${messageOf(finding)}; ${finding.fix}`)}`;
    })
    .join('\n');
}
