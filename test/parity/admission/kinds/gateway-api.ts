import { backendTlsPolicyProblems } from '../../../../lib/admission/gateway-api/backend-tls-policy';
import { kubernetesGatewayProblems } from '../../../../lib/admission/gateway-api/gateway';
import { grpcRouteProblems } from '../../../../lib/admission/gateway-api/grpc-route';
import { httpRouteProblems } from '../../../../lib/admission/gateway-api/http-route';
import { tcpRouteProblems } from '../../../../lib/admission/gateway-api/tcp-route';
import { tlsRouteProblems } from '../../../../lib/admission/gateway-api/tls-route';
import type { Knowledge } from '../from-schema';
import { LABEL_VALUES, mapOf, pool } from '../pool';
import { GRPC, LAYER_FOUR, ROUTE, TCP } from './gateway-api-routes';
import { type Fields, HOSTS, isFields, LONG, mendTypes, NAMED } from './gateway-api-values';
import type { JudgedKind } from './index';

const KEYS = pool(
  ['a', 'a.b/c', 'A_b.c'],
  ['', 'a/b/c', '-a', 'a b', 'A/b', `${'a'.repeat(253)}/b`, `${'a'.repeat(252)}/b`, LONG, '/a', 'a/'],
);

interface Listener extends Fields {
  tls?: Fields;
}

const GATEWAY: Knowledge = {
  values: {
    ...NAMED,
    'listeners[].name': pool(['http', 'https', 'a', 'b.c', 'd'], ['', 'A', '-a']),
    gatewayClassName: pool(['istio', 'a b'], ['', 'a'.repeat(254)]),
    hostname: HOSTS,
    protocol: pool(
      ['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP', 'HBONE', 'a.b/C'],
      ['', 'a b', '-a', 'a/b/c', '/a', 'a_', 'A'.repeat(256)],
    ),
    options: mapOf(pool(['a', 'b c', 'gateway.istio.io/tls-terminate-mode']), pool(['', 'MUTUAL'])),
    'infrastructure.labels': mapOf(KEYS, LABEL_VALUES),
    'infrastructure.annotations': mapOf(KEYS, pool(['', 'a b'])),
    'addresses[]': pool(
      [
        { value: '10.0.0.1' },
        { type: 'IPAddress', value: '2001:db8::1' },
        { type: 'Hostname', value: 'a.b' },
        { type: 'Hostname', value: '*.a' },
        { type: 'Hostname' },
        {},
        { type: 'a.b/c', value: 'D e' },
        { type: 'NamedAddress', value: 'a' },
      ],
      [
        { value: 'a' },
        { value: '' },
        { value: '10.0.0.256' },
        { value: '10.0.0.1/8' },
        { value: '::ffff:1.2.3.4' },
        { value: '01.2.3.4' },
        { type: 'Hostname', value: 'A' },
        { type: 'Hostname', value: '' },
        { type: '' },
        { type: 'foo', value: 'a' },
        { type: 'IPAddress', value: 'fe80::1%a' },
      ],
    ),
    operator: pool(['In', 'Exists', 'a']),
    'matchLabels.*': pool(['a', '']),
    key: pool(['a', '']),
  },
  shapes: {
    '': [
      ['gatewayClassName!', 'listeners!'],
      ['gatewayClassName!', 'listeners!', 'addresses', 'infrastructure', 'tls', 'allowedListeners'],
    ],
    'listeners[]': [
      ['name!', 'port!', 'protocol!'],
      ['name!', 'port!', 'protocol!', 'hostname', 'allowedRoutes'],
      ['name!', 'port!', 'protocol!', 'tls!', 'hostname'],
    ],
    'listeners[].tls': [['certificateRefs!'], ['mode!', 'certificateRefs!'], ['mode', 'options!']],
    'certificateRefs[]': [['name!'], ['name!', 'namespace!']],
  },
  mend(spec, random) {
    const { listeners } = spec as { listeners?: Listener[] };
    if (!Array.isArray(listeners)) return;
    listeners.forEach((listener, i) => {
      if (!isFields(listener) || random.chance(0.1)) return;
      if (i > 0 && typeof listener.name === 'string') listener.name = `l${i}`;
      if (i > 0 && typeof listener.port === 'number') listener.port = 1000 + i;
      const isPlain = ['HTTP', 'TCP', 'UDP'].includes(String(listener.protocol));
      if (isPlain && listener.tls !== undefined) listener.protocol = listener.tls?.mode === 'Passthrough' ? 'TLS' : 'HTTPS';
      if (listener.protocol === 'TLS' && listener.tls === undefined) listener.protocol = 'HTTP';
      if (['TCP', 'UDP'].includes(String(listener.protocol)) && random.chance(0.9)) delete listener.hostname;
    });
  },
};

const POLICY: Knowledge = {
  values: {
    ...NAMED,
    'targetRefs[].group': pool(['', 'networking.istio.io'], ['A']),
    'targetRefs[].kind': pool(['Service', 'ServiceEntry'], ['', 'a b']),
    hostname: HOSTS,
    uri: pool(['spiffe://a/b', 'https://a.com/b?c#d', 'a://'], ['', 'a', 'a:b', '://a', 'a'.repeat(254)]),
    options: mapOf(pool(['a', 'b c']), pool(['', 'd'])),
    wellKnownCACertificates: pool(['System', 'a.b/C'], ['', 'system', 'a', 'a/b/c', 'A/b']),
  },
  shapes: {
    '': [['targetRefs!', 'validation!', 'options']],
    'targetRefs[]': [['group!', 'kind!', 'name!', 'sectionName']],
    validation: [
      ['hostname!', 'caCertificateRefs!', 'subjectAltNames'],
      ['hostname!', 'wellKnownCACertificates!', 'subjectAltNames'],
      ['hostname!', 'wellKnownCACertificates', 'caCertificateRefs'],
    ],
    'subjectAltNames[]': [
      ['type!', 'hostname!'],
      ['type!', 'uri!'],
      ['type!', 'hostname', 'uri'],
    ],
  },
  mend: mendTypes,
};

const GRANT: Knowledge = { values: NAMED, shapes: { '': [['from!', 'to!']] } };

const group = 'gateway.networking.k8s.io';

/** The kinds of the Gateway API. */
export const GATEWAY_API_KINDS: readonly JudgedKind[] = [
  { group, kind: 'Gateway', knowledge: GATEWAY, problems: kubernetesGatewayProblems },
  { group, kind: 'HTTPRoute', knowledge: ROUTE, problems: httpRouteProblems },
  { group, kind: 'GRPCRoute', knowledge: GRPC, problems: grpcRouteProblems },
  { group, kind: 'TLSRoute', knowledge: LAYER_FOUR, problems: tlsRouteProblems },
  { group, kind: 'TCPRoute', knowledge: TCP, problems: tcpRouteProblems },
  { group, kind: 'ReferenceGrant', knowledge: GRANT, problems: () => [] },
  { group, kind: 'BackendTLSPolicy', knowledge: POLICY, problems: backendTlsPolicyProblems },
];
