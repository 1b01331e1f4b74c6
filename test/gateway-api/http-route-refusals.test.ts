import { Duration } from 'cdk8s';
import { GatewayApi } from '../../lib';
import { refusals, testChart } from '../synth';

const { Backend, HTTPRoute, Parent } = GatewayApi;

const service = (name: string, namespace?: string) => ({ name, metadata: { namespace } });
const backend = Backend.service(service('shop', 'shop'), 80);
const backendRefs = [{ backend }] as const;
const parentRefs = [service('shop', 'shop')] as const;

const route = (props: Partial<GatewayApi.HTTPRouteProps>) =>
  new HTTPRoute(testChart('shop'), 'shop', { parentRefs, rules: [{ backendRefs }], ...props });

describe('fails when', () => {
  const rule = (part: object): Partial<GatewayApi.HTTPRouteProps> => ({
    rules: [{ backendRefs, ...part } as GatewayApi.HTTPRouteRule],
  });
  const match = (value: string, type?: string) => rule({ matches: [{ path: { type, value } }] });
  const prefix = { type: 'ReplacePrefixMatch', replacePrefixMatch: '/b' };
  test.each<[string, Partial<GatewayApi.HTTPRouteProps>, string]>([
    [
      'there is no parent',
      { parentRefs: [] as never },
      'parentRefs must have at least one entry, got []; say where the route applies',
    ],
    [
      'a parent stands twice',
      { parentRefs: [service('shop', 'shop'), Parent.service(service('shop', 'shop'), 80)] },
      'parentRefs[1] is for what parentRefs[0] is for, got "shop"; name another sectionName in each, or keep one of them',
    ],
    ['a path does not begin with /', match('a'), 'rules[0].matches[0].path.value must begin with /, got "a"; write /a'],
    [
      'a path is not as a request has it',
      match('/a//b'),
      'rules[0].matches[0].path.value has //, which no path has that is compared, got "/a//b"; write the path without it',
    ],
    [
      'a path ends with a step back',
      match('/a/..', 'Exact'),
      'rules[0].matches[0].path.value has /.., which no path has that is compared, got "/a/.."; write the path without it',
    ],
    [
      'a path is none',
      match('/a b'),
      'rules[0].matches[0].path.value is not a path, got "/a b"; ' +
        'write characters of a URL, others as % and two hexadecimal digits',
    ],
    [
      'an expression is none',
      match('/a(', 'RegularExpression'),
      'rules[0].matches[0].path.value is not an expression of RE2, got "/a("; ' +
        'write it as in https://github.com/google/re2/wiki/Syntax (error parsing regexp: missing closing ): `/a(`)',
    ],
    [
      'a header has a % that Envoy does not take',
      rule({ filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name: 'a', value: '50%' }] } }] }),
      'rules[0].filters[0].responseHeaderModifier.set[0].value has a % that begins no variable of Envoy, got "50%"; ' +
        'write %% for a percent sign, and close each variable: %REQ(x-user)%',
    ],
    [
      'a filter lacks its settings',
      rule({ filters: [{ type: 'CORS' }] }),
      'rules[0].filters[0].cors is missing for type CORS; give it, or remove the filter',
    ],
    [
      'a filter has those of another',
      rule({ filters: [{ type: 'CORS', cors: {}, urlRewrite: {} }] }),
      'rules[0].filters[0].urlRewrite does not belong to type CORS, got {}; set the type to URLRewrite, or remove urlRewrite',
    ],
    [
      'a filter stands twice',
      rule({
        filters: [
          { type: 'CORS', cors: {} },
          { type: 'CORS', cors: {} },
        ],
      }),
      'rules[0].filters[1].type is that of rules[0].filters[0] as well, got "CORS"; merge the two',
    ],
    [
      'origins stand beside all of them',
      rule({ filters: [{ type: 'CORS', cors: { allowOrigins: ['*', 'https://a.com'] } }] }),
      'rules[0].filters[0].cors.allowOrigins has others beside *, got ["*","https://a.com"]; write * alone, or name each',
    ],
    [
      'a header is taken away twice',
      rule({ filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['a', 'a'] } }] }),
      'rules[0].filters[0].requestHeaderModifier.remove[1] is that of rules[0].filters[0].requestHeaderModifier.remove[0] as well, ' +
        'got "a"; name each once',
    ],
    [
      'copies are more than all requests',
      rule({
        filters: [{ type: 'RequestMirror', requestMirror: { backendRef: backend, fraction: { numerator: 101 } } }],
      }),
      'rules[0].filters[0].requestMirror.fraction.numerator is more than all requests, got 101; use at most the denominator, 100',
    ],
    [
      'copies are counted twice',
      rule({
        filters: [{ type: 'RequestMirror', requestMirror: { backendRef: backend, percent: 1, fraction: { numerator: 1 } } }],
      }),
      'rules[0].filters[0].requestMirror.percent stands beside fraction, got 1; keep one of the two',
    ],
    [
      'a new path has the type of another',
      rule({ filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replacePrefixMatch: '/' } } }] }),
      'rules[0].filters[0].urlRewrite.path.replaceFullPath is missing for type ReplaceFullPath; ' +
        'give replaceFullPath and type ReplaceFullPath together\n' +
        'rules[0].filters[0].urlRewrite.path.replacePrefixMatch does not belong to type ReplaceFullPath, got "/"; ' +
        'give replacePrefixMatch and type ReplacePrefixMatch together',
    ],
    [
      'a prefix is replaced that is not matched alone',
      rule({ matches: [{}, {}], filters: [{ type: 'URLRewrite', urlRewrite: { path: prefix } }] }),
      'rules[0].filters[0].urlRewrite replaces a prefix, but the rule does not match by one alone, got [{},{}]; ' +
        'give the rule exactly one match, by PathPrefix',
    ],
    [
      'requests are redirected and sent on',
      rule({ filters: [{ type: 'RequestRedirect', requestRedirect: {} }] }),
      'rules[0].filters[0] redirects what backendRefs take, got {}; remove backendRefs, or the filter',
    ],
    [
      'requests are redirected and rewritten',
      rule({
        backendRefs: undefined,
        filters: [
          { type: 'RequestRedirect', requestRedirect: {} },
          { type: 'URLRewrite', urlRewrite: {} },
        ],
      }),
      'rules[0].filters[1] rewrites what is redirected, got "URLRewrite"; keep one of the two',
    ],
    [
      'a try may take longer than all of them',
      rule({ timeouts: { request: Duration.seconds(1), backendRequest: Duration.minutes(1) } }),
      'rules[0].timeouts.backendRequest is longer than request, got "60s"; use at most 1s, or a longer request',
    ],
    [
      'a time is too fine',
      rule({ timeouts: { request: Duration.millis(0.5) } }),
      'rules[0].timeouts.request must be a whole number of milliseconds, got 0.5; use for example Duration.millis(500)',
    ],
    [
      'there are too many conditions',
      {
        rules: [
          { backendRefs, matches: Array.from({ length: 64 }, () => ({})) },
          ...Array(2).fill({ backendRefs, matches: Array.from({ length: 33 }, () => ({})) }),
        ] as never,
      },
      'rules must have at most 128 matches together, got 130; spread them over several routes',
    ],
    [
      'a Service has several ports, and none is chosen',
      rule({ backendRefs: [{ backend: Backend.service({ ...service('shop'), ports: [{ port: 80 }, { port: 81 }] }) }] }),
      'rules[0].backendRefs[0].port is not given, got "shop"; choose one of 80, 81',
    ],
    [
      'a Service has no such port',
      rule({ backendRefs: [{ backend: Backend.service({ ...service('shop'), ports: [{ port: 80 }] } as never, 81) }] }),
      'rules[0].backendRefs[0].port is no port of Service shop, got 81; use one of 80 (IST0101)',
    ],
    [
      'a backend is a workload',
      rule({ backendRefs: [{ backend: Backend.service({ ...service('shop'), kind: 'Deployment' } as never, 80) }] }),
      'rules[0].backendRefs[0] is no Service, got "Deployment shop"; give the Service that stands before it',
    ],
  ])('%s', (_, props, message) => {
    expect(refusals(() => route(props))).toEqual(message.split('\n'));
  });

  test('a parent is a workload', () => {
    const made = route({ parentRefs: [{ ...service('shop', 'shop'), kind: 'Deployment' } as never] });
    expect(made.node.validate()).toEqual([
      'parentRefs[0] is nothing that a route applies to, got "Deployment shop"; ' +
        'give a Gateway of the Gateway API, one of its listeners, a Service or a ServiceEntry',
    ]);
  });
});
