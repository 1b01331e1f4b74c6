import type { Chart } from 'cdk8s';
import { OutsideDelegate } from '../../lib/networking/delegate-reference';
import { DelegateVirtualService, type DelegateVirtualServiceProps } from '../../lib/networking/delegate-virtual-service';
import { Destination } from '../../lib/networking/destination';
import { FaultInjection } from '../../lib/networking/fault-injection';
import type { HttpMatch } from '../../lib/networking/http-match';
import { VirtualService } from '../../lib/networking/virtual-service';
import { manifestOf, manifests, refusals, specOf, testChart } from '../synth';

const route = [{ destination: Destination.unchecked({ host: 'checkout.shop.svc.cluster.local' }) }] as const;
const rendered = [{ destination: { host: 'checkout.shop.svc.cluster.local' } }];

function delegateIn(chart: Chart, props: Partial<DelegateVirtualServiceProps> = {}): DelegateVirtualService {
  return new DelegateVirtualService(chart, 'checkout', { http: [{ route }], ...props });
}

function rootIn(chart: Chart, delegate: DelegateVirtualService | OutsideDelegate | { name: string; namespace?: string }) {
  const match: [HttpMatch] = [{ uri: { prefix: '/checkout' } }];
  return new VirtualService(chart, 'root', {
    metadata: { namespace: 'edge' },
    hosts: ['shop.example.com'],
    http: [{ match, delegate }, { route }],
  });
}

test('rules without hosts', () => {
  const chart = testChart('shop');
  delegateIn(chart);
  expect(manifestOf(chart, 'VirtualService', 'checkout')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'checkout', namespace: 'shop' },
    spec: { http: [{ route: rendered }] },
  });
});

test('every prop', () => {
  const props: Required<DelegateVirtualServiceProps<'team'>> = {
    metadata: { name: 'pay', namespace: 'team', labels: { app: 'pay' }, annotations: { note: 'none' } },
    sections: ['team'],
    http: [{ route }],
    exportTo: ['edge', '.'],
  };
  const chart = testChart('shop');
  new DelegateVirtualService(chart, 'checkout', props).addRoutes('team', [{ match: [{ port: 80 }], route }]);
  expect(manifestOf(chart, 'VirtualService', 'pay')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: props.metadata,
    spec: { exportTo: ['edge', '.'], http: [{ match: [{ port: 80 }], route: rendered }, { route: rendered }] },
  });
});

test.each([
  ['the object', (chart: Chart) => delegateIn(chart)],
  [
    'its name',
    (chart: Chart) => {
      delegateIn(chart);
      return { name: 'checkout', namespace: 'shop' };
    },
  ],
  ['one outside of the program', () => OutsideDelegate.unchecked({ name: 'checkout', namespace: 'shop' })],
])('a rule refers to it by %s', (_, refer) => {
  const chart = testChart('shop');
  rootIn(chart, refer(chart));
  expect(specOf(chart, 'VirtualService', 'root')).toEqual({
    hosts: ['shop.example.com'],
    http: [{ match: [{ uri: { prefix: '/checkout' } }], delegate: { name: 'checkout', namespace: 'shop' } }, { route: rendered }],
  });
});

test('a fault may be injected into it', () => {
  const chart = testChart('shop');
  const virtualService = delegateIn(chart);
  new FaultInjection(chart, 'fault', { virtualService, abort: { httpStatus: 503, percentage: 100 } });
  expect(specOf(chart, 'VirtualService', 'checkout')).toMatchObject({ http: [{ fault: { abort: { httpStatus: 503 } } }] });
});

test.each([[undefined], [['*']], [['edge']], [['.', 'edge']]])(
  'it is seen from the namespace of the rule by exportTo %j',
  (exportTo) => {
    const chart = testChart('shop');
    rootIn(chart, delegateIn(chart, { exportTo }));
    expect(manifests(chart)).toHaveLength(2);
  },
);

describe('fails when', () => {
  test('the rule cannot see it', () => {
    const chart = testChart('shop');
    rootIn(chart, delegateIn(chart, { exportTo: ['.'] }));
    expect(() => manifests(chart)).toThrow(
      '[test/root] http[0].delegate is not exported to the namespace of the rule, got "shop/checkout"; add edge to its exportTo',
    );
  });

  test('the program has none of that name', () => {
    const chart = testChart('shop');
    rootIn(chart, { name: 'chekout', namespace: 'shop' });
    expect(() => manifests(chart)).toThrow(
      '[test/root] http[0].delegate is no delegate of this program, got "shop/chekout"; ' +
        'pass a DelegateVirtualService of it, or OutsideDelegate.unchecked(...) for one outside of it (IST0101)',
    );
  });

  test('the name is one of another namespace', () => {
    const chart = testChart('shop');
    delegateIn(chart);
    rootIn(chart, { name: 'checkout' });
    expect(() => manifests(chart)).toThrow('http[0].delegate is no delegate of this program, got "edge/checkout"');
  });

  test('its rules never apply where the rule does', () => {
    const chart = testChart('shop');
    const http = [
      { match: [{ uri: { prefix: '/checkout/pay' } }], route },
      { match: [{ uri: { prefix: '/pay' } }], route },
    ] as const;
    rootIn(chart, delegateIn(chart, { http }));
    expect(() => manifests(chart)).toThrow(
      '[test/root] http[0].delegate has a rule that Istio leaves out, since its conditions are not among those of this one, ' +
        'got "shop/checkout: http[1]"; narrow its match, or widen the one here',
    );
  });

  test('it has no rule', () => {
    const chart = testChart('shop');
    delegateIn(chart, { http: [] });
    expect(() => manifests(chart)).toThrow('[test/checkout] http has no rule, and neither tls nor tcp has one');
  });

  test('it leaves requests to a further one, forced past the compiler', () => {
    const chart = testChart('shop');
    delegateIn(chart, { http: [{ delegate: { name: 'checkout' } } as never] });
    expect(() => manifests(chart)).toThrow('http[0].delegate stands in a VirtualService that is a delegate itself');
  });

  test('a claim of a token is compared', () => {
    const chart = testChart('shop');
    delegateIn(chart, { http: [{ match: [{ headers: { '@request.auth.claims.group': {} } }], route }] });
    expect(() => manifests(chart)).toThrow('http[0].match[0].headers has a claim of a token, which gateways alone compare');
  });

  test('a namespace that sees it is none', () => {
    expect(refusals(() => delegateIn(testChart('shop'), { exportTo: ['a b'] }))).toEqual([
      'exportTo[0] is not a namespace, got "a b"; use the name of one, or . or *',
    ]);
  });
});
