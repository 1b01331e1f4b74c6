import type { MeshOptions } from '../../../lib/model';
import { found } from '../found';

/** Meshes of one rule, by what is special about them. */
export interface RuleCases {
  readonly code: string;
  /** Each with a text that the finding has. */
  readonly trips: Readonly<Record<string, readonly [manifests: string, text: string]>>;
  /** Each one step away from a mistake. */
  readonly misses: Readonly<Record<string, string>>;
  readonly options?: MeshOptions;
}

/** The tests of a rule: what it finds, once, and what it must not. */
export function testRule({ code, trips, misses, options }: RuleCases): void {
  test.each(Object.entries(trips))(`${code} is found: %s`, (_, [manifests, text]) => {
    expect(found(manifests, code, options)).toEqual([expect.stringContaining(text)]);
  });
  test.each(Object.entries(misses))(`${code} is not found: %s`, (_, manifests) => {
    expect(found(manifests, code, options)).toEqual([]);
  });
}
