import type { MeshObject } from '../model';
import { nearestCode } from './codes';
import type { Finding } from './finding';

/** Istio's own: codes with commas and no spaces between them, or `*`. */
const ISTIO = 'galley.istio.io/analyze-suppress';

/** Ours: `cdk8s-istio/ignore.IST0101: "until 2027-01-31: the payments team adds its Service in January"`. */
const OURS = 'cdk8s-istio/ignore.';
const FORM = /^until (\d{4}-\d{2}-\d{2}): (\S.*)$/s;

/** What an object says of one code. */
export interface Suppression {
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

/** What an object says in our form. */
export function suppressionsOf({ annotations }: MeshObject): Suppression[] {
  return Object.entries(annotations)
    .filter(([key]) => `${key}.`.startsWith(OURS))
    .map(([annotation, text]) => {
      const [, until] = FORM.exec(text) ?? [];
      return { code: annotation.slice(OURS.length), annotation, text, until: isDay(until) ? until : undefined };
    });
}

function codesForIstio({ annotations }: MeshObject): readonly string[] {
  return annotations[ISTIO]?.split(',') ?? [];
}

/** Whether an object says in Istio's form that a code is meant. */
export function suppressedByIstio({ code, object }: Finding): boolean {
  const codes = codesForIstio(object);
  return codes.includes('*') || codes.includes(code);
}

/** A finding about an annotation. */
export function aboutAnnotation(
  object: MeshObject,
  { annotation, text }: Pick<Suppression, 'annotation' | 'text'>,
  rest: Pick<Finding, 'code' | 'level' | 'problem' | 'fix'>,
): Finding {
  const field = `metadata.annotations["${annotation}"]`;
  return { ...rest, problem: `${field} ${rest.problem}`, got: text, object, field };
}

/**
 * What is wrong with how an object silences findings, so that it does not.
 * @param isKnown whether there is a code
 */
export function malformed(object: MeshObject, isKnown: (code: string) => boolean): Finding[] {
  const said = (one: Pick<Suppression, 'annotation' | 'text'>, problem: string, fix: string) =>
    aboutAnnotation(object, one, { code: 'MESH0001', level: 'warning', problem: `${problem}, so nothing is ignored`, fix });
  const ours = suppressionsOf(object).flatMap((one) => {
    if (one.code === '') return said(one, 'names no code', `write the code into its name, ${OURS}IST0101 for example`);
    if (!isKnown(one.code)) return said(one, 'names a code that there is not', nearestCode(one.code));
    return one.until === undefined ? said(one, 'has no end or no reason', 'write until <year>-<month>-<day>: <reason>') : [];
  });
  const istios = codesForIstio(object).flatMap((code) => {
    if (code === '*' || isKnown(code)) return [];
    const one = { annotation: ISTIO, text: code };
    return isKnown(code.trim())
      ? said(one, 'has spaces beside a code', 'write the codes with commas alone between them')
      : said(one, 'names a code that there is not', nearestCode(code.trim()));
  });
  return [...ours, ...istios];
}
