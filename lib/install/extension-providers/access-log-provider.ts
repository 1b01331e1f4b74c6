import type { Construct } from 'constructs';
import type { AtMostOneOf, OneOf } from '../../core/one-of';
import { pathOf } from '../../core/prop-names';
import {
  type DefaultProviderProps,
  ExtensionProvider,
  type NeedsOfKinds,
  type ProviderDefinition,
  refuseProvider,
} from './extension-provider';
import { type ProviderService, providerServiceProblems, SERVICE_NEEDS, withServiceName } from './provider-service';

/** Fields of a log entry, whose values are Envoy's `%COMMANDS%`. */
export type LogLabels = Readonly<Record<string, unknown>>;

/** A line for each request in a file of the proxy. */
export interface FileAccessLog {
  /** Path of the file, in the pod. @default /dev/stdout, where the log of the container is */
  readonly path?: string;
  /** A line of text, or with `labels` a line of JSON; `{}` for Istio's own labels. @default Istio's own text */
  readonly logFormat?: AtMostOneOf<{ text: string; labels: LogLabels }>;
  /** Whether what is not known is left out in place of a `-`. @default false */
  readonly omitEmptyValues?: boolean;
}

/** What tells streams of logs apart. */
interface LogStream extends ProviderService {
  /** Name of the log, which the service gets with it. @default one of Istio for each kind */
  readonly logName?: string;
}

/** An entry for each HTTP request to a service that speaks Envoy's protocol for access logs. */
export interface HttpAccessLogService extends LogStream {
  /** State of the filters that is logged as well. @default that of Istio's filters */
  readonly filterStateObjectsToLog?: readonly string[];
  /** Headers of the request that are logged as well. @default none */
  readonly additionalRequestHeadersToLog?: readonly string[];
  /** Headers of the response that are logged as well. @default none */
  readonly additionalResponseHeadersToLog?: readonly string[];
  /** Trailers of the response that are logged as well. @default none */
  readonly additionalResponseTrailersToLog?: readonly string[];
}

/** An entry for each TCP connection to a service that speaks Envoy's protocol for access logs. */
export interface TcpAccessLogService extends LogStream {
  /** State of the filters that is logged as well. @default that of Istio's filters */
  readonly filterStateObjectsToLog?: readonly string[];
}

/** An entry for each request to an OpenTelemetry collector. */
export interface OpenTelemetryAccessLog extends LogStream {
  readonly logFormat?: {
    /** Body of the entry. @default Istio's own text */
    readonly text?: string;
    /** Attributes of the entry. @default none */
    readonly labels?: LogLabels;
  };
}

/** Where access logs can go. */
export interface AccessLogBackends {
  readonly envoyFileAccessLog: FileAccessLog;
  readonly envoyHttpAls: HttpAccessLogService;
  readonly envoyTcpAls: TcpAccessLogService;
  readonly envoyOtelAls: OpenTelemetryAccessLog;
}

/** One place where access logs go. */
export type AccessLogBackend = OneOf<AccessLogBackends>;

/** Props of an AccessLogProvider. */
export type AccessLogProviderProps = DefaultProviderProps & AccessLogBackend;

function definitionOf({
  envoyFileAccessLog: file,
  envoyHttpAls,
  envoyTcpAls,
  envoyOtelAls,
}: AccessLogBackend): ProviderDefinition<'accessLogging'> {
  const use = 'accessLogging';
  const define = (kind: keyof AccessLogBackend, value: LogStream): ProviderDefinition<'accessLogging'> => ({
    use,
    kind,
    value: withServiceName(value),
    service: value,
    problems: providerServiceProblems(kind, value),
  });
  if (file !== undefined) return { use, kind: 'envoyFileAccessLog', value: file, problems: [] };
  if (envoyHttpAls !== undefined) return define('envoyHttpAls', envoyHttpAls);
  if (envoyTcpAls !== undefined) return define('envoyTcpAls', envoyTcpAls);
  return define('envoyOtelAls', envoyOtelAls);
}

const KINDS: NeedsOfKinds<keyof AccessLogBackends> = {
  envoyFileAccessLog: [],
  envoyHttpAls: SERVICE_NEEDS,
  envoyTcpAls: SERVICE_NEEDS,
  envoyOtelAls: SERVICE_NEEDS,
};

/**
 * Where proxies log requests, as far as a Telemetry asks for it. To create it is to add it to the mesh config. Every mesh has one that
 * writes to the log of the container: `istio.provider('accessLogging', 'envoy')`.
 */
export class AccessLogProvider extends ExtensionProvider<'accessLogging'> {
  /** @throws InvalidProps when the name is taken, or a field is one that Istio refuses */
  constructor(scope: Construct, id: string, props: AccessLogProviderProps) {
    refuseProvider(pathOf(scope, id), KINDS, props);
    super(scope, id, props, definitionOf(props));
  }
}
