import type { Duration } from 'cdk8s';
import type { AtMostOneOf } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import type { ProviderRef } from '../networking/provider-reference';
import type { ModeMatch } from './workload-mode';

/** A metric that Istio has by itself, or all of them. */
export type StandardMetric =
  | 'ALL_METRICS'
  | 'REQUEST_COUNT'
  | 'REQUEST_DURATION'
  | 'REQUEST_SIZE'
  | 'RESPONSE_SIZE'
  | 'TCP_OPENED_CONNECTIONS'
  | 'TCP_CLOSED_CONNECTIONS'
  | 'TCP_SENT_BYTES'
  | 'TCP_RECEIVED_BYTES'
  | 'GRPC_REQUEST_MESSAGES'
  | 'GRPC_RESPONSE_MESSAGES';

/** The metrics that an override is for. */
export type MetricMatch = AtMostOneOf<{
  /** One of Istio's own. */
  metric: StandardMetric;
  /** One that a plugin of the proxy adds. */
  customMetric: string;
}> &
  ModeMatch;

/** A tag that metrics have or lose. */
export type TagOverride = OneShapeOf<
  | {
      /** @default UPSERT */
      readonly operation?: 'UPSERT';
      /** Expression of CEL that gives the value: `request.host`, `'text'`. */
      readonly value: string;
    }
  | { readonly operation: 'REMOVE' }
>;

/** A difference on some metrics. */
export interface MetricsOverride {
  /** @default all metrics, on both sides of a call */
  readonly match?: MetricMatch;
  /** Whether proxies do not have these metrics at all. @default false */
  readonly disabled?: boolean;
  /** Tags by name. @default those that Istio gives */
  readonly tagOverrides?: Readonly<Record<string, TagOverride>>;
}

/** Metrics that proxies have. */
export interface Metrics {
  /** Who gets them. @default those of a wider Telemetry, else `defaultProviders` of the mesh: prometheus */
  readonly providers?: readonly ProviderRef<'metrics'>[];
  /** Differences, of which later ones win. @default none */
  readonly overrides?: readonly MetricsOverride[];
  /** Time between two reports of a TCP connection. @default 5 s */
  readonly reportingInterval?: Duration;
}
