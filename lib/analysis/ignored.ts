import type { Finding } from './finding';

/** Findings that are not wanted: of one code, everywhere or on some objects. */
export interface Ignored {
  readonly code: string;
  /** `VirtualService/shop/reviews`; a `*` in it stands for any text. @default every object */
  readonly object?: string;
}

/**
 * `IST0101`, or `IST0101=VirtualService/shop/*`.
 * @throws Error for a text of another form, with the form
 */
export function parseIgnored(text: string): Ignored {
  const [, code, object] = /^([A-Z]+[0-9]{4})(?:=([^/]+\/[^/]*\/[^/]+))?$/.exec(text) ?? [];
  if (code === undefined) {
    throw new Error(
      `--ignore is no code, got ${JSON.stringify(text)}; write IST0101, or IST0101=VirtualService/shop/reviews for one object`,
    );
  }
  return { code, ...(object === undefined ? {} : { object }) };
}

function pattern(text: string): RegExp {
  const escaped = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`);
}

/** Whether one of them is about the finding. */
export function isIgnored({ code, object: { kind, namespace, name } }: Finding, ignored: readonly Ignored[]): boolean {
  return ignored.some(
    (one) => one.code === code && (one.object === undefined || pattern(one.object).test(`${kind}/${namespace}/${name}`)),
  );
}
