/** Who sends a request: a pod of the mesh, or somebody outside who calls a gateway. */
export type Sender =
  | {
      /** `<name>[.<namespace>]` of a workload, or of the app (label `app`) or the Service that it is the only workload of. */
      readonly workload: string;
    }
  | {
      /** `<name>[.<namespace>]` of a Gateway that is called from outside, or of the workload of a gateway. */
      readonly gateway: string;
    };

/** What is spoken by the one who sends: requests of HTTP, in TLS or not, or bytes that are none. */
export type Scheme = 'http' | 'https' | 'tcp' | 'tls';

/** Headers by name, in letters of any size; a name that stands several times has its values in a list. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[]>>;

/** Values of a token: a text, a number, a list, or a map of such. */
export type Claims = Readonly<Record<string, unknown>>;

/** What a token says that its issuer signed, of those that a RequestAuthentication reads. */
export interface Token {
  /** Claim `iss`. */
  readonly issuer: string;
  /** Claim `sub`. @default none */
  readonly subject?: string;
  /** Claim `aud`. @default none */
  readonly audiences?: readonly string[];
  /** All other claims. @default none */
  readonly claims?: Claims;
}

/** One request, or one connection of TCP. */
export interface Request {
  readonly from: Sender;
  /** @default `http` */
  readonly scheme?: Scheme;
  /** The name or address that is called: a name is looked up as the pod would. */
  readonly host: string;
  /** @default 80, or 443 in TLS */
  readonly port?: number;
  /** Path with query, as it stands in the first line of the request. @default `/` */
  readonly path?: string;
  /** @default `GET` */
  readonly method?: string;
  /** `host` among them is what is asked for, whoever is called. @default none */
  readonly headers?: RequestHeaders;
  /** Name that the client asks for in TLS. @default the host, where it is a name */
  readonly sni?: string;
  /** Address to which the connection goes. @default what the host stands for */
  readonly address?: string;
  /** Identity that the client shows, `<trust domain>/ns/<namespace>/sa/<account>`. @default that of the workload; none from outside */
  readonly principal?: string;
  /** A valid token that the request brings where RequestAuthentications look for it. @default the one in the headers, taken as valid */
  readonly token?: Token;
  /** Address of the client, for policies that ask for it. @default not known: no policy but one for all addresses means it */
  readonly sourceIp?: string;
}

/** What a URL does not say. */
export type RequestOptions = Pick<Request, 'method' | 'headers' | 'sni' | 'address' | 'principal' | 'token' | 'sourceIp'>;

const URL_PARTS = /^([a-z0-9]+):\/\/(\[[^\]/?#]*\]|[^:/?#]*)(?::(\d+))?((?:[/?][^#]*)?)(?:#.*)?$/i;
const SCHEMES: readonly string[] = ['http', 'https', 'tcp', 'tls'] satisfies Scheme[];

function isScheme(text: string): text is Scheme {
  return SCHEMES.includes(text);
}

/**
 * The request of a URL: `http://reviews:9080/path?query`, `https://...`, `tcp://host:port`, `tls://host:port`. A text without scheme is
 * one of `http`. The path stays as it is written.
 * @throws Error for what is no such URL
 */
export function requestTo(from: Sender, url: string, options: RequestOptions = {}): Request {
  const [, scheme = '', host = '', port, path = ''] = URL_PARTS.exec(url.includes('://') ? url : `http://${url}`) ?? [];
  const spoken = scheme.toLowerCase();
  if (!isScheme(spoken) || host === '') {
    throw new Error(
      `request: the URL is not one that can be asked for, got ${JSON.stringify(url)}; use http://<host>[:<port>]/<path>, https, tcp or tls`,
    );
  }
  const number = port === undefined ? undefined : Number(port);
  if (number !== undefined && (number < 1 || number > 65535)) {
    throw new Error(`request: the port of the URL is none, got ${port}; use a number between 1 and 65535`);
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (typeof value === 'string' || Array.isArray(value)) continue;
    throw new Error(`request: the header ${name} is no text, got ${JSON.stringify(value)}; write it in quotes`);
  }
  return {
    from,
    scheme: spoken,
    host: host.replace(/^\[|\]$/g, ''),
    ...(number === undefined ? {} : { port: number }),
    path: path.startsWith('/') ? path : `/${path}`,
    ...options,
  };
}
