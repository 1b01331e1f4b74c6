import type { NonEmpty } from '../core/one-of';
import type { ResourceProps } from '../core/resource';

/** Traffic that an extension sees. */
export interface TrafficSelector {
  /**
   * Requests that leave a workload (`CLIENT`), that come to one (`SERVER`), or both. What a gateway sends on leaves it.
   * @default CLIENT_AND_SERVER
   */
  readonly mode?: 'UNDEFINED' | 'CLIENT' | 'SERVER' | 'CLIENT_AND_SERVER';
  /** Numbers of ports: of the service for what leaves, of the pod for what comes. @default all */
  readonly ports?: NonEmpty<{ readonly number: number }>;
}

/** Props of everything that is put among the filters of proxies. */
export interface ExtensionProps extends ResourceProps {
  /** Order among extensions of the same phase: larger ones first. @default 0 */
  readonly priority?: number;
  /** The traffic that it sees: what one of these says. @default all */
  readonly match?: NonEmpty<TrafficSelector>;
}

/** Where an extension is, among the filters of Istio: before those of authentication, authorization or statistics. */
export type Phase = 'AUTHN' | 'AUTHZ' | 'STATS';
