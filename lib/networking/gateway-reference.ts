import { isDnsLabel, isDnsName } from '../admission/hosts';
import type { Problem } from '../core/problem';
import type { Rendered } from '../core/wire';
import type { Gateway } from './gateway';

/** A Gateway that this program does not define. */
export class OutsideGateway implements Rendered {
  private constructor(private readonly reference: string) {}

  /** @param reference `<namespace>/<name>`, or the name alone for one in the namespace of the rule */
  static unchecked(reference: string): OutsideGateway {
    return new OutsideGateway(reference);
  }

  toWire(): string {
    return this.reference;
  }
}

/** Where a rule applies: at a Gateway, or with `'mesh'` in every sidecar. */
export type GatewayReference = Gateway | OutsideGateway | 'mesh';

function isReference(reference: string): boolean {
  const slash = reference.indexOf('/');
  if (slash === -1) return isDnsName(reference);
  return isDnsLabel(reference.slice(0, slash)) && isDnsLabel(reference.slice(slash + 1));
}

/** Problems of the places where a rule applies. Istio looks no further than to the first name that has no namespace. */
export function gatewayReferenceProblems(field: string, gateways: readonly GatewayReference[] = []): Problem[] {
  const references = gateways.map((gateway) => (typeof gateway === 'string' ? gateway : gateway.toWire(undefined)));
  const short = references.findIndex((reference) => !reference.includes('/'));
  return references.slice(0, short === -1 ? undefined : short + 1).flatMap((reference, i) => {
    if (isReference(reference)) return [];
    const fix = 'use <namespace>/<name>, each of letters, digits and -';
    return [{ field: `${field}[${i}]`, problem: 'is not the name of a Gateway', got: reference, fix }];
  });
}
