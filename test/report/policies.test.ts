import { gateway, type Manifest, object, service, to, virtualService, workload } from '../simulation/asked';
import { sentencesOf } from './pairs';

const own = (name: string) => workload(`shop/${name}`, {}, { serviceAccountName: name });
const INGRESS = object('Deployment', 'edge/ingress', {
  template: {
    metadata: { labels: { istio: 'ingressgateway' }, annotations: { 'inject.istio.io/templates': 'gateway' } },
    spec: { containers: [{ name: 'istio-proxy', image: 'proxy' }] },
  },
});
const SHOP: readonly Manifest[] = [
  ...['page', 'cart', 'pay'].flatMap((name) => [service(`shop/${name}`), own(name)]),
  INGRESS,
  gateway('edge/web', [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }]),
  virtualService('shop/web', { hosts: ['shop.example'], gateways: ['edge/web'], http: [{ route: to('page') }] }),
];

const security = (kind: string, place: string, spec: object): Manifest => ({
  ...object(kind, place, spec),
  apiVersion: 'security.istio.io/v1',
});
const policy = (place: string, spec: object) => security('AuthorizationPolicy', place, spec);
const of = (app: string, rest: object) => ({ selector: { matchLabels: { app } }, ...rest });
const callers = (...names: readonly string[]) => ({
  rules: [{ from: [{ source: { principals: names.map((name) => `cluster.local/ns/shop/sa/${name}`) } }] }],
});
const tokens = (app: string, jwtRules: object) =>
  security('RequestAuthentication', 'shop/tokens', of(app, { jwtRules: [jwtRules] }));
const ISSUER = { issuer: 'https://id.example', jwksUri: 'https://id.example/keys' };

/** What is added to the shop before and after, and what the report says of it. */
const PAIRS: readonly (readonly [string, readonly Manifest[], readonly Manifest[], readonly string[]])[] = [
  [
    'one of two callers is kept out, which istiod tells the same',
    [policy('shop/pay', of('pay', callers('page', 'cart')))],
    [policy('shop/pay', of('pay', callers('page')))],
    ['cart may no longer call pay'],
  ],
  [
    'a policy for the whole of a namespace says nothing of what it lets in',
    [],
    [policy('shop/admin', { action: 'DENY', rules: [{ to: [{ operation: { paths: ['/admin*'] } }] }] })],
    [
      'cart, page, pay: requests with path beginning with /admin are denied instead of going to all its pods',
      'shop.example through gateway edge/web: requests with path beginning with /admin are denied instead of going to page',
    ],
  ],
  [
    'a policy of a gateway',
    [],
    [
      policy('edge/block', {
        selector: { matchLabels: { istio: 'ingressgateway' } },
        action: 'DENY',
        rules: [{ from: [{ source: { ipBlocks: ['203.0.113.0/24'] } }] }],
      }),
    ],
    [
      'shop.example through gateway edge/web: requests with client address in 203.0.113.0/24 are denied instead of going to page',
      'other hosts through gateway edge/web: requests with client address in 203.0.113.0/24 are denied instead of getting 404 (no route matches)',
    ],
  ],
  [
    'a token that is asked for',
    [tokens('pay', ISSUER)],
    [tokens('pay', ISSUER), policy('shop/pay', of('pay', { rules: [{ from: [{ source: { requestPrincipals: ['*'] } }] }] }))],
    ['pay: requests without a token of https://id.example are denied instead of going to all its pods'],
  ],
  [
    'a claim that is asked for on one path',
    [tokens('pay', ISSUER)],
    [
      tokens('pay', ISSUER),
      policy(
        'shop/pay',
        of('pay', {
          action: 'DENY',
          rules: [
            {
              to: [{ operation: { paths: ['/admin'] } }],
              when: [{ key: 'request.auth.claims[realm][role]', notValues: ['admin'] }],
            },
          ],
        }),
      ),
    ],
    [
      'pay: requests with path /admin, other than those with a token of https://id.example and with claim realm.role admin are denied instead of going to all its pods',
    ],
  ],
  [
    'all of what went to several places',
    [
      virtualService('shop/pay', {
        hosts: ['pay'],
        http: [{ match: [{ uri: { exact: '/a' } }], route: to('cart') }, { route: to('pay') }],
      }),
    ],
    [
      virtualService('shop/pay', {
        hosts: ['pay'],
        http: [{ match: [{ uri: { exact: '/a' } }], route: to('cart') }, { route: to('pay') }],
      }),
      policy('shop/nobody', {}),
    ],
    [
      'all workloads may no longer call cart, page, pay',
      'shop.example through gateway edge/web: requests are denied instead of going to page',
    ],
  ],
  [
    'a policy on what a path is rewritten to',
    [
      virtualService('shop/pay', {
        hosts: ['pay'],
        http: [{ match: [{ uri: { prefix: '/old/' } }], rewrite: { uri: '/v1/' }, route: to('pay') }, { route: to('pay') }],
      }),
    ],
    [
      virtualService('shop/pay', {
        hosts: ['pay'],
        http: [{ match: [{ uri: { prefix: '/old/' } }], rewrite: { uri: '/v1/' }, route: to('pay') }, { route: to('pay') }],
      }),
      policy('shop/pay', of('pay', { action: 'DENY', rules: [{ to: [{ operation: { paths: ['/v1/secret'] } }] }] })),
    ],
    ['pay: requests with path /v1/secret or path /old/secret are denied instead of going to all its pods'],
  ],
];

test.each(PAIRS)('%s', (_, before, after, expected) => {
  expect(sentencesOf([...SHOP, ...before], [...SHOP, ...after])).toEqual(expected);
});
