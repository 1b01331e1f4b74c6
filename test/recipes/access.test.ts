import { Deployment, ServiceAccount } from 'cdk8s-plus-27';
import { Access } from '../../lib/recipes/access';
import { DenyByDefault } from '../../lib/recipes/deny-by-default';
import { Principal } from '../../lib/security/principal';
import { manifestOf, manifests, refusals, specOf, testChart } from '../synth';

const containers = [{ image: 'a', portNumber: 8080 }];

test('nothing is let through in a namespace, or in the mesh', () => {
  const chart = testChart('shop');
  new DenyByDefault(chart, 'here');
  new DenyByDefault(chart, 'there', { namespace: 'other', dryRun: true });
  new DenyByDefault(chart, 'everywhere', { mesh: { namespace: 'istio-system' } });
  expect(manifests(chart).map(({ metadata, ...rest }) => [metadata, rest['spec']])).toEqual([
    [{ name: 'here', namespace: 'shop' }, {}],
    [{ name: 'there', namespace: 'other', annotations: { 'istio.io/dry-run': 'true' } }, {}],
    [{ name: 'everywhere', namespace: 'istio-system' }, {}],
  ]);
});

test('workloads of cdk8s-plus, in another namespace than the chart', () => {
  const chart = testChart('policies');
  const metadata = { namespace: 'shop' };
  const account = new ServiceAccount(chart, 'account', { metadata: { name: 'page', namespace: 'web' } });
  const page = new Deployment(chart, 'page', { metadata: { namespace: 'web' }, serviceAccount: account, containers });
  const cart = new Deployment(chart, 'cart', { metadata, containers });
  new Access(chart, 'cart-callers', {
    to: cart,
    callers: [page, account, Principal.unchecked('*/sa/probe')],
    namespaces: ['ops'],
    ports: [8080],
    methods: ['GET'],
    paths: ['/items/*'],
  });
  expect(manifestOf(chart, 'AuthorizationPolicy', 'cart-callers')).toMatchObject({
    metadata: { name: 'cart-callers', namespace: 'shop' },
    spec: {
      selector: { matchLabels: cart.matchLabels },
      rules: [
        {
          from: [
            { source: { principals: ['cluster.local/ns/web/sa/page', 'cluster.local/ns/web/sa/page', '*/sa/probe'] } },
            { source: { namespaces: ['ops'] } },
          ],
          to: [{ operation: { ports: ['8080'], methods: ['GET'], paths: ['/items/*'] } }],
        },
      ],
    },
  });
});

test('a namespace may call all of the own one', () => {
  const chart = testChart('shop');
  new Access(chart, 'ops', { namespaces: ['ops'], dryRun: false });
  expect(specOf(chart, 'AuthorizationPolicy', 'ops')).toEqual({ rules: [{ from: [{ source: { namespaces: ['ops'] } }] }] });
});

test('fails when a caller shares its account', () => {
  const chart = testChart('shop');
  const page = new Deployment(chart, 'page', { metadata: { name: 'page' }, containers });
  expect(refusals(() => new Access(chart, 'all', { callers: [page] }))).toEqual([
    'rules[0].from[0].source.principals[0] has a Deployment page without a ServiceAccount of its own: ' +
      'it shares default with others; give it a ServiceAccount, and pass either of the two',
  ]);
});

test('fails when nobody is named, who would be everybody', () => {
  expect(refusals(() => new Access(testChart('shop'), 'cart', {} as never))).toEqual([
    'callers are missing; say who may call, by callers or namespaces, or use DenyByDefault',
  ]);
});
