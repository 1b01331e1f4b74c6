import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { MeshConfigExtensionProviderServiceAttributeEnrichment as Enrichment } from '../../../imports/mesh-config';
import type { AtMostOneOf, OneOf } from '../../core/one-of';
import type { Problem } from '../../core/problem';
import { pathOf } from '../../core/prop-names';
import {
  type DefaultProviderProps,
  ExtensionProvider,
  type NeedsOfKinds,
  type ProviderDefinition,
  refuseProvider,
} from './extension-provider';
import {
  type ProviderHeader,
  type ProviderHttpService,
  type ProviderService,
  providerServiceProblems,
  SERVICE_NEEDS,
  timeoutProblems,
  withServiceName,
} from './provider-service';

interface TagLength {
  /** Longest path, in characters, that a span reports. @default that of the mesh config, else 256 */
  readonly maxTagLength?: number;
}

/** Zipkin, or what speaks like it: spans as JSON by HTTP. */
export interface ZipkinTracing extends ProviderService, TagLength {
  /** Whether the numbers of traces have 64 bits. @default false, they have 128 */
  readonly enable64bitTraceId?: boolean;
  /** Path of the requests. @default /api/v2/spans */
  readonly path?: string;
  /**
   * Headers by which a trace goes on from request to request: B3 alone, or `traceparent` beside it.
   * @default USE_B3
   */
  readonly traceContextOption?: 'USE_B3' | 'USE_B3_WITH_W3C_PROPAGATION';
  /** After that time a request is given up. @default 5 s */
  readonly timeout?: Duration;
  /** Headers of the requests. @default none */
  readonly headers?: readonly ProviderHeader[];
}

/** The agent of Datadog. */
export interface DatadogTracing extends ProviderService, TagLength {}

/** The receiver of Apache SkyWalking. */
export interface SkywalkingTracing extends ProviderService {
  /** Token that the receiver asks for. Whoever reads ConfigMaps sees it. @default none */
  readonly accessToken?: string;
}

/** Calls of an OpenTelemetry collector by gRPC. */
export interface GrpcExport {
  /** After that time a call is given up. @default none */
  readonly timeout?: Duration;
  /** Metadata of each call. @default none */
  readonly initialMetadata?: readonly ProviderHeader[];
}

/** Dynatrace decides what is traced. */
export interface DynatraceSampler {
  readonly tenant: string;
  readonly clusterId: number;
  /** Spans that begin a trace in a minute, while Dynatrace does not answer. @default 1000 */
  readonly rootSpansPerMinute?: number;
  /** Where the decision is asked for. @default where the spans go, which must be by `http` */
  readonly httpService?: ProviderService & { readonly http: ProviderHttpService };
}

/**
 * An OpenTelemetry collector, or what speaks OTLP like it: by gRPC, for which the name of the Service's port begins with `grpc`, or with
 * `http` by HTTP.
 */
export type OpenTelemetryTracing = ProviderService &
  TagLength &
  AtMostOneOf<{ http: ProviderHttpService; grpc: GrpcExport }> & {
    /** What describes the proxy in each span, beside its name. @default nothing */
    readonly resourceDetectors?: {
      /** The variable `OTEL_RESOURCE_ATTRIBUTES` of the proxy. */
      readonly environment?: Readonly<Record<string, never>>;
      /** Files of Dynatrace. */
      readonly dynatrace?: Readonly<Record<string, never>>;
    };
    /** How the service of a span is named: as in Istio, or as OpenTelemetry does it for Kubernetes. @default ISTIO_CANONICAL */
    readonly serviceAttributeEnrichment?: Enrichment;
    /** Who decides what is traced. @default the Telemetry, else the mesh config */
    readonly dynatraceSampler?: DynatraceSampler;
  };

/** Where traces can go. Lightstep, OpenCensus and Stackdriver are not among them: the mesh config knows them, but Istio 1.31 does not. */
export type TracingBackend = OneOf<{
  zipkin: ZipkinTracing;
  datadog: DatadogTracing;
  skywalking: SkywalkingTracing;
  opentelemetry: OpenTelemetryTracing;
}>;

/** Props of a TracingProvider. */
export type TracingProviderProps = DefaultProviderProps & TracingBackend;

function dynatraceProblems(field: string, { http, dynatraceSampler }: OpenTelemetryTracing): Problem[] {
  if (dynatraceSampler === undefined) return [];
  const place = `${field}.dynatraceSampler.httpService`;
  const { httpService } = dynatraceSampler;
  if (httpService !== undefined) {
    return [...providerServiceProblems(place, httpService), ...timeoutProblems(`${place}.http`, httpService.http)];
  }
  if (http !== undefined) return [];
  return [{ field: place, problem: 'is missing where the spans do not go by http', fix: `set it, or ${field}.http` }];
}

function withSampler({ dynatraceSampler, ...otlp }: OpenTelemetryTracing): ProviderService {
  const httpService = dynatraceSampler?.httpService && withServiceName(dynatraceSampler.httpService);
  return { ...otlp, ...(dynatraceSampler && { dynatraceSampler: { ...dynatraceSampler, httpService } }) };
}

type Definition = ProviderDefinition<'tracing'>;

function definitionOf({ zipkin, datadog, skywalking, opentelemetry }: TracingBackend): Definition {
  const define = (kind: keyof TracingBackend, value: ProviderService, problems: readonly Problem[] = []): Definition => ({
    use: 'tracing',
    kind,
    value: withServiceName(value),
    service: value,
    problems: [...providerServiceProblems(kind, value), ...problems],
  });
  if (zipkin !== undefined) return define('zipkin', zipkin, timeoutProblems('zipkin', zipkin));
  if (datadog !== undefined) return define('datadog', datadog);
  if (skywalking !== undefined) return define('skywalking', skywalking);
  const { http, grpc } = opentelemetry;
  return define('opentelemetry', withSampler(opentelemetry), [
    ...(http === undefined ? [] : timeoutProblems('opentelemetry.http', http)),
    ...(grpc === undefined ? [] : timeoutProblems('opentelemetry.grpc', grpc)),
    ...dynatraceProblems('opentelemetry', opentelemetry),
  ]);
}

const KINDS: NeedsOfKinds<keyof TracingBackend> = {
  zipkin: SERVICE_NEEDS,
  datadog: SERVICE_NEEDS,
  skywalking: SERVICE_NEEDS,
  opentelemetry: SERVICE_NEEDS,
};

/** Where proxies send traces, as far as a Telemetry asks for them. To create it is to add it to the mesh config. */
export class TracingProvider extends ExtensionProvider<'tracing'> {
  /** @throws InvalidProps when the name is taken, or a field is one that Istio refuses */
  constructor(scope: Construct, id: string, props: TracingProviderProps) {
    refuseProvider(pathOf(scope, id), KINDS, props);
    super(scope, id, props, definitionOf(props));
  }
}
