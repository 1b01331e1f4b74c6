import { compareMeshes, textOfReport } from '../../lib/report';
import { apps, destinationRule, gateway, type Manifest, object, to, virtualService } from '../simulation/asked';
import { reportOf } from './pairs';
import { meshOf } from './random-meshes';

const SHOP = apps(['shop/page', 'shop/ratings']);
const ratings = (spec: object) => [destinationRule('shop/ratings', { host: 'ratings', ...spec })];
const routed = (rule: object) => [
  virtualService('shop/ratings', { hosts: ['ratings'], http: [{ route: to('ratings'), ...rule }] }),
];
const web = (tls: object) => [
  gateway('shop/web', [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['a.example'], tls }]),
];
const SIMPLE = { mode: 'SIMPLE', credentialName: 'a' };

/** What single requests do not show, and what the report says of it. */
const PAIRS: readonly (readonly [string, readonly Manifest[], readonly Manifest[], readonly string[]])[] = [
  [
    'limits of a subset and of a port',
    ratings({ subsets: [{ name: 'v1', labels: {} }] }),
    ratings({
      subsets: [{ name: 'v1', labels: {}, trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } } }],
      trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, outlierDetection: { consecutive5xxErrors: 1 } }] },
    }),
    [
      'ratings: connections and requests to it are limited otherwise (connectionPool of subset v1)',
      'ratings: its pods that fail are left out otherwise (outlierDetection of port 80)',
    ],
  ],
  [
    'how pods are picked',
    ratings({}),
    ratings({ trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } }),
    ['ratings: its pods are picked otherwise (loadBalancer)'],
  ],
  ['what requests show', ratings({}), ratings({ trafficPolicy: { tls: { mode: 'DISABLE' } } }), []],
  [
    'the time of one try',
    routed({ retries: { attempts: 2, perTryTimeout: '1s' } }),
    routed({ retries: { attempts: 2, perTryTimeout: '2s' } }),
    ['ratings: single tries of requests are timed and spread otherwise (retries)'],
  ],
  [
    'the same time in another form',
    routed({ retries: { attempts: 2, perTryTimeout: '1s' } }),
    routed({ retries: { attempts: 2, perTryTimeout: '1000ms' } }),
    [],
  ],
  [
    'certificates of clients',
    web(SIMPLE),
    web({ ...SIMPLE, mode: 'MUTUAL' }),
    ['gateway web: clients are now asked for a certificate on port 443 (tls.mode)'],
  ],
  [
    'versions of TLS',
    web(SIMPLE),
    web({ ...SIMPLE, minProtocolVersion: 'TLSV1_3' }),
    ['gateway web: TLS with clients is set otherwise on port 443 (tls)'],
  ],
  [
    'what is not worked out',
    [],
    [object('EnvoyFilter', 'shop/limits', {})],
    ['EnvoyFilter shop/limits is added: what it does to requests is not compared'],
  ],
];

test.each(PAIRS)('%s', (_, before, after, expected) => {
  const { unasked } = reportOf([...SHOP, ...before], [...SHOP, ...after]);
  expect(unasked.map(({ sentence }) => sentence)).toEqual(expected);
});

test('it is no traffic that is the same', () => {
  const [before, after] = [meshOf(SHOP), meshOf([...SHOP, object('EnvoyFilter', 'shop/limits', {})])];
  expect(textOfReport(compareMeshes(before, after))).not.toContain('no change in traffic');
});
