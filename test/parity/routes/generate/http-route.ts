import type { Random } from '../../admission/random';
import { HEADER_NAMES, METHODS, PATHS, pathCondition, QUERY_NAMES, type TextCondition, VALUES, valueCondition } from './pools';

/** Where rules may send requests: hosts, short or full, and the port or none. */
export interface Targets {
  readonly hosts: readonly string[];
  readonly subsets: readonly string[];
  readonly ports: readonly number[];
  /** Share of the destinations that name their port. */
  readonly named: number;
}

export interface HttpMatch {
  readonly uri?: TextCondition;
  readonly ignoreUriCase?: boolean;
  readonly headers?: Readonly<Record<string, TextCondition>>;
  readonly withoutHeaders?: Readonly<Record<string, TextCondition>>;
  readonly queryParams?: Readonly<Record<string, TextCondition>>;
  readonly method?: TextCondition;
  readonly scheme?: TextCondition;
  readonly authority?: TextCondition;
  readonly port?: number;
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
  readonly gateways?: readonly string[];
}

export interface HttpRule {
  readonly match?: readonly HttpMatch[];
  readonly [field: string]: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const some = (random: Random, share: number, fields: () => Fields): Fields => (random.chance(share) ? fields() : {});

/** How often a match asks for other things than the path. */
export function httpMatch(random: Random, gateways: readonly string[], hosts: readonly string[]): HttpMatch {
  const header = () => random.pick(HEADER_NAMES);
  return {
    ...some(random, 0.6, () => ({ uri: pathCondition(random), ...some(random, 0.2, () => ({ ignoreUriCase: true })) })),
    ...some(random, 0.35, () => ({
      headers: { [header()]: valueCondition(random), ...some(random, 0.2, () => ({ [header()]: valueCondition(random) })) },
    })),
    ...some(random, 0.15, () => ({ withoutHeaders: { [header()]: valueCondition(random) } })),
    ...some(random, 0.15, () => ({ queryParams: { [random.pick(QUERY_NAMES)]: valueCondition(random) } })),
    ...some(random, 0.12, () => ({ method: random.chance(0.8) ? { exact: random.pick(METHODS) } : { regex: 'GET|POST' } })),
    ...some(random, 0.05, () => ({ scheme: { exact: random.pick(['http', 'https']) } })),
    ...some(random, 0.07, () => ({ authority: authority(random, hosts) })),
    ...some(random, 0.07, () => ({ port: random.pick([80, 9080, 443]) })),
    ...some(random, 0.08, () => ({ sourceLabels: { app: random.pick(['client', 'reviews', 'details']) } })),
    ...some(random, 0.08, () => ({ sourceNamespace: random.pick(['a', 'b', 'c']) })),
    ...some(random, 0.08, () => ({ gateways: [random.pick(gateways)] })),
  };
}

function authority(random: Random, hosts: readonly string[]): TextCondition {
  const host = random.pick(hosts).replace('*', 'x');
  return random.pick([{ exact: host }, { prefix: host.slice(0, 4) }, { exact: `${host}:9080` }, { regex: `${host}(:[0-9]+)?` }]);
}

function destination(random: Random, { hosts, subsets, ports, named }: Targets): Fields {
  const host = random.pick(hosts);
  return {
    host,
    ...some(random, host.startsWith('reviews') ? 0.4 : 0.08, () => ({ subset: random.pick(subsets) })),
    ...some(random, named, () => ({ port: { number: random.pick(ports) } })),
  };
}

export function headerOperations(random: Random): Fields {
  const operations = () => ({
    ...some(random, 0.6, () => ({
      set: { [random.pick(['x-set', 'end-user', 'x-kind'])]: random.pick(['one', 'two', '%REQ(x-kind)%']) },
    })),
    ...some(random, 0.5, () => ({ add: { [random.pick(['x-set', 'x-add', 'end-user'])]: random.pick(['three', 'four']) } })),
    ...some(random, 0.4, () => ({ remove: [random.pick(['end-user', 'x-kind', 'user-agent'])] })),
  });
  return {
    ...some(random, 0.8, () => ({ request: operations() })),
    ...some(random, 0.4, () => ({ response: operations() })),
  };
}

function destinations(random: Random, targets: Targets): Fields[] {
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  const weights = random.pick([
    [80, 20, 0],
    [1, 2, 3],
    [50, 50, 100],
    [0, 100, 7],
    [33, 33, 34],
  ]);
  return Array.from({ length: count }, (_, i) => ({
    destination: destination(random, targets),
    ...(count > 1 || random.chance(0.1) ? { weight: weights[i] } : {}),
    ...some(random, 0.15, () => ({ headers: headerOperations(random) })),
  }));
}

const percentage = (random: Random) =>
  random.pick([{}, { percentage: { value: 100 } }, { percentage: { value: 50 } }, { percentage: { value: 0.1 } }]);

function fault(random: Random): Fields {
  const kind = random.below(3);
  const abort = () => random.pick([{ httpStatus: 418 }, { httpStatus: 503 }, { grpcStatus: 'UNAVAILABLE' }]);
  return {
    ...(kind < 2 && { delay: { fixedDelay: random.pick(['7s', '100ms']), ...percentage(random) } }),
    ...(kind > 0 && { abort: { ...abort(), ...percentage(random) } }),
  };
}

function redirect(random: Random): Fields {
  return {
    ...some(random, 0.5, () => random.pick([{ uri: '/moved' }, { uri: '/moved?new=1' }, { uri: '%PREFIX()%/more' }])),
    ...some(random, 0.5, () => ({ authority: random.pick(['new.example.com', 'new.example.com:8443']) })),
    ...some(random, 0.3, () => ({ scheme: random.pick(['http', 'https']) })),
    ...some(random, 0.4, () =>
      random.pick([{ port: 8443 }, { port: 80 }, { derivePort: 'FROM_REQUEST_PORT' }, { derivePort: 'FROM_PROTOCOL_DEFAULT' }]),
    ),
    ...some(random, 0.4, () => ({ redirectCode: random.pick([301, 302, 303, 307, 308]) })),
  };
}

function rewrite(random: Random): Fields {
  return random.pick([
    { uri: '/' },
    { uri: '/new' },
    { uri: '/new/' },
    { authority: 'rewritten.example.com' },
    { uri: '/new', authority: 'rewritten.example.com' },
    { uriRegexRewrite: { match: '/api/v([0-9]+)', rewrite: '/\\1/api' } },
    { uriRegexRewrite: { match: 'o', rewrite: '0' } },
  ]);
}

function cors(random: Random): Fields {
  return {
    allowOrigins: [
      random.pick([{ exact: 'https://a.com' }, { prefix: 'https://' }, { regex: 'https://[a-z]+\\.com' }, { exact: '*' }]),
    ],
    ...some(random, 0.5, () => ({ allowMethods: ['GET', 'POST'] })),
    ...some(random, 0.3, () => ({ allowHeaders: ['x-kind'] })),
    ...some(random, 0.3, () => ({ allowCredentials: true })),
    ...some(random, 0.3, () => ({ maxAge: '24h' })),
    ...some(random, 0.4, () => ({ unmatchedPreflights: random.pick(['FORWARD', 'IGNORE']) })),
  };
}

/** What a rule does beside sending requests on. */
export function extras(random: Random, targets: Targets): Fields {
  return {
    ...some(random, 0.12, () => ({ rewrite: rewrite(random) })),
    ...some(random, 0.15, () => ({ headers: headerOperations(random) })),
    ...some(random, 0.12, () => ({ timeout: random.pick(['10s', '30s', '1m30s']) })),
    ...some(random, 0.12, () => ({
      retries: random.chance(0.2)
        ? { attempts: 0 }
        : {
            attempts: random.pick([1, 3]),
            ...some(random, 0.4, () => ({ perTryTimeout: '9s' })),
            ...some(random, 0.5, () => ({ retryOn: random.pick(['5xx', 'gateway-error,connect-failure', '503,reset']) })),
          },
    })),
    ...some(random, 0.12, () => ({ fault: fault(random) })),
    ...some(random, 0.1, () => ({ corsPolicy: cors(random) })),
    ...some(random, 0.08, () => ({
      mirror: destination(random, targets),
      ...some(random, 0.4, () => ({ mirrorPercentage: { value: random.pick([0, 50, 100]) } })),
    })),
    ...some(random, 0.05, () => ({
      mirrors: [
        { destination: destination(random, targets) },
        { destination: destination(random, targets), percentage: { value: 100 } },
      ],
    })),
  };
}

/** What is done with requests. */
export function action(random: Random, targets: Targets): Fields {
  const kind = random.below(20);
  if (kind < 2) return { redirect: redirect(random) };
  if (kind < 4) {
    const body = random.chance(0.6) ? { body: { string: random.pick(['own text', 'x']) } } : {};
    return {
      directResponse: { status: random.pick([200, 204, 404, 503]), ...body },
      ...some(random, 0.2, () => ({ headers: headerOperations(random) })),
    };
  }
  return { route: destinations(random, targets), ...extras(random, targets) };
}

/** A rule, with matches or without. */
export function httpRule(random: Random, targets: Targets, gateways: readonly string[], hosts: readonly string[]): HttpRule {
  const count = random.pick([0, 1, 1, 1, 1, 2]);
  return {
    ...some(random, 0.2, () => ({ name: random.pick(['one', 'two']) })),
    ...(count > 0 && { match: Array.from({ length: count }, () => httpMatch(random, gateways, hosts)) }),
    ...action(random, targets),
  };
}

/** Text of a path for redirects and the like. */
export const somePath = (random: Random) => random.pick(PATHS);

/** A text for headers. */
export const someValue = (random: Random) => random.pick(VALUES);
