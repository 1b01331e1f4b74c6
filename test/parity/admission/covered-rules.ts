import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['lib/admission', 'lib/admission/gateway-api', 'lib/core/schema'];
const PROBLEM = /problem: (?:'((?:[^'\\]|\\.)*)'|`([^`]*)`)/g;

/** One problem that our rules speak of. */
interface Rule {
  readonly file: string;
  readonly problem: string;
  readonly form: RegExp;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Reads the problems out of the source of the rules. */
function readRules(): Rule[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        [...readFileSync(join(folder, file), 'utf8').matchAll(PROBLEM)].map(([, plain, template]) => {
          const problem = plain?.replace(/\\(.)/g, '$1') ?? template ?? '';
          const form =
            template === undefined
              ? escaped(problem)
              : problem
                  .split(/\$\{[^}]*\}/)
                  .map(escaped)
                  .join('.*');
          return { file: join(folder, file), problem, form: new RegExp(` ${form}(, got |; )`, 's') };
        }),
      ),
  );
}

/** Counts which problems were seen. */
export class CoveredRules {
  readonly #rules = readRules();
  readonly #seen = new Set<Rule>();

  add(descriptions: readonly string[]): void {
    for (const rule of this.#rules) {
      if (!this.#seen.has(rule) && descriptions.some((text) => rule.form.test(text))) this.#seen.add(rule);
    }
  }

  get size(): number {
    return this.#rules.length;
  }

  /** The problems that nothing had. */
  get missing(): readonly string[] {
    return this.#rules.filter((rule) => !this.#seen.has(rule)).map(({ file, problem }) => `${file}: ${problem}`);
  }
}
