import type { Mesh } from '../model';
import { compareText } from '../model/mesh-object';
import { type Finding, LEVELS } from './finding';
import { type Ignored, isIgnored } from './ignored';
import type { Report, Rule } from './rule';
import { RULES } from './rules';
import { withoutSuppressed } from './suppression';

/** What is looked for. */
export interface AnalysisOptions {
  /** @default all rules */
  readonly rules?: readonly Rule[];
  /** The mesh as it was, for rules about the change from it. @default those find nothing */
  readonly before?: Mesh;
  /** Findings that are left out. @default none */
  readonly ignored?: readonly Ignored[];
  /** Day on which annotations that ignore a finding still hold, as `2026-11-21`. @default today */
  readonly today?: string;
}

function findingOf(rule: Rule, report: Report): Finding {
  const { on: object, field, got, level = rule.level, fix = rule.fix } = report;
  const about = field ?? [object.kind, object.namespace === '' ? object.name : `${object.namespace}/${object.name}`].join(' ');
  return { code: rule.code, level, problem: `${about} ${report.problem}`, got, fix, object, field };
}

function byImportance(a: Finding, b: Finding): number {
  return (
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    compareText(a.code, b.code) ||
    compareText(a.object.namespace, b.object.namespace) ||
    compareText(a.object.kind, b.object.kind) ||
    compareText(a.object.name, b.object.name) ||
    compareText(a.problem, b.problem)
  );
}

function withoutRepeated(findings: readonly Finding[]): Finding[] {
  const byText = new Map<string, Finding>();
  for (const finding of findings) {
    const { code, problem, got, object } = finding;
    byText.set(JSON.stringify([code, object.kind, object.namespace, object.name, problem, got]), finding);
  }
  return [...byText.values()];
}

/** What is wrong in a mesh: errors first, then by code and object. What an object says is meant is left out. */
export function analyze(mesh: Mesh, { rules = RULES, before, ignored = [], today }: AnalysisOptions = {}): Finding[] {
  const findings = rules.flatMap((rule) => Array.from(rule.find(mesh, before), (report) => findingOf(rule, report)));
  const day = today ?? new Date().toISOString().slice(0, 10);
  return withoutSuppressed(withoutRepeated(findings), mesh.objects, rules, day)
    .filter((finding) => !isIgnored(finding, ignored))
    .sort(byImportance);
}
