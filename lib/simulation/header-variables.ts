import { type HttpRequest, valuesOf } from './http-request';

/** A value, perhaps with parts that the request fills in. */
export type Value = (request: HttpRequest) => string;

/** To what headers are given: variables of an answer tell of one that has the status. */
export type Message = 'request' | { readonly status: number; readonly details: string };

const PART = /%%|%([A-Z0-9_]+)(?:\(([^)]*)\))?(?::(\d+))?%/g;

/** Names that Envoy knows, beside those that begin as below. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['ACCESS_LOG_TYPE', 'BYTES_RECEIVED', 'BYTES_RETRANSMITTED', 'BYTES_SENT', 'CEL', 'CLUSTER_METADATA', 'COMMON_DURATION'],
  ...['CONNECTION_ID', 'CONNECTION_TERMINATION_DETAILS', 'CUSTOM_FLAGS', 'DURATION', 'DYNAMIC_METADATA', 'EMIT_TIME'],
  ...['ENVIRONMENT', 'FILTER_CHAIN_NAME', 'FILTER_STATE', 'GRPC_STATUS', 'GRPC_STATUS_NUMBER', 'HOSTNAME', 'LOCAL_REPLY_BODY'],
  ...['METADATA', 'PACKETS_RETRANSMITTED', 'PATH', 'PER_REQUEST_STATE', 'PROTOCOL', 'QUERY_PARAM', 'QUERY_PARAMS', 'REQ'],
  ...['RESP', 'ROUNDTRIP_DURATION', 'ROUTE_NAME', 'SPAN_ID', 'START_TIME', 'START_TIME_LOCAL', 'STREAM_ID', 'TRACE_ID'],
  ...[
    'TLS_JA3_FINGERPRINT',
    'TLS_JA4_FINGERPRINT',
    'TRAILER',
    'COALESCE',
    'LISTENER_NAME',
    'STREAM_INFO_REQ',
    'UNIQUE_ID',
    'VIRTUAL_CLUSTER_NAME',
    'REQUESTED_SERVER_NAME',
  ],
]);
const FAMILIES = /^(?:UPSTREAM|DOWNSTREAM|RESPONSE|REQUEST|EMIT_TIME|START_TIME)_/;

/** What in a value is no variable of Envoy, which then takes no route of the port; undefined where all are. */
export function unknownVariable(text: string): string | undefined {
  if (!text.includes('%')) return undefined;
  const unknown = [...text.matchAll(PART)].find(([, name]) => name !== undefined && !KNOWN.has(name) && !FAMILIES.test(name));
  if (unknown !== undefined) return unknown[0];
  const rest = text.replace(PART, '');
  return rest.includes('%') ? text : undefined;
}

function headerNamed(request: HttpRequest, names: string): string {
  const values = names.split('?').map((name) => valuesOf(request, name.toLowerCase())?.[0]);
  return values.find((value) => value !== undefined) ?? '';
}

/** What a variable stands for; undefined where manifests and requests do not tell. */
function known(name: string, argument: string, request: HttpRequest, message: Message): string | undefined {
  const { sourceIp, serverName } = request.connection;
  switch (name) {
    case 'REQ':
      return headerNamed(request, argument);
    case 'PROTOCOL':
      return 'HTTP/1.1';
    case 'RESPONSE_CODE':
      return message === 'request' ? '0' : String(message.status);
    case 'RESPONSE_CODE_DETAILS':
      return message === 'request' ? '' : message.details;
    case 'RESPONSE_FLAGS':
      return '-';
    case 'UPSTREAM_REQUEST_ATTEMPT_COUNT':
      return '1';
    case 'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT':
      return sourceIp;
    case 'REQUESTED_SERVER_NAME':
      return serverName ?? '';
    default:
      // No client shows a certificate that manifests tell of.
      return name.startsWith('DOWNSTREAM_PEER_') || (serverName === undefined && name.startsWith('DOWNSTREAM_TLS_'))
        ? ''
        : undefined;
  }
}

/** A value whose variables are filled from the request: those that nobody knows here stay as they are written. */
export function filledValue(text: string, message: Message): Value {
  if (!text.includes('%')) return () => text;
  return (request) =>
    text.replace(PART, (part, name: string | undefined, argument: string | undefined, length: string | undefined) => {
      if (name === undefined) return '%';
      const value = known(name, argument ?? '', request, message);
      return value === undefined || length === undefined ? (value ?? part) : value.slice(0, Number(length));
    });
}
