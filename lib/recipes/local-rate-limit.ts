import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { durationProblems, formatDuration } from '../core/format';
import { wholeNumberProblems } from '../core/numbers';
import type { NonEmpty } from '../core/one-of';
import { refuse } from '../core/problem';
import { type PropNames, pathOf, propProblems, refuseProps } from '../core/prop-names';
import { EnvoyFilter } from '../networking/envoy-filter';
import type { TypedConfig } from '../networking/envoy-filter-patch';
import type { WorkloadRef } from '../networking/workload';
import { limitedBy } from './limited-workload';
import { COUNTED_NAMES, type CountedRequests, entriesOf, limitsProblems, rateLimitsOf } from './rate-limit';

/** Requests that pass in some time, in each pod. */
export interface LocalLimit extends CountedRequests {
  /** The time. */
  readonly per: Duration;
}

/** Props of a LocalRateLimit. */
export interface LocalRateLimitProps {
  /** The workload that is limited, or a gateway. */
  readonly workload: WorkloadRef;
  /** All of them hold. Of two that differ in `client`, the one for that client holds in place of the other. */
  readonly limits: NonEmpty<LocalLimit>;
  /** Clients, for each limit, whose requests are remembered; beyond that, who was not seen for longest starts anew. @default 1000 */
  readonly rememberedClients?: number;
  /** Whether answers say what is left, in headers `x-ratelimit-*`. @default false */
  readonly headers?: boolean;
}

const DEFAULT_REMEMBERED = 1000;
const ALWAYS = { numerator: 100, denominator: 'HUNDRED' };

function bucketOf({ requests, per }: LocalLimit): object {
  return { max_tokens: requests, tokens_per_fill: requests, fill_interval: formatDuration(per) };
}

function filterOf(name: string, { limits, rememberedClients = DEFAULT_REMEMBERED, headers }: LocalRateLimitProps): TypedConfig {
  return {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
    stat_prefix: name,
    filter_enabled: { default_value: ALWAYS },
    filter_enforced: { default_value: ALWAYS },
    rate_limits: rateLimitsOf(limits),
    descriptors: limits.map((limit) => ({ entries: entriesOf(limit), token_bucket: bucketOf(limit) })),
    max_dynamic_descriptors: rememberedClients,
    ...(headers === true && { enable_x_ratelimit_headers: 'DRAFT_VERSION_03' }),
  };
}

const LIMIT: PropNames<LocalLimit> = { ...COUNTED_NAMES, per: 'required' };
const NAMES: PropNames<LocalRateLimitProps> = {
  workload: 'required',
  limits: 'required list',
  rememberedClients: 'optional',
  headers: 'optional',
};

/**
 * Turns away, with status 429, what goes beyond limits that each pod counts for itself: three pods let three times as much pass. It needs
 * nothing beside the proxy.
 */
export class LocalRateLimit extends EnvoyFilter {
  /** @throws InvalidProps when a number is out of range, or two limits are for the same requests */
  constructor(scope: Construct, id: string, props: LocalRateLimitProps) {
    const path = pathOf(scope, id);
    refuseProps(path, NAMES, props);
    refuse(
      path,
      props.limits.flatMap((limit, i) => propProblems(LIMIT, limit, `limits[${i}]`)),
    );
    const typed_config = filterOf(id, props);
    const { namespace, ...spec } = limitedBy({ name: 'envoy.filters.http.local_ratelimit', typed_config }, props.workload);
    super(scope, id, { metadata: { namespace }, ...spec });
    refuse(this.node.path, [
      ...limitsProblems('limits', props.limits),
      ...props.limits.flatMap(({ per }, i) => durationProblems(`limits[${i}].per`, per)),
      ...wholeNumberProblems('rememberedClients', props.rememberedClients, 1, 1_000_000),
    ]);
  }
}
