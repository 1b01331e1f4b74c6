import type { GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { Resource, type ResourceProps } from '../core/resource';
import { emptyListProblems } from '../core/sizes';
import type { Backend } from './backend';
import { type Reference, referenceProblems } from './grants';
import { type Parent, type ParentReference, parentOf } from './parent';
import { grantReferences } from './reference-grant';

/** What every route takes. */
export interface RouteProps extends ResourceProps {
  /**
   * Where the route applies: Gateways, or single listeners by `gateway.listener('http')`; Services and ServiceEntries for what is sent
   * to them within the mesh.
   */
  readonly parentRefs: NonEmpty<ParentReference>;
}

/** A backend and the field in which it stands. */
export interface PlacedBackend {
  readonly field: string;
  readonly backend: Backend;
}

/** What all kinds of routes have in common. */
export abstract class Route extends Resource {
  protected readonly parents: readonly Parent[];

  /** @throws InvalidProps when there is no parent, or the name of the object is none */
  protected constructor(scope: Construct, id: string, kind: GroupVersionKind, props: RouteProps) {
    super(scope, id, kind, props.metadata);
    refuse(this.node.path, emptyListProblems('parentRefs', props.parentRefs, 'say where the route applies'));
    this.parents = props.parentRefs.map(parentOf);
  }

  /** Hosts that the route is for; none for all. */
  protected abstract get hostnames(): readonly string[];

  /** All backends, those of mirrors as well. */
  protected abstract get backends(): readonly PlacedBackend[];

  /**
   * Allows the references of this route into other namespaces, by one ReferenceGrant in each.
   * @param scope in which the grants are made
   */
  grant(scope: Construct): void {
    grantReferences(scope, this, this.references);
  }

  private get references(): Reference[] {
    return this.backends.flatMap(({ field, backend }) => backend.reference(field) ?? []);
  }

  protected override check(): Problem[] {
    const seen = { kind: this.kind, namespace: this.namespace, hostnames: this.hostnames };
    return [
      ...this.parents.flatMap((parent, i) => parent.problems(`parentRefs[${i}]`, seen)),
      // Within the mesh istiod asks for no grant.
      ...(this.parents.some(({ isGateway }) => isGateway) ? referenceProblems(this, this.references) : []),
    ];
  }

  protected get renderedParents(): object[] {
    return this.parents.map((parent) => parent.toWire(this.namespace));
  }

  protected get backendProblems(): Problem[] {
    return this.backends.flatMap(({ field, backend }) => backend.problems(field));
  }
}
