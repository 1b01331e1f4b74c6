import type { OneOf } from '../core/one-of';
import type { ProviderRef } from '../networking/provider-reference';
import type { ModeMatch } from './workload-mode';

/** Where the value of a tag is read. */
interface TagSource {
  /** Name of the variable, or of the header. */
  readonly name: string;
  /** The value where there is none. @default no tag */
  readonly defaultValue?: string;
}

/** The value of a tag: as it stands here, of a variable in the proxy's environment, of a header of the request, or by Envoy's `%COMMANDS%`. */
export type CustomTag = OneOf<{
  literal: { readonly value: string };
  environment: TagSource;
  header: TagSource;
  formatter: { readonly value: string };
}>;

/** Spans that proxies send. What is left out is as a wider Telemetry says, else the mesh config. */
export interface Tracing {
  /** @default both sides of a call */
  readonly match?: ModeMatch;
  /** Where spans go. Istio uses one provider on each side. @default that of a wider Telemetry, else `defaultProviders` of the mesh */
  readonly providers?: readonly [ProviderRef<'tracing'>];
  /** Share in percent of the requests without a trace that begin one. @default that of the mesh config, else 1 */
  readonly randomSamplingPercentage?: number;
  /** Whether no spans are sent, while the headers that carry a trace still go on. @default false */
  readonly disableSpanReporting?: boolean;
  /** Tags of each span, by name. They replace those of a wider Telemetry. @default none */
  readonly customTags?: Readonly<Record<string, CustomTag>>;
  /** Whether the number of a request tells if it is traced, as between proxies it always did. @default true */
  readonly useRequestIdForTraceSampling?: boolean;
  /** Whether spans have Istio's own tags, `istio.canonical_service` and others. @default true */
  readonly enableIstioTags?: boolean;
  /** Whether the headers that carry a trace stay behind. @default false */
  readonly disableContextPropagation?: boolean;
}
