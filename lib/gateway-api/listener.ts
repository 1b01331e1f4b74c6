import type { NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import type { GrantedFromKind } from './grants';
import type { ObjectRef } from './object-ref';

/** Picks namespaces by their labels. */
export interface NamespaceSelector {
  /** Labels that a namespace must have; each has its name in `kubernetes.io/metadata.name`. @default any */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Conditions on labels, all of which must hold. @default none */
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    /** @default none, as for `Exists` */
    readonly values?: readonly string[];
  }[];
}

/** Kinds of routes. */
export type RouteKind = Exclude<GrantedFromKind, 'Gateway' | 'ListenerSet'>;

/** Routes that may use a listener. */
export interface AllowedRoutes {
  /** Namespaces of the routes. @default that of the gateway */
  readonly namespaces?: OneShapeOf<
    | {
        /** Those of the gateway's namespace, or of all. @default Same */
        readonly from?: 'Same' | 'All';
      }
    | { readonly from: 'Selector'; readonly selector: NamespaceSelector }
  >;
  /** Kinds of the routes. @default those that go with the protocol */
  readonly kinds?: readonly {
    readonly kind: RouteKind;
    /** @default gateway.networking.k8s.io */
    readonly group?: 'gateway.networking.k8s.io';
  }[];
}

/** Where the certificates of a listener come from, and what clients show, beside Secrets. */
export interface TerminationOptions {
  /**
   * `MUTUAL` asks clients for a certificate, `OPTIONAL_MUTUAL` takes those without as well; `ISTIO_SIMPLE` and `ISTIO_MUTUAL` use the
   * certificates that Istio gives. Others are those of Secrets.
   */
  readonly 'gateway.istio.io/tls-terminate-mode'?: 'MUTUAL' | 'OPTIONAL_MUTUAL' | 'ISTIO_SIMPLE' | 'ISTIO_MUTUAL';
  readonly [option: string]: string | undefined;
}

/** TLS ends at the gateway, with certificates of Secrets. */
interface BySecret {
  /** Secrets of type `kubernetes.io/tls`: one, or an RSA and an ECDSA one. In another namespace they take a ReferenceGrant. */
  readonly certificateRefs: readonly [ObjectRef] | readonly [ObjectRef, ObjectRef];
  /** @default none */
  readonly options?: TerminationOptions;
}

/** TLS ends at the gateway, with the certificates that Istio gives. */
interface ByIstio {
  readonly options: TerminationOptions & {
    readonly 'gateway.istio.io/tls-terminate-mode': 'ISTIO_SIMPLE' | 'ISTIO_MUTUAL';
  };
}

type Termination = OneShapeOf<BySecret | ByIstio>;

interface Base<Name extends string> {
  /** Name of the listener, which no other of the gateway has. */
  readonly name: Name;
  /** Port that is opened. */
  readonly port: number;
  /** Routes that may use it. @default those of the gateway's namespace, of kinds that go with the protocol */
  readonly allowedRoutes?: AllowedRoutes;
}

interface Hosted {
  /** Host that is served, `*.` at the beginning allowed. @default all */
  readonly hostname?: string;
}

interface Http extends Hosted {
  readonly protocol: 'HTTP';
}

interface Https extends Hosted {
  readonly protocol: 'HTTPS';
  readonly tls: Termination & {
    /** @default Terminate */
    readonly mode?: 'Terminate';
  };
}

interface Passthrough {
  /** TLS is not opened. */
  readonly mode: 'Passthrough';
  /** @default none */
  readonly options?: Readonly<Record<string, string>>;
}

interface Tls extends Hosted {
  readonly protocol: 'TLS';
  readonly tls: OneShapeOf<Passthrough | (Termination & { readonly mode: 'Terminate' })>;
}

interface Tcp {
  readonly protocol: 'TCP';
}

/** For waypoints and gateways between networks. */
interface Hbone {
  readonly protocol: 'HBONE';
  readonly tls?: Termination & { readonly mode?: 'Terminate' };
}

/** A port that a gateway opens. */
export type Listener<Name extends string = string> = OneShapeOf<Base<Name> & (Http | Https | Tls | Tcp | Hbone)>;

/** Listeners, of which there is one at least. */
export type Listeners<Name extends string = string> = NonEmpty<Listener<Name>>;
