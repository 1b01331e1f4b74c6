import { Chart, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { durationProblems, formatDuration } from '../core/format';
import type { NonEmpty } from '../core/one-of';
import { refuse } from '../core/problem';
import { type PropNames, pathOf, propProblems, refuseProps } from '../core/prop-names';
import { EnvoyFilter } from '../networking/envoy-filter';
import type { TypedConfig } from '../networking/envoy-filter-patch';
import { ServiceHost } from '../networking/service-host';
import { Workload, type WorkloadRef } from '../networking/workload';
import { limitedBy } from './limited-workload';
import { limitsProblems, rateLimitsOf } from './rate-limit';
import type { GlobalLimit } from './rate-limit-config';
import { GLOBAL_LIMIT_NAMES } from './rate-limit-config';
import { RATE_LIMIT_PORT, type RateLimitService } from './rate-limit-service';

/** Props of a GlobalRateLimit. */
export interface GlobalRateLimitProps {
  /** Who counts. It learns the limits from here. */
  readonly service: RateLimitService;
  /** The workload that is limited, or a gateway. */
  readonly workload: WorkloadRef;
  /** All of them hold. Of two that differ in `client`, the one for that client holds in place of the other. */
  readonly limits: NonEmpty<GlobalLimit>;
  /** Time that the service has for an answer. @default 250 ms */
  readonly timeout?: Duration;
  /** Whether requests are refused while the service does not answer. @default false, they pass */
  readonly denyOnFailure?: boolean;
  /** Whether answers say what is left, in headers `x-ratelimit-*`. @default false */
  readonly headers?: boolean;
}

const DEFAULT_TIMEOUT = Duration.millis(250);

function filterOf(domain: string, props: GlobalRateLimitProps): TypedConfig {
  const { service, limits, timeout = DEFAULT_TIMEOUT, denyOnFailure = false, headers } = props;
  const host = ServiceHost.of(service.service).qualified;
  return {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit',
    domain,
    timeout: formatDuration(timeout),
    failure_mode_deny: denyOnFailure,
    rate_limits: rateLimitsOf(limits),
    rate_limit_service: {
      transport_api_version: 'V3',
      grpc_service: { envoy_grpc: { cluster_name: `outbound|${RATE_LIMIT_PORT}||${host}`, authority: host } },
    },
    ...(headers === true && { enable_x_ratelimit_headers: 'DRAFT_VERSION_03' }),
  };
}

const NAMES: PropNames<GlobalRateLimitProps> = {
  service: 'required',
  workload: 'required',
  limits: 'required list',
  timeout: 'optional',
  denyOnFailure: 'optional',
  headers: 'optional',
};

/**
 * Turns away, with status 429, what goes beyond limits that a service counts for all pods together. The pods ask it for each request, so
 * what needs no common count is better limited by a LocalRateLimit.
 */
export class GlobalRateLimit extends EnvoyFilter {
  /** @throws InvalidProps when a number is out of range, or two limits are for the same requests */
  constructor(scope: Construct, id: string, props: GlobalRateLimitProps) {
    const path = pathOf(scope, id);
    refuseProps(path, NAMES, props);
    refuse(
      path,
      props.limits.flatMap((limit, i) => propProblems(GLOBAL_LIMIT_NAMES, limit, `limits[${i}]`)),
    );
    const place = Workload.of(props.workload).namespace ?? Chart.of(scope).namespace;
    const domain = place === undefined ? id : `${place}.${id}`;
    const filter = { name: 'envoy.filters.http.ratelimit', typed_config: filterOf(domain, props) };
    const { namespace, ...spec } = limitedBy(filter, props.workload);
    super(scope, id, { metadata: { namespace }, ...spec });
    refuse(this.node.path, [...limitsProblems('limits', props.limits), ...durationProblems('timeout', props.timeout)]);
    props.service.addDomain(domain, props.limits);
  }
}
