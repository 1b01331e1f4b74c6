import type { Problem } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { Rendered } from '../core/wire';
import { ServiceEntry } from '../networking/service-entry';
import type { ServiceRef } from '../networking/service-host';
import { nameSeenFrom, type ObjectRef } from './object-ref';

/** A route, as far as a gateway asks. */
export interface RouteSeen {
  readonly kind: string;
  readonly namespace: string | undefined;
  /** Hosts that the route is for; none for all. */
  readonly hostnames: readonly string[];
}

/** A gateway of this program, as far as a route asks. */
export interface AttachableGateway extends ObjectRef {
  /** Why none of its listeners, or not the one that is named, takes a route. */
  attachmentProblems(field: string, route: RouteSeen, sectionName: string | undefined): Problem[];
}

/** A parent as the API writes it, for objects that this program does not define. */
export interface UncheckedParent {
  readonly name: string;
  /** @default that of the route */
  readonly namespace?: string;
  /** @default gateway.networking.k8s.io */
  readonly group?: string;
  /** @default Gateway */
  readonly kind?: string;
  /** Name of one listener. @default all */
  readonly sectionName?: string;
  /** @default every port */
  readonly port?: number;
}

interface Section {
  readonly sectionName?: string;
  readonly port?: number;
}

interface Kind {
  readonly group?: string;
  readonly kind?: string;
}

const NAMES: PropNames<UncheckedParent> = {
  name: 'required',
  namespace: 'optional',
  group: 'optional',
  kind: 'optional',
  sectionName: 'optional',
  port: 'optional',
};

/** What a route applies to: a gateway, one of its listeners, or the callers of a service in the mesh. */
export class Parent implements Rendered {
  private constructor(
    private readonly object: ObjectRef,
    private readonly what: Kind,
    private readonly section: Section,
    private readonly gateway?: AttachableGateway,
  ) {}

  /** Made by the Gateway. */
  static gateway(gateway: AttachableGateway, sectionName?: string): Parent {
    return new Parent(gateway, {}, { sectionName }, gateway);
  }

  /**
   * All that is sent to a Service within the mesh.
   * @param port number of one of its ports; all where it is left out
   */
  static service(service: ServiceRef, port?: number): Parent {
    return new Parent(service, { group: '', kind: 'Service' }, { port });
  }

  /**
   * All that is sent to the hosts of a ServiceEntry.
   * @param port number of one of its ports; all where it is left out
   */
  static serviceEntry(entry: ServiceEntry, port?: number): Parent {
    return new Parent(entry, { group: 'networking.istio.io', kind: 'ServiceEntry' }, { port });
  }

  /** A parent that this program does not define, taken as it is written. */
  static unchecked(reference: UncheckedParent): Parent {
    refuseProps('Parent.unchecked', NAMES, reference);
    const { name, namespace, group, kind, sectionName, port } = reference;
    return new Parent({ name, metadata: { namespace } }, { group, kind }, { sectionName, port });
  }

  /** Whether it is a gateway, whose traffic comes from outside of the mesh. */
  get isGateway(): boolean {
    return this.what.kind === undefined || this.what.kind === 'Gateway';
  }

  /** Problems of a route at this parent. */
  problems(field: string, route: RouteSeen): Problem[] {
    const { object, what } = this;
    const given = 'kind' in object ? object.kind : undefined;
    if (what.kind === 'Service' && given !== undefined && given !== 'Service') {
      const fix = 'give a Gateway of the Gateway API, one of its listeners, a Service or a ServiceEntry';
      return [{ field, problem: 'is nothing that a route applies to', got: `${given} ${object.name}`, fix }];
    }
    return this.gateway?.attachmentProblems(field, route, this.section.sectionName) ?? [];
  }

  toWire(namespace: string | undefined): object {
    const { group, kind } = this.what;
    const { sectionName, port } = this.section;
    return {
      ...(group !== undefined && { group }),
      ...(kind !== undefined && { kind }),
      ...nameSeenFrom(this.object, namespace),
      ...(sectionName !== undefined && { sectionName }),
      ...(port !== undefined && { port }),
    };
  }
}

/**
 * Where a route applies: at a Gateway of the Gateway API or one of its listeners, or in the mesh for what is sent to a Service or
 * ServiceEntry.
 */
export type ParentReference = Parent | { readonly parent: Parent } | ServiceEntry | ServiceRef;

/** The parent that a reference stands for. */
export function parentOf(reference: ParentReference): Parent {
  if (reference instanceof Parent) return reference;
  if ('parent' in reference) return reference.parent;
  return reference instanceof ServiceEntry ? Parent.serviceEntry(reference) : Parent.service(reference);
}
