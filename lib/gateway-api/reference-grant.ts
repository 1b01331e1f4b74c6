import type { Construct } from 'constructs';
import { ReferenceGrant as Api, type ReferenceGrantSpec } from '../../imports/gateway.networking.k8s.io';
import type { NonEmpty } from '../core/one-of';
import { refuse } from '../core/problem';
import { type PropNames, pathOf, propProblems, refuseProps } from '../core/prop-names';
import { Resource, type ResourceProps } from '../core/resource';
import { emptyListProblems } from '../core/sizes';
import type { Wire } from '../core/wire';
import { type GrantedFromKind, type GrantedKind, noteGrant, type Reference, type Referrer, ungranted } from './grants';

/** Objects that may refer. */
export interface GrantFrom {
  readonly kind: GrantedFromKind;
  /** Namespace that they are in. */
  readonly namespace: string;
  /** @default gateway.networking.k8s.io */
  readonly group?: 'gateway.networking.k8s.io';
}

/** Objects that may be referred to. */
export interface GrantTo {
  readonly kind: GrantedKind;
  /** @default all of the kind */
  readonly name?: string;
  /** @default the core group */
  readonly group?: '';
}

/** Props of a ReferenceGrant. */
export interface ReferenceGrantProps extends ResourceProps {
  /** Who may refer to objects of this namespace. */
  readonly from: NonEmpty<GrantFrom>;
  /** What may be referred to. */
  readonly to: NonEmpty<GrantTo>;
}

const FROM: PropNames<GrantFrom> = { kind: 'required', namespace: 'required', group: 'optional' };
const TO: PropNames<GrantTo> = { kind: 'required', name: 'optional', group: 'optional' };
const NAMES: PropNames<ReferenceGrantProps> = { metadata: 'optional', from: 'required list', to: 'required list' };

/**
 * Allows routes or gateways of other namespaces to refer to Services or Secrets of this one.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export class ReferenceGrant extends Resource {
  /** @throws InvalidProps when a list is empty, or the name of the object is none */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: ReferenceGrantProps,
  ) {
    const path = pathOf(scope, id);
    refuseProps(path, NAMES, definition);
    refuse(path, [
      ...definition.from.flatMap((each, i) => propProblems(FROM, each, `from[${i}]`)),
      ...definition.to.flatMap((each, i) => propProblems(TO, each, `to[${i}]`)),
    ]);
    super(scope, id, Api.GVK, definition.metadata);
    const { from, to } = definition;
    refuse(this.node.path, [
      ...emptyListProblems('from', from, 'say who may refer'),
      ...emptyListProblems('to', to, 'say what may be referred to'),
    ]);
    noteGrant(this, { namespace: this.namespace, from, to });
  }

  protected override toSpec(): Wire<ReferenceGrantSpec> {
    return {
      from: this.definition.from.map(({ kind, namespace }) => ({ group: 'gateway.networking.k8s.io', kind, namespace })),
      to: this.definition.to.map(({ kind, name }) => ({ group: '', kind, ...(name !== undefined && { name }) })),
    };
  }
}

/**
 * Makes what the references of an object into other namespaces need: one ReferenceGrant for each namespace, which names exactly what is
 * referred to. Of those that the program has already, none is made again.
 * @param scope in which they are made; their namespaces are those of what is referred to
 */
export function grantReferences(
  scope: Construct,
  referrer: Referrer & { readonly name: string },
  all: readonly Reference[],
): void {
  const missing = ungranted(referrer, all);
  for (const namespace of new Set(missing.map((reference) => reference.namespace))) {
    const named = missing.filter((reference) => reference.namespace === namespace);
    const to = new Map(named.map(({ kind, name }) => [`${kind}/${name}`, { kind, name }]));
    const id = [referrer.kind.toLowerCase(), referrer.namespace, referrer.name].join('-');
    new ReferenceGrant(scope, `${id}.${namespace}`, {
      metadata: { name: id, namespace },
      from: [{ kind: referrer.kind as GrantedFromKind, namespace: referrer.namespace! }],
      to: [...to.values()] as unknown as NonEmpty<GrantTo>,
    });
  }
}
