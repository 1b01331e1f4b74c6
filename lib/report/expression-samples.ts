import { expressionMatcher } from '../simulation/text-matcher';

/** How many texts are tried for one expression. */
const MOST = 24;

const CLASSES: Readonly<Record<string, string>> = { d: '1', w: 'a', s: ' ', D: 'a', W: '-', S: 'a', b: '', B: '', A: '', z: '' };

/** Reads an expression and makes texts of it. What it does not know stands for itself: texts that do not fit are dropped later. */
class Sampler {
  #at = 0;

  constructor(private readonly text: string) {}

  alternatives(): string[] {
    const found = this.#sequence();
    while (this.text[this.#at] === '|') {
      this.#at++;
      found.push(...this.#sequence());
    }
    return [...new Set(found)].slice(0, MOST);
  }

  #sequence(): string[] {
    let all = [''];
    while (this.#at < this.text.length && this.text[this.#at] !== '|' && this.text[this.#at] !== ')') {
      const next = this.#repeated(this.#one());
      all = [...new Set(all.flatMap((start) => next.map((end) => start + end)))].slice(0, MOST);
    }
    return all;
  }

  #one(): string[] {
    const character = this.text[this.#at++] ?? '';
    if (character === '(') return this.#group();
    if (character === '[') return this.#set();
    if (character === '.') return ['x', '/'];
    if (character === '^' || character === '$') return [''];
    if (character !== '\\') return [character];
    const escaped = this.text[this.#at++] ?? '';
    return [CLASSES[escaped] ?? escaped];
  }

  #group(): string[] {
    const flags = /^\?(?:P?<\w+>|[a-zA-Z-]*:|[a-zA-Z-]+(?=\)))/.exec(this.text.slice(this.#at));
    this.#at += flags?.[0].length ?? 0;
    const found = this.alternatives();
    this.#at++;
    return found;
  }

  #set(): string[] {
    const isNegated = this.text[this.#at] === '^';
    if (isNegated) this.#at++;
    const start = this.#at;
    let end = this.text.indexOf(']', start + 1);
    while (end > 0 && this.text[end - 1] === '\\') end = this.text.indexOf(']', end + 1);
    const inside = this.text.slice(start, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.text.length : end + 1;
    if (isNegated) return ['x', '1', '-', '/'].filter((one) => !inside.includes(one)).slice(0, 2);
    const escaped = /^\\(.)/.exec(inside)?.[1];
    return [escaped === undefined ? (inside[0] ?? '') : (CLASSES[escaped] ?? escaped)];
  }

  #repeated(one: string[]): string[] {
    const [count] = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(this.text.slice(this.#at)) ?? [];
    if (count === undefined) return one;
    this.#at += count.length;
    const least = count.startsWith('+') ? 1 : Number(/\d+/.exec(count)?.[0] ?? 0);
    return least === 0 ? ['', ...one] : one.map((text) => text.repeat(least));
  }
}

/** Texts that an expression takes, some of them where there are many. */
export function expressionSamples(expression: string): readonly string[] {
  const matches = expressionMatcher(expression);
  if (matches === undefined) return [];
  return new Sampler(expression).alternatives().filter(matches);
}
