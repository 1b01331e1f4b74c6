import type { NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import type { ResourceProps } from '../core/resource';
import type { ServiceHost } from '../networking/service-host';
import type { CertificateAuthority } from './certificate-authority';
import type { Listeners, NamespaceSelector } from './listener';
import type { ObjectRef } from './object-ref';

/** The classes that istiod brings: gateways, those of other clusters, waypoints, gateways between networks, and agentgateway's. */
export type GatewayClassName =
  | 'istio'
  | 'istio-remote'
  | 'istio-waypoint'
  | 'istio-east-west'
  | 'istio-agentgateway'
  | 'istio-agentgateway-waypoint';

/** Where a gateway is reached: an address that its Service gets, or a Service whose pods are there already, so that istiod deploys none. */
export type GatewayAddress =
  | {
      /** @default IPAddress */
      readonly type?: 'IPAddress';
      /** @default one that the cluster chooses */
      readonly value?: string;
    }
  | {
      readonly type: 'Hostname';
      /** The Service, of the namespace of the gateway: `ServiceHost.of(ingress.service)`, or its name. */
      readonly value: ServiceHost | string;
    };

/** What goes to all that istiod deploys for a gateway. */
export interface GatewayInfrastructure {
  /** At most 8. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** At most 16. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** ConfigMap, in the namespace of the gateway, with changes of the Deployment, the Service and the others. @default none */
  readonly parametersRef?: { readonly group: ''; readonly kind: 'ConfigMap'; readonly name: string };
}

/** What clients must show. */
export interface FrontendTls {
  /** @default clients show nothing */
  readonly validation?: {
    /** Authorities that clients' certificates come from. In another namespace they take a ReferenceGrant. */
    readonly caCertificateRefs: NonEmpty<CertificateAuthority>;
    /** `AllowInsecureFallback` lets clients in whose certificate is missing or from elsewhere. @default AllowValidOnly */
    readonly mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
  };
}

/** TLS of all listeners. */
export interface GatewayTls {
  /** What the gateway shows to backends. @default nothing */
  readonly backend?: {
    /** Secret of type `kubernetes.io/tls`. In another namespace it takes a ReferenceGrant. @default none */
    readonly clientCertificateRef?: ObjectRef;
  };
  /** What clients show to the gateway. @default nothing */
  readonly frontend?: {
    /** On all ports. */
    readonly default: FrontendTls;
    /** On single ports, each once, in place of `default`. @default none */
    readonly perPort?: readonly { readonly port: number; readonly tls: FrontendTls }[];
  };
}

/** Props of a Gateway of the Gateway API. */
export interface GatewayProps<Name extends string = string> extends ResourceProps {
  /** Who deploys and configures it. @default istio */
  readonly gatewayClassName?: GatewayClassName;
  /** Ports that are opened; at most 64. */
  readonly listeners: Listeners<Name>;
  /** At most 16. @default those that the cluster gives to the Service */
  readonly addresses?: readonly GatewayAddress[];
  /** @default none */
  readonly infrastructure?: GatewayInfrastructure;
  /** ListenerSets that may add listeners. @default none */
  readonly allowedListeners?: {
    readonly namespaces?: OneShapeOf<
      | {
          /** @default None */
          readonly from?: 'None' | 'Same' | 'All';
        }
      | { readonly from: 'Selector'; readonly selector: NamespaceSelector }
    >;
  };
  /** @default clients and the gateway show nothing but what the listeners say */
  readonly tls?: GatewayTls;
  /** The control plane that deploys it, or a tag of it, as a label. @default that of the namespace, else the default one */
  readonly controlPlane?: { readonly revision: string };
  /** Type of the Service that istiod makes, as an annotation. @default LoadBalancer, for waypoints ClusterIP */
  readonly serviceType?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /** Name of what istiod makes, as an annotation. @default that of the gateway, for the class `istio` with `-istio` behind it */
  readonly deploymentName?: string;
  /** Name of the service account of the pods, as an annotation. @default as `deploymentName` */
  readonly serviceAccountName?: string;
}
