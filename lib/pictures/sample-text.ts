import type { TextMatch } from '../model/virtual-service';
import { textMatcher } from '../simulation/text-matcher';

const ESCAPED: Readonly<Record<string, string>> = { d: '1', w: 'a', s: ' ', b: '', D: 'a', W: '-', S: 'a', n: '\n', t: '\t' };

/** Writes one text that an expression takes, for the expressions that routes have: the first of several, the least of what repeats. */
class Sampler {
  #at = 0;

  constructor(private readonly expression: string) {}

  /** Up to the end of the group. */
  alternatives(): string {
    const first = this.#sequence();
    while (this.expression[this.#at] === '|') {
      this.#at++;
      this.#sequence();
    }
    return first;
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.expression.length && !'|)'.includes(this.expression[this.#at] as string))
      text += this.#repeated(this.#one());
    return text;
  }

  #repeated(one: string): string {
    const [all = '', least] = /^(?:\{(\d+)[^}]*\}|[*+?])\??/.exec(this.expression.slice(this.#at)) ?? [];
    this.#at += all.length;
    if (all.startsWith('{')) return one.repeat(Number(least));
    return all.startsWith('*') || all.startsWith('?') ? '' : one;
  }

  #one(): string {
    const letter = this.expression[this.#at++] as string;
    if (letter === '^' || letter === '$') return '';
    if (letter === '.') return 'a';
    if (letter === '\\') {
      const next = this.expression[this.#at++] ?? '';
      return ESCAPED[next] ?? next;
    }
    if (letter === '[') return this.#ofClass();
    if (letter !== '(') return letter;
    const [flags = ''] = /^\?(?:P?<\w+>|[a-z]*:)/.exec(this.expression.slice(this.#at)) ?? [];
    this.#at += flags.length;
    const inside = this.alternatives();
    this.#at++;
    return inside;
  }

  #ofClass(): string {
    const [all = '', not, content = ''] = /^(\^?)((?:\\.|[^\]\\])+)\]/.exec(this.expression.slice(this.#at)) ?? [];
    this.#at += all.length;
    const inside = new RegExp(`[${content.replaceAll('[', '\\[')}]`);
    if (not === '^') return ['a', '1', '-', 'Z'].find((one) => !inside.test(one)) ?? '~';
    const first = content[0] ?? '';
    return first === '\\' ? (ESCAPED[content[1] ?? ''] ?? content[1] ?? '') : first;
  }
}

function candidates(expression: string): string[] {
  const bare = expression.replace(/^\(\?[a-z]+\)/, '');
  try {
    return [new Sampler(bare).alternatives(), bare];
  } catch {
    return [bare];
  }
}

/** A text that a condition takes; undefined where none was found. */
export function sampleOf(match: TextMatch, otherwise: string): string | undefined {
  const { exact, prefix, regex } = match;
  if (exact !== undefined) return exact;
  if (prefix !== undefined) return prefix;
  if (regex === undefined) return otherwise;
  const takes = textMatcher(match);
  return [otherwise, ...candidates(regex)].find(takes);
}
