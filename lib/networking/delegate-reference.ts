import type { VirtualServiceSpecHttpMatch } from '../../imports/networking.istio.io';
import { isLeftOut } from '../admission/delegation';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { Rendered, Wire } from '../core/wire';
import type { DelegateVirtualService } from './delegate-virtual-service';
import type { RuleRef } from './destination';

/** A delegate as Istio writes it. */
export interface DelegateName {
  /** Name of the VirtualService. */
  readonly name: string;
  /** @default the namespace of the rule */
  readonly namespace?: string;
  /** A VirtualService with hosts, which is a construct, is no delegate. */
  readonly node?: undefined;
}

const NAMES: PropNames<Omit<DelegateName, 'node'>> = { name: 'required', namespace: 'optional' };

/** A delegate that this program does not define. */
export class OutsideDelegate implements Rendered {
  private constructor(private readonly reference: DelegateName) {}

  static unchecked(reference: DelegateName): OutsideDelegate {
    refuseProps('OutsideDelegate.unchecked', NAMES, reference);
    return new OutsideDelegate(reference);
  }

  toWire(): DelegateName {
    return this.reference;
  }
}

/** The VirtualService to which requests are left: the object itself, or the name of one that the program has. */
export type DelegateReference = DelegateVirtualService<string> | OutsideDelegate | DelegateName;

const delegates = new PerApp(() => new Map<string, DelegateVirtualService<string>>());

const keyOf = (name: string, namespace: string | undefined) => (namespace === undefined ? name : `${namespace}/${name}`);

/** Makes a delegate known to the rules of its app. */
export function defineDelegate(delegate: DelegateVirtualService<string>): void {
  delegates.of(delegate).set(keyOf(delegate.name, delegate.namespace), delegate);
}

/**
 * What the program does not have of a delegate, and rules of it that never apply.
 * @param match conditions, as they stand in YAML, of the rule that delegates
 */
export function delegationProblems(
  field: string,
  reference: DelegateReference | undefined,
  match: readonly Wire<VirtualServiceSpecHttpMatch>[] | undefined,
  rule: RuleRef,
): Problem[] {
  if (reference === undefined || reference instanceof OutsideDelegate) return [];
  const got = keyOf(reference.name, reference.namespace ?? rule.namespace);
  const delegate = delegates.of(rule).get(got);
  if (delegate === undefined) {
    const fix = 'pass a DelegateVirtualService of it, or OutsideDelegate.unchecked(...) for one outside of it';
    return [{ field, problem: 'is no delegate of this program', got, fix, code: 'IST0101' }];
  }
  if (!delegate.isSeenFrom(rule.namespace)) {
    const fix = `add ${rule.namespace ?? 'the namespace of the rule'} to its exportTo`;
    return [{ field, problem: 'is not exported to the namespace of the rule', got, fix }];
  }
  const problem = 'has a rule that Istio leaves out, since its conditions are not among those of this one';
  const fix = 'narrow its match, or widen the one here';
  return delegate
    .renderRules()
    .flatMap((inner, i) => (isLeftOut(match, inner.match) ? [{ field, problem, got: `${got}: http[${i}]`, fix }] : []));
}
