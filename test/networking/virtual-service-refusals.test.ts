import { App, Chart, Duration } from 'cdk8s';
import { Destination } from '../../lib/networking/destination';
import { OutsideGateway } from '../../lib/networking/gateway-reference';
import type { HttpMatch } from '../../lib/networking/http-match';
import type { HttpRoute } from '../../lib/networking/http-route';
import type { TlsMatch } from '../../lib/networking/layer-4-routes';
import { VirtualService, type VirtualServiceProps } from '../../lib/networking/virtual-service';

const route = [{ destination: Destination.unchecked({ host: 'cart' }) }] as const;
const edge = [OutsideGateway.unchecked('edge/public')] as const;

function synth(props: Partial<VirtualServiceProps>): object[] {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  new VirtualService(chart, 'cart', { hosts: ['cart'], http: [{ route }], ...props });
  return chart.toJson();
}

const rule = (more: object, props: object = {}) => ({ http: [{ route, ...more } as HttpRoute], ...props });
const matched = (match: HttpMatch, props: object = {}) => rule({ match: [match] }, props);
const to = (host: string, subset?: string) => rule({ route: [{ destination: Destination.unchecked({ host, subset }) }] });
const redirected = (redirect: object, match: HttpMatch) => ({ http: [{ redirect, match: [match] } as unknown as HttpRoute] });
const changed = (name: 'request' | 'response', operations: object) => rule({ headers: { [name]: operations } });
const passed = (hosts: VirtualServiceProps['hosts'], match: TlsMatch) => ({
  hosts,
  http: [],
  tls: [{ match: [match], route }] as const,
});
const refersTo = (...names: string[]) => ({ gateways: names.map((name) => OutsideGateway.unchecked(name)) });

test.each<[string, Partial<VirtualServiceProps>, string]>([
  [
    'a host has a blank',
    { hosts: ['a b'] },
    'hosts[0] is not a host, got "a b"; use a DNS name, with a * at its beginning at most',
  ],
  ['a host has a star in the middle', { hosts: ['a.*.example.com'] }, 'hosts[0] is not a host, got "a.*.example.com"; use'],
  [
    'one host stands twice',
    { hosts: ['a.example', 'b.example', 'a.example'] },
    'hosts[2] overlaps with hosts[0], which is a.example, got "a.example"; name each host once; one with a * is for all names that',
  ],
  [
    'a host is covered by an earlier one',
    { hosts: ['*.example', 'a.example'] },
    'hosts[1] overlaps with hosts[0], which is *.example, got "a.example"; name each host once',
  ],
  [
    'a host covers an earlier one',
    { hosts: ['a.example', '*.example'] },
    'hosts[1] overlaps with hosts[0], which is a.example, got "*.example"; name each host once',
  ],
  [
    'a wildcard covers an earlier one',
    { hosts: ['*.a.example', '*.example'] },
    'hosts[1] overlaps with hosts[0], which is *.a.example, got "*.example"; name each host once',
  ],
  [
    'every host is routed in sidecars',
    { hosts: ['*'], gateways: [...edge, 'mesh'] },
    'hosts[0] is every host, which no sidecar takes, got "*"; name the hosts, or leave the rule to gateways alone',
  ],
  [
    'a gateway cannot be one',
    refersTo('edge/a', 'edge/a_b'),
    'gateways[1] is not the name of a Gateway, got "edge/a_b"; use <namespace>/<name>, each of letters, digits and -',
  ],
  ['a gateway has no name', refersTo('edge/'), 'gateways[0] is not the name of a Gateway, got "edge/"; use <namespace>/<name>'],
  [
    'exportTo names a namespace twice',
    { exportTo: ['.', 'shop'] },
    'exportTo[1] is that of exportTo[0] as well, got "shop"; name each namespace once; . is the one of the object',
  ],
  [
    'exportTo is all and one',
    { exportTo: ['*', 'shop'] },
    'exportTo has other entries beside *, got ["*","shop"]; leave * alone',
  ],
])('fails at once when %s', (_, props, message) => {
  expect(() => synth(props)).toThrow(`chart/cart: ${message}`);
});

