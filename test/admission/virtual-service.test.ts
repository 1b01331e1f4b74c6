import { virtualServiceNackProblems, virtualServiceProblems } from '../../lib/admission/virtual-service';
import { describeProblem, type Problem } from '../../lib/core/problem';

// Plain specs, as they stand in YAML: also such as no props can be written for.

const placed = { namespace: 'shop', name: 'edge' };
const told = (problems: readonly Problem[]) => problems.map(describeProblem);
const route = [{ destination: { host: 'cart' } }];

type Spec = Parameters<typeof virtualServiceProblems>[0];
type Rule = NonNullable<Spec['http']>[number];
const rule = (more: Rule): Spec => ({ hosts: ['cart'], http: [{ route, ...more }] });

test.each<[string, Spec]>([
  ['empty fields', rule({ match: [{}], headers: {}, corsPolicy: {}, mirrors: [], name: '' })],
  ['numbers that stand for none', rule({ match: [{ port: 0, sourceNamespace: '' }], retries: { attempts: 0, retryOn: '' } })],
  ['shares that add up to anything', rule({ route: [...route, { destination: { host: 'b' }, weight: 7 }] })],
  ['one share of 0', rule({ route: [{ destination: { host: 'cart', subset: '' }, weight: 0 }] })],
  ['a fault that comes to nothing', rule({ fault: { delay: {}, abort: { percentage: {} } } })],
  ['a redirect to port 0', { hosts: ['cart'], http: [{ redirect: { port: 0 } }] }],
  ['a delegate, and what comes of it', rule({ route: undefined, delegate: { name: 'a' }, mirror: { host: 'a' }, mirrors: [] })],
  ['no hosts', { http: [{ route }], exportTo: [] }],
  ['a status with a sign', rule({ retries: { attempts: 1, retryOn: '+503,0503' } })],
  ['an address with a zone', { hosts: ['fe80::1%eth0'], http: [{ route }] }],
])('a VirtualService may have %s', (_, spec) => {
  expect(told(virtualServiceProblems(spec, placed))).toEqual([]);
});

test.each<[string, Spec, string[]]>([
  ['nothing', {}, ['http has no rule, and neither tls nor tcp has one, got []; give at least one rule']],
  [
    'what a delegate cannot have',
    { gateways: ['edge/public'], tcp: [{ route }], http: [{ delegate: { name: 'a' } }] },
    [
      'gateways is set without hosts, got ["edge/public"]; name the hosts, or remove it from the delegate',
      'tcp is set without hosts, got [{"route":[{"destination":{"host":"cart"}}]}]; name the hosts, or remove it from the delegate',
      'http[0].delegate stands in a VirtualService that is a delegate itself; leave the requests to a route, or to the other ' +
        'VirtualService directly',
    ],
  ],
  [
    'a rule without outcome',
    { hosts: ['cart'], http: [{ timeout: '1s' }] },
    ['http[0] does nothing with its requests, got {"timeout":"1s"}; give route, redirect, directResponse or delegate'],
  ],
  [
    'several outcomes',
    rule({ redirect: { uri: '/a' }, directResponse: { status: 200 }, rewrite: { uri: '/b' } }),
    [
      'http[0].directResponse stands beside redirect; keep one of the two',
      'http[0].route stands beside redirect; keep one of the two',
      'http[0].rewrite stands beside redirect; keep one of the two',
    ],
  ],
  ['a route and a delegate', rule({ delegate: { name: 'a' } }), ['http[0].route stands beside delegate; keep one of the two']],
  [
    'faults that Istio does not know',
    rule({ fault: { delay: { exponentialDelay: '1s' }, abort: { http2Error: 'CANCEL' } } }),
    [
      'http[0].fault.delay.exponentialDelay is nothing that Istio knows yet, got "1s"; use fixedDelay',
      'http[0].fault.abort.http2Error is nothing that Istio knows yet, got "CANCEL"; use httpStatus or grpcStatus',
    ],
  ],
  [
    'retries that are off, and told where',
    rule({ retries: { attempts: 0, retryRemoteLocalities: false } }),
    [
      'http[0].retries.attempts is 0, which turns retries off and goes with no other setting of them, got 0; ' +
        'set attempts to 1 or more, or leave out perTryTimeout, retryOn and retryRemoteLocalities',
    ],
  ],
  [
    'a redirect of everything that can be',
    { hosts: ['cart'], http: [{ redirect: { uri: '/a', prefixRewrite: '/b', scheme: 'ftp', port: 70000, redirectCode: 200 } }] },
    [
      'http[0].redirect.prefixRewrite stands beside uri, got "/b"; keep one of the two',
      'http[0].redirect.scheme is unknown, got "ftp"; use one of http, https',
      'http[0].redirect.port must be a port number, got 70000; use a whole number between 1 and 65535',
      'http[0].redirect.redirectCode is no redirect that Envoy knows, got 200; use one of 301, 302, 303, 307, 308',
    ],
  ],
  [
    'a rewrite in both ways',
    rule({ rewrite: { uri: '/a', uriRegexRewrite: { match: 'a' } } }),
    [
      'http[0].rewrite.uri stands beside uriRegexRewrite; keep one of the two',
      'http[0].rewrite.uriRegexRewrite.rewrite must not be empty, got ""; write what takes the place of what is found',
    ],
  ],
  [
    'no share for anyone',
    rule({ route: [...route, ...route] }),
    ['http[0].route weights leave no traffic to anyone, got [0,0]; give each a share, 100 in all'],
  ],
  [
    'a port without a number',
    rule({ route: [{ destination: { host: 'cart', port: {} } }] }),
    ['http[0].route[0].destination.port.number must be a port number, got 0; use a whole number between 1 and 65535'],
  ],
  [
    'CORS for an unknown method, and for no origin',
    rule({ corsPolicy: { allowMethods: ['FETCH'], allowOrigins: [{}] } }),
    [
      'http[0].corsPolicy.allowOrigins[0] compares with nothing, got {}; give exact, prefix or regex',
      'http[0].corsPolicy.allowMethods[0] is no method that CORS can allow, got "FETCH"; ' +
        'use one of GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE, *',
    ],
  ],
  [
    'connections that go nowhere',
    { hosts: ['cart'], tcp: [{}] },
    ['tcp[0].route must have at least one entry, got []; give at least one destination'],
  ],
])('Istio refuses a VirtualService with %s', (_, spec, messages) => {
  expect(told(virtualServiceProblems(spec, placed))).toEqual(messages);
});

test('Envoy refuses more of a VirtualService', () => {
  const spec = { hosts: ['cart'], http: [{ redirect: { uri: '/a', redirectCode: 304 } }, { directResponse: { status: 600 } }] };
  expect(told(virtualServiceProblems(spec, placed))).toEqual([]);
  expect(told(virtualServiceNackProblems(spec))).toEqual([
    'http[0].redirect.redirectCode is no redirect that Envoy knows, got 304; use one of 301, 302, 303, 307, 308',
    'http[1].directResponse.status must be an HTTP status between 200 and 599, got 600; use for example 503',
  ]);
});
