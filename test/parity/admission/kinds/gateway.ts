import { isMap } from '../../../../lib/core/schema/values';
import type { Knowledge } from '../from-schema';
import { DNS_LABELS, LABELS, PORTS, pool } from '../pool';
import { SERVER_TLS_SHAPES, SERVER_TLS_VALUES } from './server-tls';

interface Server {
  port?: { name?: unknown; protocol?: unknown };
  tls?: unknown;
}

export const PROTOCOLS = pool(
  ['HTTP', 'HTTPS', 'TLS', 'TCP', 'GRPC', 'HTTP2', 'GRPC-WEB', 'MONGO', 'REDIS', 'MYSQL', 'http', 'Https', 'UDP', 'HTTP_PROXY'],
  ['', 'FOO', 'http3', 'QUIC', 'GRPC-Web', 'HBONE', 'DOUBLE-HBONE', 'HTTP-PROXY', 'UnsupportedProtocol', ' HTTP'],
);

export const SERVED_HOSTS = pool(
  ['*', 'example.com', '*.example.com', 'shop/*', './example.com', '*/example.com', 'shop/*.a.com', 'EXAMPLE.com'],
  [
    '',
    'example',
    'shop/',
    '/a.com',
    'a/b/c.com',
    '-a/b.com',
    '*a.com',
    '*-a.com',
    '10.0.0.1',
    '1::1',
    'shop/10.0.0.1',
    '~/*',
    '*.',
    'a.*.com',
    'a_b.com',
    '**/a.com',
    'shop.x/a.com',
    '*.com',
    'a.com.',
    'a.1',
    'a.b/c.d',
    '~shop/a.com',
    '~',
  ],
);

/** Gives a server that needs a certificate one. */
export function completeTls(tls: unknown): void {
  if (!isMap(tls) || !['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(String(tls.mode))) return;
  const hasOne = ['credentialName', 'credentialNames', 'tlsCertificates', 'serverCertificate'].some(
    (name) => tls[name] !== undefined,
  );
  if (!hasOne) Object.assign(tls, { credentialName: 'cert' });
}

export const GATEWAY: Knowledge = {
  shapes: {
    ...SERVER_TLS_SHAPES,
    '': [['selector!', 'servers!'], ['servers!']],
    'servers[]': [
      ['port!', 'hosts!', 'name', 'tls'],
      ['port!', 'hosts!', 'bind', 'tls!'],
      ['port!', 'hosts!', 'defaultEndpoint', 'bind'],
    ],
    'servers[].port': [
      ['number!', 'protocol!', 'name!'],
      ['number!', 'protocol!', 'name!'],
      ['number!', 'protocol!', 'name!', 'targetPort'],
    ],
  },
  values: {
    ...SERVER_TLS_VALUES,
    selector: LABELS,
    'servers[].hosts[]': SERVED_HOSTS,
    'servers[].name': DNS_LABELS,
    'servers[].bind': pool(
      ['10.0.0.1', '0.0.0.0', '::1', ''],
      ['unix:///tmp/a', 'unix://@a', 'unix://', 'unix://a', 'localhost', '*', 'unix:///', '10.0.0.1:80'],
    ),
    'servers[].defaultEndpoint': pool(['127.0.0.1:80', 'unix:///a'], ['', 'a']),
    'port.number': PORTS,
    'port.name': DNS_LABELS,
    'port.protocol': PROTOCOLS,
    'port.targetPort': pool([0], [80, 65536]),
  },
  mend(spec, random) {
    const { servers } = spec as { servers?: Server[] };
    if (!Array.isArray(servers)) return;
    servers.forEach((server, i) => {
      const port = server?.port;
      if (port === null || typeof port !== 'object' || !random.chance(0.9)) return;
      if (i > 0 && typeof port.name === 'string') port.name = `p${i}`;
      completeTls(server.tls);
      const isTls = typeof port.protocol === 'string' && ['HTTPS', 'TLS'].includes(port.protocol.toUpperCase());
      if (isTls && server.tls === undefined) port.protocol = random.pick(['HTTP', 'TCP', 'GRPC']);
      if (!isTls && server.tls !== undefined && random.chance(0.8)) port.protocol = random.pick(['HTTPS', 'TLS']);
    });
  },
};
