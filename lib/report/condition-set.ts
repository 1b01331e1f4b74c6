import type { Mesh } from '../model';
import type { HttpMatch, HttpRuleSpec, TextMatch, VirtualService } from '../model/virtual-service';
import type { PolicedPods } from '../simulation/server/policed-workload';
import { isPresence } from '../simulation/text-matcher';
import type { Condition, Subject } from './condition';
import { conditionsOfPolicies, podsBehind, rulesFor } from './policy-conditions';

type Kind = Condition['kind'];

function textCondition(subject: Subject, match: TextMatch | undefined, ignoreCase = false): Condition[] {
  if (match === undefined) return [];
  if (isPresence(match)) return subject === 'path' ? [] : [{ subject, kind: 'present', value: '', ignoreCase: false }];
  const [kind, value] = Object.entries(match)[0] as [Kind, string];
  return [{ subject, kind, value, ignoreCase: ignoreCase && kind !== 'regex' }];
}

const named = (of: 'header' | 'query', map: Readonly<Record<string, TextMatch>> = {}): Condition[] =>
  Object.entries(map).flatMap(([name, match]) =>
    textCondition(of === 'header' ? `header ${name.toLowerCase()}` : `query ${name}`, match ?? {}),
  );

const HEADERS_OF_REQUEST: Readonly<Record<string, Subject>> = {
  'header :authority': 'authority',
  'header :method': 'method',
  'header :path': 'path',
  'header host': 'authority',
};

/** A prefix that ends at a `/` is two conditions: the path itself, and what is below it. */
function bySegments(condition: Condition): Condition[] {
  if (condition.subject !== 'path' || condition.kind !== 'prefix') return [condition];
  const value = condition.value.replace(/\/$/, '');
  return value === ''
    ? [condition]
    : [
        { ...condition, kind: 'exact', value },
        { ...condition, value: `${value}/` },
      ];
}

function conditionsOfMatch(match: HttpMatch, hasSegments: boolean): Condition[] {
  const all = [
    ...textCondition('path', match.uri, match.ignoreUriCase),
    ...textCondition('method', match.method),
    ...textCondition('authority', match.authority),
    ...named('header', match.headers),
    ...named('header', match.withoutHeaders),
    ...named('query', match.queryParams),
  ].map((condition) => ({ ...condition, subject: HEADERS_OF_REQUEST[condition.subject] ?? condition.subject }));
  return hasSegments ? all.flatMap(bySegments) : all;
}

const PREFLIGHT: readonly Condition[] = [
  { subject: 'method', kind: 'exact', value: 'OPTIONS', ignoreCase: false },
  { subject: 'header access-control-request-method', kind: 'present', value: '', ignoreCase: false },
];

type MessageHeaders = HttpRuleSpec['headers'];

/** Whether a header is there decides what it does to set it, add to it, or take it out. */
function conditionsOfOperations({ request = {} }: NonNullable<MessageHeaders> = {}): Condition[] {
  const { set = {}, add = {}, remove = [] } = request;
  const names = [...Object.keys(set), ...Object.keys(add), ...remove].filter(
    (name) => !name.startsWith(':') && !/^host$/i.test(name),
  );
  return [
    ...names.flatMap((name) => textCondition(`header ${name.toLowerCase()}`, {})),
    ...Object.entries(set).flatMap(([name, exact]) =>
      names.includes(name) ? textCondition(`header ${name.toLowerCase()}`, { exact }) : [],
    ),
  ];
}

/** What decides about what the upstream receives, and the client gets. */
function conditionsOfAction({ corsPolicy, headers, rewrite, route = [] }: HttpRuleSpec): Condition[] {
  const { match: rewritten } = rewrite?.uriRegexRewrite ?? {};
  return [
    ...(rewritten === undefined ? [] : textCondition('path', { regex: `.*(?:${rewritten}).*` })),
    ...conditionsOfOperations(headers),
    ...route.flatMap((one) => conditionsOfOperations(one.headers)),
    ...(corsPolicy === undefined ? [] : PREFLIGHT),
    ...(corsPolicy?.allowOrigins ?? []).flatMap((origin) => textCondition('header origin', origin)),
    ...(corsPolicy?.allowOrigin ?? []).flatMap((exact) => textCondition('header origin', { exact })),
  ];
}

function conditionsOfRules({ http, tls, hasGatewaySemantics }: VirtualService): Condition[] {
  const last = http.findIndex(({ matches }) => matches.length === 0);
  const ofRequests = http
    .slice(0, last < 0 ? undefined : last + 1)
    .flatMap(({ matches, spec }) => [
      ...matches.flatMap(({ match }) => conditionsOfMatch(match, hasGatewaySemantics)),
      ...conditionsOfAction(spec),
    ]);
  const names = tls.flatMap(({ matches }) => matches.flatMap(({ match }) => match.sniHosts));
  return [...ofRequests, ...names.map(serverName)];
}

/** A host as a condition on the name that TLS asks for; a `*` stands for many. */
export function serverName(host: string): Condition {
  const isWildcard = host.startsWith('*');
  const value = isWildcard ? host.slice(1) : host;
  return { subject: 'server name', kind: isWildcard ? 'suffix' : 'exact', value, ignoreCase: true };
}

/** Conditions once each, in the order of their first place. */
export function distinct(conditions: readonly Condition[]): readonly Condition[] {
  return [...new Map(conditions.map((one) => [JSON.stringify(one), one])).values()];
}

/** What a path is before a rule rewrites it to one that a condition is on. */
function beforeRewrite({ http }: VirtualService, conditions: readonly Condition[]): Condition[] {
  const rewrites = http.flatMap(({ matches, spec: { rewrite } }) =>
    matches.flatMap(({ match: { uri } }) =>
      uri?.prefix === undefined || rewrite?.uri === undefined ? [] : [{ from: uri.prefix, to: rewrite.uri }],
    ),
  );
  return rewrites.flatMap(({ from, to }) =>
    conditions
      .filter(({ subject, kind, value }) => subject === 'path' && /exact|prefix/.test(kind) && value.startsWith(to))
      .map((one) => ({ ...one, value: `${from}${one.value.slice(to.length)}` })),
  );
}

/**
 * The conditions of all rules of a mesh on requests for a host, whoever asks.
 * @param gateway pods of the gateway that is asked for it
 */
export function conditionsFor(mesh: Mesh, host: string, gateway?: PolicedPods): readonly Condition[] {
  const rules = rulesFor(mesh, host);
  const ofPolicies = conditionsOfPolicies(mesh, [...podsBehind(mesh, host), ...(gateway === undefined ? [] : [gateway])]);
  return [...rules.flatMap(conditionsOfRules), ...ofPolicies, ...rules.flatMap((one) => beforeRewrite(one, ofPolicies))];
}
