import type { MeshObject } from '../model';
import { CODES } from './codes';
import type { Finding } from './finding';
import type { Rule } from './rule';
import { aboutAnnotation, malformed, type Suppression, suppressedByIstio, suppressionsOf } from './suppression-annotations';

/**
 * The findings that nobody has silenced, and what is wrong with what silences them: annotations without reason or end, that name no code,
 * that have ended, or of which the mistake is gone.
 * @param rules by which the findings were made
 * @param today `2026-11-21`
 */
export function withoutSuppressed(
  findings: readonly Finding[],
  objects: readonly MeshObject[],
  rules: readonly Rule[],
  today: string,
): Finding[] {
  const codes = new Set([...CODES, ...rules.map(({ code }) => code)]);
  const isKnown = (code: string) => codes.has(code);
  const used = new Set<Suppression>();
  const byObject = new Map<MeshObject, readonly Suppression[]>();
  for (const object of objects) {
    const suppressions = suppressionsOf(object);
    if (suppressions.length > 0) byObject.set(object, suppressions);
  }
  const shown = findings.filter((finding) => {
    const matching = byObject.get(finding.object)?.filter(({ code }) => code === finding.code) ?? [];
    for (const one of matching) used.add(one);
    return !suppressedByIstio(finding) && !matching.some(({ until }) => until !== undefined && until >= today);
  });
  const stale = [...byObject].flatMap(([object, suppressions]) =>
    suppressions.flatMap((one): Finding[] => {
      if (!isKnown(one.code) || one.until === undefined) return [];
      if (!used.has(one)) {
        const problem = `ignores ${one.code}, which is not found any more`;
        return [aboutAnnotation(object, one, { code: 'MESH0003', level: 'info', problem, fix: 'remove the annotation' })];
      }
      if (one.until >= today) return [];
      const fix = 'mend what is found, or give it a later end';
      return [aboutAnnotation(object, one, { code: 'MESH0002', level: 'warning', problem: `ended on ${one.until}`, fix })];
    }),
  );
  return [...shown, ...objects.flatMap((object) => malformed(object, isKnown)), ...stale];
}
