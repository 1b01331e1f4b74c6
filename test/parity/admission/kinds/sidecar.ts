import type { Knowledge } from '../from-schema';
import { DNS_LABELS, PORTS, pool } from '../pool';
import { PROTOCOLS } from './gateway';
import { SERVER_TLS_SHAPES, SERVER_TLS_VALUES } from './server-tls';
import { TARGET_VALUES } from './targets';
import { POLICY_SHAPES, POLICY_VALUES } from './traffic-policy';

interface Listener {
  port?: { number?: unknown; protocol?: unknown };
  tls?: unknown;
}

export const SIDECAR: Knowledge = {
  shapes: {
    ...SERVER_TLS_SHAPES,
    connectionPool: POLICY_SHAPES.connectionPool,
    'inboundConnectionPool.http': POLICY_SHAPES['connectionPool.http'],
    'connectionPool.http': POLICY_SHAPES['connectionPool.http'],
    inboundConnectionPool: POLICY_SHAPES.connectionPool,
    http2KeepAlive: POLICY_SHAPES.http2KeepAlive,
    '': [
      ['egress!', 'workloadSelector', 'outboundTrafficPolicy'],
      ['ingress!', 'workloadSelector', 'egress'],
      ['outboundTrafficPolicy', 'inboundConnectionPool', 'workloadSelector', 'egress', 'ingress'],
    ],
    'egress[]': [['hosts!'], ['hosts!', 'port!', 'bind', 'captureMode'], ['hosts!', 'port', 'bind', 'captureMode']],
    'egress[].port': [
      ['number!', 'protocol!', 'name!'],
      ['number!', 'protocol', 'name'],
    ],
    'ingress[]': [
      ['port!', 'defaultEndpoint', 'bind', 'captureMode', 'connectionPool'],
      ['port!', 'defaultEndpoint!', 'tls', 'connectionPool'],
    ],
    'ingress[].port': [
      ['number!', 'protocol!', 'name!'],
      ['number!', 'protocol!', 'name', 'targetPort'],
    ],
    egressProxy: [
      ['host!', 'port!', 'subset'],
      ['host!', 'port', 'subset'],
    ],
  },
  values: {
    ...POLICY_VALUES,
    ...TARGET_VALUES,
    ...SERVER_TLS_VALUES,
    'hosts[]': pool(
      [
        '*/*',
        './*',
        'shop/*',
        '*/example.com',
        './reviews.shop.svc.cluster.local',
        'shop/*.a.com',
        '~/*',
        '~shop/*',
        '~shop/a.com',
      ],
      [
        '',
        '*',
        'example.com',
        'shop/',
        '/a.com',
        'a/b/c.com',
        'shop/reviews',
        '-a/a.com',
        '*/*a.com',
        '~/a.com',
        '~*/*',
        '~./a.com',
        '10.0.0.1',
        'shop/10.0.0.1',
        '~~shop/a.com',
        './**',
        '~',
        'shop/a_b.com',
        '~-/a.com',
      ],
    ),
    'egress[].bind': pool(['10.0.0.1', '::1', ''], ['unix:///a', 'unix://@a', 'unix://', 'a', '*', '10.0.0.1:80']),
    'ingress[].bind': pool(['10.0.0.1', '0.0.0.0', '::1', ''], ['unix:///a', 'a']),
    'port.number': PORTS,
    'egress[].port.number': pool([80, 443, 8080, 9080], [0, 65536, 80]),
    'port.name': DNS_LABELS,
    'port.protocol': PROTOCOLS,
    'port.targetPort': pool([0], [80]),
    'ingress[].defaultEndpoint': pool(
      ['127.0.0.1:8080', 'unix:///tmp/a', '0.0.0.0:80', ':8080', '[::1]:80', '[::]:80'],
      [
        '',
        'localhost:80',
        '10.0.0.1:80',
        '127.0.0.1',
        '127.0.0.1:0',
        '127.0.0.1:65536',
        'unix://',
        'unix://@a',
        ':a',
        '::1:80',
        '127.0.0.1:080',
        'unix:///a/',
        '[127.0.0.1]:80',
        '127.0.0.1:',
        '127.0.0.1:+80',
        '127.0.0.1:http',
        'unix:///',
      ],
    ),
    'outboundTrafficPolicy.mode': pool(['REGISTRY_ONLY', 'ALLOW_ANY'], ['ALLOW_ANY_DYNAMIC_DNS', '']),
  },
  mend(spec, random) {
    const { egress, ingress } = spec as { egress?: Listener[]; ingress?: Listener[] };
    if (Array.isArray(egress) && random.chance(0.85)) {
      egress.forEach((listener, i) => {
        if (listener === null || typeof listener !== 'object' || i === egress.length - 1) return;
        listener.port = { ...listener.port, number: 1000 + i, protocol: 'HTTP' };
      });
    }
    if (!Array.isArray(ingress) || !random.chance(0.85)) return;
    ingress.forEach((listener, i) => {
      if (listener === null || typeof listener !== 'object' || listener.port === null || typeof listener.port !== 'object')
        return;
      if (i > 0) listener.port.number = 2000 + i;
      if (listener.tls !== undefined) listener.port.protocol = random.pick(['HTTPS', 'TLS']);
    });
  },
};