test.each<[string, Partial<VirtualServiceProps>, string]>([
  ['a destination has no host', to(''), 'http[0].route[0].destination.host is not a host, got ""; use a DNS name'],
  [
    'a destination is every host',
    to('*'),
    'http[0].route[0].destination.host is every host, got "*"; name the one that requests go to',
  ],
  ['a subset has a dot', to('cart', 'v.1'), 'http[0].route[0].destination.subset is not a DNS label, got "v.1"; use at most 63'],
  [
    'retries are on something unknown',
    rule({ retries: { attempts: 1, retryOn: 'bad-luck' } }),
    'http[0].retries.retryOn has a condition that is neither one of Envoy nor an HTTP status, got "bad-luck"; use 5xx, gateway-error',
  ],
  [
    'retries have a blank behind the comma',
    rule({ retries: { attempts: 1, retryOn: '5xx, reset' } }),
    'http[0].retries.retryOn has a condition that is neither one of Envoy nor an HTTP status, got " reset"; use 5xx',
  ],
  [
    'a prefix is rewritten where the match is exact',
    redirected({ prefixRewrite: '/new' }, { uri: { exact: '/old' } }),
    'http[0].redirect.prefixRewrite is for paths that are matched by prefix, got "/new"; match the path by prefix, or use uri',
  ],
  [
    'a redirect has an empty path alone',
    redirected({ uri: '' }, { port: 80 }),
    'http[0].redirect changes nothing, got {"uri":""}; give uri, prefixRewrite, authority, scheme or port',
  ],
  [
    'a rewrite is empty',
    rule({ rewrite: {} }),
    'http[0].rewrite changes nothing, got {}; give uri, uriRegexRewrite or authority',
  ],
  [
    'a rewrite has a broken expression',
    rule({ rewrite: { uriRegexRewrite: { match: '(', rewrite: '/' } } }),
    'http[0].rewrite.uriRegexRewrite.match is not an expression of RE2, got "("; write it as in https://github.com/google/re2/',
  ],
  [
    'a rewrite puts nothing in the place',
    rule({ rewrite: { uriRegexRewrite: { match: 'a', rewrite: '' } } }),
    'http[0].rewrite.uriRegexRewrite.rewrite must not be empty, got ""; write what takes the place of what is found',
  ],
  [
    'an expression looks ahead',
    matched({ uri: { regex: '(?!api)' } }),
    'http[0].match[0].uri.regex is not an expression of RE2, got "(?!api)"; write it as in https://github.com/google/re2/wiki/Syntax ' +
      '(error parsing regexp: invalid or unsupported Perl syntax: `(?!`)',
  ],
  [
    'a header is none',
    matched({ headers: { 'end user': {} } }),
    'http[0].match[0].headers has a key that is not the name of a header, got "end user"; use letters, digits and -',
  ],
  [
    'a claim is compared in sidecars',
    matched({ withoutHeaders: { '@request.auth.claims.group': {} } }),
    'http[0].match[0].withoutHeaders has a claim of a token, which gateways alone compare, got "@request.auth.claims.group"; give',
  ],
  [
    'a label of the caller is none',
    matched({ sourceLabels: { 'a b': 'c' } }),
    'http[0].match[0].sourceLabels has a key that no label can have, got "a b"; use at most 63',
  ],
  [
    'the namespace of the caller is none',
    matched({ sourceNamespace: 'a.b' }),
    'http[0].match[0].sourceNamespace is not a DNS label, got "a.b"; use at most 63 letters',
  ],
  [
    'a header is set to two lines',
    changed('request', { set: { a: 'b\nc' } }),
    'http[0].headers.request.set.a has a control character, got "b\\nc"; remove it; a header is one line',
  ],
  [
    'a percent sign stands alone',
    changed('response', { add: { a: '100%' } }),
    'http[0].headers.response.add.a has a % that begins no variable of Envoy, got "100%"; write %% for a percent sign',
  ],
  [
    'a header has no name',
    changed('request', { set: { '': 'a' } }),
    'http[0].headers.request.set has a header without a name, got ""',
  ],
  [
    'the host is removed',
    changed('request', { remove: ['x-a', 'Host'] }),
    'http[0].headers.request.remove[1] has a header that cannot be changed here, got "Host"; change the host by rewrite.authority',
  ],
  [
    'the host of a response is set',
    rule({ route: [{ ...route[0], headers: { response: { set: { ':authority': 'a' } } } }] }),
    'http[0].route[0].headers.response.set has a header that cannot be changed here, got ":authority"; change',
  ],
  [
    'the host is changed twice',
    rule({ rewrite: { authority: 'a' }, headers: { request: { set: { ':authority': 'b' } } } }),
    'http[0].headers.request.set.:authority changes the host, as http[0].rewrite.authority does, got "b"; keep one of the two',
  ],
  [
    'an origin is empty',
    rule({ corsPolicy: { allowOrigins: [{ exact: '' }] } }),
    'http[0].corsPolicy.allowOrigins[0].exact must not be empty, got ""; write the text that is compared',
  ],
  [
    'an origin is a broken expression',
    rule({ corsPolicy: { allowOrigins: [{ regex: '[' }] } }),
    'http[0].corsPolicy.allowOrigins[0].regex is not an expression of RE2, got "["; write it as in',
  ],
  [
    'CORS allows a header that is none',
    rule({ corsPolicy: { exposeHeaders: ['a b'] } }),
    'http[0].corsPolicy.exposeHeaders[0] is not the name of a header, got "a b"; use letters, digits and -, or * for all',
  ],
  [
    'a timeout is a text',
    rule({ timeout: '2 seconds' }),
    'http[0].timeout is not a duration, got "2 seconds"; write for example 1m30s or 0.5s',
  ],
  [
    'CORS is remembered for less than a second',
    rule({ corsPolicy: { maxAge: Duration.millis(1500) } }),
    'http[0].corsPolicy.maxAge must be whole seconds, got "1.5s"; use for example 24h',
  ],
  [
    'the body of an answer is too large',
    { http: [{ directResponse: { status: 200, body: { string: 'é'.repeat(2 ** 19 + 1) } } }] },
    'http[0].directResponse.body must have at most 1048576 bytes, got 1048578; answer from a service',
  ],
  [
    'the body of an answer is no base64',
    { http: [{ directResponse: { status: 200, body: { bytes: 'YQ' } } }] },
    'http[0].directResponse.body.bytes is not base64, got "YQ"; encode it',
  ],
  [
    'a name that clients ask for is not routed',
    passed(['a.example', '*.b.example'], { sniHosts: ['x.b.example', '*.example'] }),
    'tls[0].match[0].sniHosts[1] is not among the hosts, got "*.example"; use one of a.example, *.b.example, or add it there',
  ],
  ['TLS has no condition', { http: [], tls: [{ route } as never] }, 'tls[0].match is missing; set it'],
  [
    'TLS is for no name',
    passed(['a.example'], { sniHosts: [] as never }),
    'tls[0].match[0].sniHosts must have at least one entry, got []; name the hosts that clients ask for',
  ],
  [
    'a subnet is none',
    { http: [], tcp: [{ match: [{ destinationSubnets: ['10.0.0.0/40'] }], route }] },
    'tcp[0].match[0].destinationSubnets[0] is not an IP address or subnet, got "10.0.0.0/40"; use for example 10.0.0.1',
  ],
  [
    'a copy is of more than all requests',
    rule({ mirror: route[0].destination, mirrorPercent: 101 }),
    'http[0].mirrorPercent is out of range, got 101; use a number between 0 and 100',
  ],
])('fails when %s', (_, props, message) => {
  expect(() => synth(props)).toThrow(`[chart/cart] ${message}`);
});

