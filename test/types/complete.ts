import type { Duration } from 'cdk8s';
import type { DestinationRuleSpec, GatewaySpec, ServiceEntrySpec, VirtualServiceSpec } from '../../imports/networking.istio.io';
import type { PeerAuthenticationSpec } from '../../imports/security.istio.io';
import type { Rendered, Wire } from '../../lib/core/wire';
import type { DestinationRuleProps } from '../../lib/networking/destination-rule';
import type { GatewayProps } from '../../lib/networking/gateway';
import type { ServiceEntryProps } from '../../lib/networking/service-entry';
import type { VirtualServiceProps } from '../../lib/networking/virtual-service';
import type { PeerAuthenticationProps } from '../../lib/security/peer-authentication';

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

/** Paths of the fields that the API has and props do not. */
export type Missing<Api, Props, Path extends string> = [Props] extends [never]
  ? Path
  : [Extract<Props, Whole>] extends [never]
    ? Api extends readonly (infer Item)[]
      ? MissingItems<Item, Props, Path>
      : string extends keyof Api
        ? Missing<Api[string & keyof Api], ValueOf<Props>, `${Path}.*`>
        : { [Name in keyof Api & string]-?: Missing<NonNullable<Api[Name]>, FieldOf<Props, Name>, `${Path}.${Name}`> }[keyof Api &
            string]
    : never;

/** Does not compile unless nothing is missing; the error lists what is. */
type Nothing<Paths extends never> = Paths;

/** Fields that Istio refuses to be set. */
type Refused =
  | 'Gateway.servers[].port.targetPort'
  | 'VirtualService.http[].fault.abort.http2Error'
  | 'VirtualService.http[].fault.delay.exponentialDelay';

/** An old form of a percentage that has to be given here; Istio ignores it beside the new one. */
type Replaced = 'VirtualService.http[].fault.delay.percent';

export type Complete = [
  Nothing<Missing<Wire<DestinationRuleSpec>, DestinationRuleProps, 'DestinationRule'>>,
  Nothing<Exclude<Missing<Wire<GatewaySpec>, GatewayProps, 'Gateway'>, Refused>>,
  Nothing<Exclude<Missing<Wire<VirtualServiceSpec>, VirtualServiceProps, 'VirtualService'>, Refused | Replaced>>,
  Nothing<Missing<Wire<ServiceEntrySpec>, ServiceEntryProps, 'ServiceEntry'>>,
  Nothing<Missing<Wire<PeerAuthenticationSpec>, PeerAuthenticationProps, 'PeerAuthentication'>>,
];
