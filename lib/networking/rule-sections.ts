import { isDeepStrictEqual } from 'node:util';
import type { NonEmpty } from '../core/one-of';
import type { Problem } from '../core/problem';
import { repeatedProblems } from '../core/repeated';
import type { HttpMatch } from './http-match';
import type { HttpRoute } from './http-route';
import { intersect } from './match-intersection';

/** What the maker of the rules calls the part that is not a section. */
const OWN = 'http';
const ADDED = 'addRoute';

/** A rule, and the part of the list that it is from. */
interface OwnedRule<Rule> {
  readonly owner: string;
  readonly rule: Rule;
}

/** What a condition asks of a request; that the path begins with `/` is nothing, since every path does. */
function asked({ name: _name, statPrefix: _statPrefix, uri, ...match }: HttpMatch): HttpMatch {
  return uri === undefined || uri.prefix === '' || uri.prefix === '/' ? match : { ...match, uri };
}

const EVERYTHING: readonly HttpMatch[] = [{}];

/** Whether every request that meets the second condition meets the first. */
function covers(wider: HttpMatch, narrower: HttpMatch): boolean {
  return isDeepStrictEqual(intersect(narrower, wider), narrower);
}

const ownerName = (owner: string) => (owner === OWN || owner === ADDED ? owner : `section ${owner}`);

/**
 * The HTTP rules of one VirtualService, of which several teams write parts. Their order is that of `sections`, then `http`, then
 * `addRoute`: it does not depend on which team is first.
 */
export class RuleSections<Section extends string, Rule extends HttpRoute> {
  private readonly filled = new Map<Section, readonly Rule[]>();
  private readonly added: Rule[] = [];

  constructor(
    private readonly sections: readonly Section[],
    private readonly own: readonly Rule[],
  ) {}

  /** Adds a rule behind all others. */
  add(rule: Rule): void {
    this.added.push(rule);
  }

  /** Fills a section, and says why it cannot be filled. */
  fill(section: Section, rules: NonEmpty<Rule>): Problem[] {
    if (!this.sections.includes(section)) {
      const fix = this.sections.length === 0 ? 'name it in sections' : `use one of ${this.sections.join(', ')}, or name it there`;
      return [{ field: 'sections', problem: 'has no such entry', got: section, fix }];
    }
    if (this.filled.has(section)) {
      const fix = 'give all rules of a section at once, so that their order is the one that is written, or name another section';
      return [{ field: 'sections', problem: 'has an entry that is filled twice', got: section, fix }];
    }
    this.filled.set(section, rules);
    return [];
  }

  /** The rules in their order. */
  get rules(): readonly Rule[] {
    return this.owned.map(({ rule }) => rule);
  }

  private get owned(): OwnedRule<Rule>[] {
    const of = (owner: string, rules: readonly Rule[]) => rules.map((rule) => ({ owner, rule }));
    return [
      ...this.sections.flatMap((section) => of(section, this.filled.get(section) ?? [])),
      ...of(OWN, this.own),
      ...of(ADDED, this.added),
    ];
  }

  /** Sections that are named twice. */
  namingProblems(): Problem[] {
    const names = this.sections.map((value, i) => ({ field: `sections[${i}]`, value }));
    return repeatedProblems(names, 'name each section once');
  }

  /** Rules of one team that take every request of another team's. What one team writes itself, it may write as it likes. */
  problems(): Problem[] {
    const owned = this.owned;
    return owned.flatMap(({ owner, rule }, i) => {
      const [first, ...others] = (rule.match ?? EVERYTHING).map((match) => {
        const narrower = asked(match);
        return owned
          .slice(0, i)
          .findIndex(
            (earlier) =>
              earlier.owner !== owner && (earlier.rule.match ?? EVERYTHING).some((wider) => covers(asked(wider), narrower)),
          );
      });
      if (first === undefined || first === -1 || others.includes(-1)) return [];
      return [
        {
          field: `http[${i}]`,
          problem: `of ${ownerName(owner)} never applies, since http[${first}] of ${ownerName(owned[first]?.owner ?? OWN)} takes its requests`,
          got: rule.match ?? 'every request',
          fix: 'give the earlier rule conditions that leave them, or name its section behind this one',
          code: 'IST0130',
        },
      ];
    });
  }
}