test.each<[string, Partial<VirtualServiceProps>]>([
  ['every host at gateways', { hosts: ['*'], gateways: edge }],
  ['addresses, and parts of a label', { hosts: ['10.0.0.1', '2001:db8::1', '*-a.example', 'b.example.'] }],
  ['a name between networks', { ...passed(['outbound_.80_._.a.b'], { sniHosts: ['outbound_.80_._.a.b'] }), gateways: edge }],
  ['an address that clients ask for', passed(['a.example'], { sniHosts: ['10.0.0.1'] })],
  ['gateways in the old form', refersTo('public.edge.svc.cluster.local')],
  ['a claim at gateways', matched({ headers: { '@request.auth.claims[a][b]': { exact: 'c' } } }, { gateways: edge })],
  [
    'a header that is there',
    matched({ headers: { ':path': {}, 'x-a': { prefix: 'a' } }, withoutHeaders: { 'x-b': { regex: '*' } } }),
  ],
  ['a path with every prefix', matched({ uri: { prefix: '' } })],
  ['retries on statuses', rule({ retries: { attempts: 1, retryOn: '503,5xx,internal' } })],
  ['a redirect of a prefix', redirected({ prefixRewrite: '/new' }, { uri: { prefix: '/old' } })],
  ['the host set once', changed('request', { set: { Host: 'a' } })],
  [
    'variables of Envoy',
    changed('response', { set: { a: '%REQ(x)%', b: '100%%', c: '%DOWNSTREAM_TLS_VERSION% %M(["a", "b"])%', d: '' } }),
  ],
  ['CORS for all', rule({ corsPolicy: { allowOrigins: [{ regex: '.*' }], allowHeaders: ['*'] } })],
  ['a body of the largest size', { http: [{ directResponse: { status: 200, body: { string: 'a'.repeat(2 ** 20) } } }] }],
])('takes %s', (_, props) => {
  expect(synth(props)).toHaveLength(1);
});
