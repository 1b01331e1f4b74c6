import { GatewayApi } from '../../lib';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const { Backend, Gateway, GRPCRoute, Parent, TCPRoute, TLSRoute } = GatewayApi;

const service = (name: string, namespace?: string) => ({ name, metadata: { namespace } });
const backend = Backend.service(service('shop', 'shop'), 80);
const rendered = { name: 'shop', port: 80 };
const parentRefs = [Parent.unchecked({ name: 'edge', namespace: 'infra' })] as const;
const metadata = { name: 'all', namespace: 'shop', labels: { a: 'b' }, annotations: { c: 'd' } };

test('a GRPCRoute with minimal props', () => {
  const chart = testChart('shop');
  new GRPCRoute(chart, 'shop', { parentRefs: [service('shop', 'shop')], rules: [{ backendRefs: [{ backend }] }] });
  expect(manifestOf(chart, 'GRPCRoute', 'shop')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GRPCRoute',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: { parentRefs: [{ group: '', kind: 'Service', name: 'shop' }], rules: [{ backendRefs: [rendered] }] },
  });
});

test('every prop of a GRPCRoute', () => {
  const chart = testChart('shop');
  const headers = { set: [{ name: 'a', value: 'b' }] };
  const matches: readonly Required<GatewayApi.GRPCRouteMatch>[] = [
    { method: { type: 'Exact', service: 'shop.Cart', method: 'Add' }, headers: [{ name: 'a', type: 'Exact', value: 'b' }] },
  ];
  const rule: Required<GatewayApi.GRPCRouteRule> = {
    name: 'first',
    matches,
    filters: [
      { type: 'RequestHeaderModifier', requestHeaderModifier: headers },
      { type: 'RequestMirror', requestMirror: { backendRef: backend, percent: 5 } },
    ],
    backendRefs: [{ backend, weight: 2, filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: headers }] }],
  };
  const props: Required<GatewayApi.GRPCRouteProps> = { metadata, parentRefs, hostnames: ['a.com'], rules: [rule] };
  new GRPCRoute(chart, 'shop', props);
  expect(manifestOf(chart, 'GRPCRoute', 'all')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GRPCRoute',
    metadata,
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'infra' }],
      hostnames: ['a.com'],
      rules: [
        {
          name: 'first',
          matches,
          filters: [rule.filters[0], { type: 'RequestMirror', requestMirror: { backendRef: rendered, percent: 5 } }],
          backendRefs: [
            { ...rendered, weight: 2, filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: headers }] },
          ],
        },
      ],
    },
  });
});

describe('a GRPCRoute fails when', () => {
  const route = (method: GatewayApi.GRPCMethodMatch) =>
    new GRPCRoute(testChart(), 'shop', { parentRefs, rules: [{ matches: [{ method }], backendRefs: [{ backend }] }] });
  test.each<[string, GatewayApi.GRPCMethodMatch, string]>([
    [
      'a service is none',
      { service: 'shop/Cart' },
      'rules[0].matches[0].method.service is no name of a gRPC service, got "shop/Cart"; ' +
        'use the full name, package.Service for example',
    ],
    [
      'a method is none',
      { service: 'shop.Cart', method: 'Add()' },
      'rules[0].matches[0].method.method is no name of a gRPC method, got "Add()"; use letters, digits and _',
    ],
    [
      'an expression is none',
      { type: 'RegularExpression', method: '(' },
      'rules[0].matches[0].method.method is not an expression of RE2, got "("; ' +
        'write it as in https://github.com/google/re2/wiki/Syntax (error parsing regexp: missing closing ): `(`)',
    ],
    [
      'neither is named',
      { type: 'Exact' } as never,
      'rules[0].matches[0].method names neither service nor method, got {"type":"Exact"}; give one of them, or leave it out',
    ],
  ])('%s', (_, method, message) => {
    expect(refusals(() => route(method))).toEqual([message]);
  });
});

test('a TLSRoute with minimal props, and every prop', () => {
  const chart = testChart('shop');
  new TLSRoute(chart, 'least', { parentRefs, hostnames: ['a.com'], rules: [{ backendRefs: [{ backend }] }] });
  const parent = { name: 'edge', namespace: 'infra' };
  expect(specOf(chart, 'TLSRoute', 'least')).toEqual({
    parentRefs: [parent],
    hostnames: ['a.com'],
    rules: [{ backendRefs: [rendered] }],
  });
  const props: Required<GatewayApi.TLSRouteProps> = {
    metadata,
    parentRefs,
    hostnames: ['*.a.com'],
    rules: [{ name: 'first', backendRefs: [{ backend, weight: 0 }] }],
  };
  new TLSRoute(chart, 'shop', props);
  expect(manifestOf(chart, 'TLSRoute', 'all')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'TLSRoute',
    metadata,
    spec: { parentRefs: [parent], hostnames: ['*.a.com'], rules: [{ name: 'first', backendRefs: [{ ...rendered, weight: 0 }] }] },
  });
});

test('a TLSRoute fails when it is for an address', () => {
  const hostnames = ['10.0.0.1'] as const;
  expect(
    refusals(() => new TLSRoute(testChart(), 'a', { parentRefs, hostnames, rules: [{ backendRefs: [{ backend }] }] })),
  ).toEqual(['hostnames[0] is an address, for which TLS has no server name, got "10.0.0.1"; use a DNS name']);
});

test('a TCPRoute with every prop', () => {
  const chart = testChart('shop');
  const props: Required<GatewayApi.TCPRouteProps> = {
    metadata,
    parentRefs,
    rules: [{ name: 'first', backendRefs: [{ backend, weight: 1 }] }],
  };
  new TCPRoute(chart, 'shop', props);
  expect(manifestOf(chart, 'TCPRoute', 'all')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'TCPRoute',
    metadata,
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'infra' }],
      rules: [{ name: 'first', backendRefs: [{ ...rendered, weight: 1 }] }],
    },
  });
});

test('shares of a TCP port, as in Istio’s sample tcp-echo', () => {
  const chart = testChart();
  const listener = { name: 'tcp-31400', port: 31400, protocol: 'TCP' } as const;
  const gateway = new Gateway(chart, 'tcp-echo-gateway', { listeners: [listener] });
  new TCPRoute(chart, 'tcp-echo', {
    parentRefs: [gateway.listener('tcp-31400')],
    rules: [
      {
        backendRefs: [
          { backend: Backend.service(service('tcp-echo-v1'), 9000), weight: 80 },
          { backend: Backend.service(service('tcp-echo-v2'), 9000), weight: 20 },
        ],
      },
    ],
  });
  expect(specOf(chart, 'TCPRoute', 'tcp-echo')).toEqual({
    parentRefs: [{ name: 'tcp-echo-gateway', sectionName: 'tcp-31400' }],
    rules: [
      {
        backendRefs: [
          { name: 'tcp-echo-v1', port: 9000, weight: 80 },
          { name: 'tcp-echo-v2', port: 9000, weight: 20 },
        ],
      },
    ],
  });
});

test('a TCPRoute fails when its port is none', () => {
  const rules = [{ backendRefs: [{ backend: Backend.service(service('shop'), 70000) }] }] as const;
  expect(refusals(() => new TCPRoute(testChart(), 'a', { parentRefs, rules }))).toEqual([
    'rules[0].backendRefs[0].port must be a port number, got 70000; use a whole number between 1 and 65535',
  ]);
});
