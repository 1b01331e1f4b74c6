import type { Mesh } from '../model';
import { compareText } from '../model/mesh-object';
import type { Finding, Level } from './finding';
import type { Report, Rule } from './rule';
import { RULES } from './rules';
import { isSuppressed } from './suppression';

const LEVELS: readonly Level[] = ['error', 'warning', 'info'];

function messageOf({ on, field, problem, got }: Report): string {
  const about = field ?? `${on.kind} ${on.namespace === '' ? '' : `${on.namespace}/`}${on.name}`;
  return got === undefined ? `${about} ${problem}` : `${about} ${problem}, got ${JSON.stringify(got)}`;
}

function findingOf(rule: Rule, report: Report): Finding {
  const { on: object, field, level = rule.level, fix = rule.fix } = report;
  return { code: rule.code, level, message: messageOf(report), fix, object, field };
}

function byPlace(a: Finding, b: Finding): number {
  return (
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    compareText(a.code, b.code) ||
    compareText(a.object.namespace, b.object.namespace) ||
    compareText(a.object.kind, b.object.kind) ||
    compareText(a.object.name, b.object.name) ||
    compareText(a.message, b.message)
  );
}

/** What is wrong in a mesh: errors first, then by code and object. Findings that an object has silenced are left out. */
export function analyze(mesh: Mesh, rules: readonly Rule[] = RULES): Finding[] {
  const findings = rules.flatMap((rule) => Array.from(rule.find(mesh), (report) => findingOf(rule, report)));
  const once = new Map(
    findings.map((finding) => [
      [finding.code, finding.object.kind, finding.object.namespace, finding.object.name, finding.message].join('\n'),
      finding,
    ]),
  );
  return [...once.values()].filter((finding) => !isSuppressed(finding)).sort(byPlace);
}
