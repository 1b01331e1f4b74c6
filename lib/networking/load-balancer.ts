import type { Duration } from 'cdk8s';
import type { AtMostOneOf } from '../core/one-of';
import type { ConsistentHash } from './consistent-hash';
import type { LocalityLbSetting } from './locality-lb-setting';
import type { ZoneAwareLbSetting } from './zone-aware-lb-setting';

/**
 * Ways to pick a pod without further settings. `PASSTHROUGH` sends the connection to the address that the client asked for.
 * `LEAST_CONN` is the old name of `LEAST_REQUEST`.
 */
export type SimpleLoadBalancer = 'UNSPECIFIED' | 'LEAST_REQUEST' | 'ROUND_ROBIN' | 'RANDOM' | 'PASSTHROUGH' | 'LEAST_CONN';

/** A slow start for new pods. */
export interface Warmup {
  /** Time from its start in which a pod gets more and more. */
  readonly duration: Duration;
  /** What a pod gets at first, in percent of its share. @default 10 */
  readonly minimumPercent?: number;
  /** How fast it gets more: 1 in a straight line, above 1 faster at the end. More than 0. @default 1 */
  readonly aggression?: number;
}

/** How a pod is picked, of all those of a host. */
export type LoadBalancer = AtMostOneOf<{
  /** The way to pick. @default LEAST_REQUEST */
  simple: SimpleLoadBalancer;
  /** Pick the same pod for requests that agree in one thing. */
  consistentHash: ConsistentHash;
}> &
  AtMostOneOf<{
    /** Preference by place. */
    localityLbSetting: LocalityLbSetting;
    /** Preference for the zone of the client, by as much as its pods can take. */
    zoneAwareLbSetting: ZoneAwareLbSetting;
  }> &
  AtMostOneOf<{
    /** A slow start for new pods; for `LEAST_REQUEST` and `ROUND_ROBIN`. @default none */
    warmup: Warmup;
    /** @deprecated use `warmup` */
    warmupDurationSecs: Duration;
  }>;
