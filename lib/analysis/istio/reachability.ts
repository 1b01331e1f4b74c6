import type { Values } from '../../core/schema/values';
import type { Mesh } from '../../model';
import { covers, type PrefixCondition, prefixCondition, type VirtualService } from './covered-prefix';
import { conditionText } from './same-condition';

/** A rule or condition of a VirtualService that Istio says takes no request. */
export interface Unreached {
  readonly on: VirtualService;
  /** From the top of the object: `spec.http[1].match[0]`. */
  readonly field: string;
  /** The rule or condition that takes the requests before. */
  readonly taker: string;
  /** What is not reached: all of a rule, or a condition, which is the same as another one or narrower. */
  readonly what: 'rule' | 'same condition' | 'narrower condition';
}

const LISTS = ['http', 'tcp', 'tls'] as const;

function* unreachedIn(on: VirtualService, list: (typeof LISTS)[number]): Iterable<Unreached> {
  const rules: readonly { readonly match?: readonly Values[] }[] = on.spec[list] ?? [];
  const known = new Map<string, string>();
  let takesAll: string | undefined;
  for (const [i, { match = [] }] of rules.entries()) {
    const field = `spec.${list}[${i}]`;
    if (takesAll !== undefined) yield { on, field, taker: takesAll, what: 'rule' };
    if (match.length === 0) takesAll = field;
    if (takesAll !== undefined) continue;
    let repeated: string | undefined;
    let repetitions = 0;
    for (const [j, condition] of match.entries()) {
      const text = conditionText(condition);
      const taker = known.get(text);
      if (taker === undefined) {
        known.set(text, `${field}.match[${j}]`);
        continue;
      }
      repeated = taker;
      repetitions++;
      yield { on, field: `${field}.match[${j}]`, taker, what: 'same condition' };
    }
    if (repeated !== undefined && repetitions === match.length) yield { on, field, taker: repeated, what: 'rule' };
  }
}

/** Conditions on the path that are compared: those before the first rule without any, each once. */
function prefixes({ spec: { http = [] } }: VirtualService): PrefixCondition[] {
  const known = new Set<string>();
  const found: PrefixCondition[] = [];
  for (const [i, { match = [] }] of http.entries()) {
    if (match.length === 0) break;
    for (const [j, condition] of match.entries()) {
      const text = conditionText(condition);
      const prefix = known.has(text) ? undefined : prefixCondition(`spec.http[${i}].match[${j}]`, condition);
      known.add(text);
      if (prefix !== undefined) found.push(prefix);
    }
  }
  return found;
}

function* narrowerIn(on: VirtualService): Iterable<Unreached> {
  const all = prefixes(on);
  for (const [i, later] of all.entries()) {
    const earlier = all.slice(0, i).find((one) => covers(one, later));
    if (earlier !== undefined) yield { on, field: later.field, taker: earlier.field, what: 'narrower condition' };
  }
}

/** All that is not reached by what Istio looks at, which leaves out sourceLabels, gateways, sourceNamespace and scheme of narrower conditions. */
export function unreached(mesh: Mesh): readonly Unreached[] {
  return mesh.once('unreached rules', () =>
    mesh
      .of('networking.istio.io/VirtualService')
      .flatMap((on) => [...LISTS.flatMap((list) => [...unreachedIn(on, list)]), ...narrowerIn(on)]),
  );
}
