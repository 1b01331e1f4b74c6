import { append } from '../core/grouped';
import { compareText } from '../model/mesh-object';
import type { Rule } from './rule';

function section([rule, ...others]: readonly [Rule, ...Rule[]]): string {
  const kiali = [rule, ...others].flatMap((one) => one.kiali ?? []);
  const paragraphs = [rule, ...others].map(({ title, explanation, fix, level }) =>
    [`**${title}** (${level}). ${explanation}`, '', `To mend it: ${fix}.`].join('\n'),
  );
  const known = kiali.length === 0 ? [] : [`Kiali says the same as ${[...new Set(kiali)].join(', ')}.`];
  return [`### ${rule.code}`, ...paragraphs, ...known].join('\n\n');
}

/** What each code means, as Markdown: one section a code, in the order of the codes. */
export function referenceOf(rules: readonly Rule[]): string {
  const byCode = new Map<string, [Rule, ...Rule[]]>();
  for (const rule of rules) {
    append(byCode, rule.code, rule);
  }
  const sorted = [...byCode].sort(([a], [b]) => compareText(a, b));
  return sorted.map(([, same]) => section(same)).join('\n\n');
}
