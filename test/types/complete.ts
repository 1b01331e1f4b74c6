import type { Duration } from 'cdk8s';
import type { TrafficExtensionSpec, WasmPluginSpec } from '../../imports/extensions.istio.io';
import type {
  DestinationRuleSpec,
  EnvoyFilterSpec,
  GatewaySpec,
  ProxyConfigSpec,
  ServiceEntrySpec,
  SidecarSpec,
  VirtualServiceSpec,
  WorkloadEntrySpec,
  WorkloadGroupSpec,
} from '../../imports/networking.istio.io';
import type { AuthorizationPolicySpec, PeerAuthenticationSpec, RequestAuthenticationSpec } from '../../imports/security.istio.io';
import type { TelemetrySpec } from '../../imports/telemetry.istio.io';
import type { Rendered, Wire } from '../../lib/core/wire';
import type { TrafficExtensionProps } from '../../lib/extensions/traffic-extension';
import type { WasmPluginProps } from '../../lib/extensions/wasm-plugin';
import type { DestinationRuleProps } from '../../lib/networking/destination-rule';
import type { EnvoyFilterProps } from '../../lib/networking/envoy-filter';
import type { GatewayProps } from '../../lib/networking/gateway';
import type { ProxyConfigProps } from '../../lib/networking/proxy-config';
import type { ServiceEntryProps } from '../../lib/networking/service-entry';
import type { SidecarProps } from '../../lib/networking/sidecar';
import type { VirtualServiceProps } from '../../lib/networking/virtual-service';
import type { WorkloadEntryProps } from '../../lib/networking/workload-entry';
import type { WorkloadGroupProps } from '../../lib/networking/workload-group';
import type { AuthorizationPolicyProps } from '../../lib/security/authorization-policy';
import type { PeerAuthenticationProps } from '../../lib/security/peer-authentication';
import type { RequestAuthenticationProps } from '../../lib/security/request-authentication';
import type { TelemetryProps } from '../../lib/telemetry/telemetry';

/** What stands for a field as a whole, so that nothing below it is asked for. */
type Whole = string | number | boolean | Duration | Rendered;

type FieldOf<T, Name> = NonNullable<T extends unknown ? (Name extends keyof T ? T[Name] : never) : never>;
type ItemOf<T> = T extends readonly (infer Item)[] ? Item : never;
type ValueOf<T> = T extends readonly unknown[]
  ? never
  : string extends keyof T
    ? T[string & keyof T]
    : number extends keyof T
      ? T[number & keyof T]
      : never;

/** Paths of the fields that a list has and props do not. A list whose entries have a name may be a record by name. */
type MissingItems<Item, Props, Path extends string> = [ItemOf<Props>] extends [never]
  ? Missing<Omit<Item, 'name'>, ValueOf<Props>, `${Path}.<name>`>
  : Missing<Item, ItemOf<Props>, `${Path}[]`>;

/** What is of a form that the API does not know, such as the settings of a plugin. */
type IsFree<Api> = 0 extends 1 & Api ? true : false;

/** Paths of the fields that the API has and props do not. */
export type Missing<Api, Props, Path extends string> = [Props] extends [never]
  ? Path
  : [Extract<Props, Whole>] extends [never]
    ? IsFree<Api> extends true
      ? never
      : Api extends readonly (infer Item)[]
        ? MissingItems<Item, Props, Path>
        : string extends keyof Api
          ? Missing<Api[string & keyof Api], ValueOf<Props>, `${Path}.*`>
          : {
              [Name in keyof Api & string]-?: Missing<NonNullable<Api[Name]>, FieldOf<Props, Name>, `${Path}.${Name}`>;
            }[keyof Api & string]
    : never;

/** Does not compile unless nothing is missing; the error lists what is. */
export type Nothing<Paths extends never> = Paths;

/** Fields that Istio refuses to be set. */
type Refused =
  | 'Gateway.servers[].port.targetPort'
  | 'VirtualService.http[].fault.abort.http2Error'
  | 'VirtualService.http[].fault.delay.exponentialDelay'
  | 'WorkloadGroup.probe.grpc';

/** Fields of a gateway's server that a sidecar refuses, or does nothing about. */
type ForGateways =
  | `Sidecar.${'egress' | 'ingress'}[].port.targetPort`
  | `Sidecar.ingress[].tls.${'caCertCredentialName' | 'credentialName' | 'credentialNames' | 'httpsRedirect' | 'subjectAltNames'}`
  | `Sidecar.ingress[].tls.${'tlsCertificates' | 'verifyCertificateHash' | 'verifyCertificateSpki'}`;

/** Fields that istiod does nothing about, or puts its own in place of. */
type Unread =
  | 'EnvoyFilter.configPatches[].match.listener.portName'
  | 'WorkloadGroup.template.address'
  | 'WorkloadGroup.template.labels';

/** An old form of a percentage that has to be given here; Istio ignores it beside the new one. */
type Replaced = 'VirtualService.http[].fault.delay.percent';

export type Complete = [
  Nothing<Missing<Wire<DestinationRuleSpec>, DestinationRuleProps, 'DestinationRule'>>,
  Nothing<Exclude<Missing<Wire<GatewaySpec>, GatewayProps, 'Gateway'>, Refused>>,
  Nothing<Exclude<Missing<Wire<VirtualServiceSpec>, VirtualServiceProps, 'VirtualService'>, Refused | Replaced>>,
  Nothing<Missing<Wire<ServiceEntrySpec>, ServiceEntryProps, 'ServiceEntry'>>,
  Nothing<Missing<Wire<PeerAuthenticationSpec>, PeerAuthenticationProps, 'PeerAuthentication'>>,
  Nothing<Missing<Wire<AuthorizationPolicySpec>, AuthorizationPolicyProps, 'AuthorizationPolicy'>>,
  Nothing<Missing<Wire<RequestAuthenticationSpec>, RequestAuthenticationProps, 'RequestAuthentication'>>,
  Nothing<Missing<Wire<TelemetrySpec>, TelemetryProps, 'Telemetry'>>,
  Nothing<Exclude<Missing<Wire<SidecarSpec>, SidecarProps, 'Sidecar'>, ForGateways>>,
  Nothing<Exclude<Missing<Wire<EnvoyFilterSpec>, EnvoyFilterProps, 'EnvoyFilter'>, Unread>>,
  Nothing<Missing<Wire<WorkloadEntrySpec>, WorkloadEntryProps, 'WorkloadEntry'>>,
  Nothing<Exclude<Missing<Wire<WorkloadGroupSpec>, WorkloadGroupProps, 'WorkloadGroup'>, Refused | Unread>>,
  Nothing<Missing<Wire<ProxyConfigSpec>, ProxyConfigProps, 'ProxyConfig'>>,
  Nothing<Missing<Wire<WasmPluginSpec>, WasmPluginProps, 'WasmPlugin'>>,
  Nothing<Missing<Wire<TrafficExtensionSpec>, TrafficExtensionProps, 'TrafficExtension'>>,
];
