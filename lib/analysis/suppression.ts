import type { MeshObject } from '../model';
import type { Finding } from './finding';

/** Istio's own: codes with commas and no spaces between them, or `*`. */
const ISTIO = 'galley.istio.io/analyze-suppress';

/** Ours: `cdk8s-istio/ignore.IST0101: "until 2027-01-31: the payments team adds its Service in January"`. */
const OURS = 'cdk8s-istio/ignore.';
const CODE = /^[A-Z]+\d{4}$/;
const FORM = /^until (\d{4}-\d{2}-\d{2}): (\S.*)$/s;

/** What an object says of one code. */
interface Suppression {
  readonly code: string;
  readonly annotation: string;
  readonly text: string;
  /** Last day on which it holds; undefined where the text is not of the form. */
  readonly until: string | undefined;
}

function isDay(text: string | undefined): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === text;
}

function suppressionsOf({ annotations }: MeshObject): Suppression[] {
  return Object.entries(annotations)
    .filter(([key]) => `${key}.`.startsWith(OURS))
    .map(([annotation, text]) => {
      const [, until] = FORM.exec(text) ?? [];
      return { code: annotation.slice(OURS.length), annotation, text, until: isDay(until) ? until : undefined };
    });
}

function suppressedByIstio({ code, object }: Finding): boolean {
  const codes = object.annotations[ISTIO]?.split(',') ?? [];
  return codes.includes('*') || codes.includes(code);
}

function about(
  object: MeshObject,
  { annotation, text }: Suppression,
  rest: Pick<Finding, 'code' | 'level' | 'problem' | 'fix'>,
): Finding {
  const field = `metadata.annotations["${annotation}"]`;
  return { ...rest, problem: `${field} ${rest.problem}`, got: text, object, field };
}

/**
 * The findings that nobody has silenced, and what is wrong with what silences them: annotations without reason or end, that have ended,
 * or of which the mistake is gone.
 * @param today `2026-11-21`
 */
export function withoutSuppressed(findings: readonly Finding[], objects: readonly MeshObject[], today: string): Finding[] {
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
  const own = [...byObject].flatMap(([object, suppressions]) =>
    suppressions.flatMap((one): Finding[] => {
      if (!CODE.test(one.code)) {
        const fix = `write the code into its name, ${OURS}IST0101 for example`;
        return [about(object, one, { code: 'MESH0001', level: 'warning', problem: 'names no code, so nothing is ignored', fix })];
      }
      if (one.until === undefined) {
        const fix = 'write until <year>-<month>-<day>: <reason>';
        return [
          about(object, one, {
            code: 'MESH0001',
            level: 'warning',
            problem: 'has no end or no reason, so nothing is ignored',
            fix,
          }),
        ];
      }
      if (!used.has(one)) {
        return [
          about(object, one, {
            code: 'MESH0003',
            level: 'info',
            problem: `ignores ${one.code}, which is not found any more`,
            fix: 'remove the annotation',
          }),
        ];
      }
      if (one.until >= today) return [];
      const fix = 'mend what is found, or give it a later end';
      return [about(object, one, { code: 'MESH0002', level: 'warning', problem: `ended on ${one.until}`, fix })];
    }),
  );
  return [...shown, ...own];
}
