import type { MeshOptions } from '../../../lib/model';
import { found } from '../found';

/** What is found: the objects it is about with their messages, without the code. */
export type Found = readonly string[];

/**
 * Tests a rule.
 * @param trips what it finds, each with the messages
 * @param misses manifests like them in which it finds nothing
 */
export function checkRule(
  code: string,
  trips: readonly (readonly [string, string, Found, MeshOptions?])[],
  misses: readonly (readonly [string, string, MeshOptions?])[],
): void {
  describe(code, () => {
    for (const [name, manifests, expected, options] of trips) {
      test(`is found where ${name}`, () => {
        expect(found(manifests, code, options).map((one) => one.slice(code.length + 1))).toEqual(expected);
      });
    }
    for (const [name, manifests, options] of misses) {
      test(`is not found where ${name}`, () => {
        expect(found(manifests, code, options)).toEqual([]);
      });
    }
  });
}
