import { nearName } from '../core/near-name';
import type { MeshObject } from '../model';
import { CODES, nearestCode } from './codes';
import type { Finding } from './finding';

/** Findings that are not wanted: of one code, everywhere or on some objects. */
export interface Ignored {
  readonly code: string;
  /** `VirtualService/shop/reviews`; a `*` in it stands for any text. @default every object */
  readonly object?: string;
}

const FORM = 'write IST0101, or IST0101=VirtualService/shop/reviews for one object';

/**
 * `IST0101`, or `IST0101=VirtualService/shop/*`.
 * @param place how an error names it
 * @throws Error for a text of another form and for a code that there is not, with what to write
 */
export function parseIgnored(text: string, place = '--ignore'): Ignored {
  const [, code, object] = /^([A-Za-z]+[0-9]+)(?:=([^/]+\/[^/]*\/[^/]+))?$/.exec(text) ?? [];
  if (code === undefined) throw new Error(`${place} is no code, got ${JSON.stringify(text)}; ${FORM}`);
  if (!CODES.has(code))
    throw new Error(`${place} has a code that there is not, got ${JSON.stringify(text)}; ${nearestCode(code)}`);
  return { code, ...(object === undefined ? {} : { object }) };
}

const nameOf = ({ kind, namespace, name }: MeshObject) => `${kind}/${namespace}/${name}`;

function pattern(text: string): RegExp {
  const escaped = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`);
}

/**
 * Looks whether there is an object for each of them that names one.
 * @throws Error for the first of which there is none, with the one that was meant
 */
export function requireObjects(ignored: readonly Ignored[], objects: readonly MeshObject[]): void {
  for (const { code, object } of ignored) {
    if (object === undefined) continue;
    const wanted = pattern(object);
    if (objects.some((one) => wanted.test(nameOf(one)))) continue;
    const near = nearName(object, objects.map(nameOf));
    const fix = near === undefined ? 'leave it out, or name kind, namespace and name of one' : `did you mean ${near}?`;
    throw new Error(`--ignore names no object of the manifests, got ${JSON.stringify(`${code}=${object}`)}; ${fix}`);
  }
}

/** Whether one of them is about the finding. */
export function isIgnored({ code, object }: Finding, ignored: readonly Ignored[]): boolean {
  return ignored.some((one) => one.code === code && (one.object === undefined || pattern(one.object).test(nameOf(object))));
}
