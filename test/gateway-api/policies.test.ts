import { GATEWAY_API_VERSION, GatewayApi, ServiceEntry } from '../../lib';
import { manifestOf, manifests, refusals, testChart } from '../synth';

const { BackendTLSPolicy, CertificateAuthority, GatewayApiCrds, ReferenceGrant } = GatewayApi;

const object = (name: string, namespace?: string) => ({ name, metadata: { namespace } });
const metadata = { name: 'all', namespace: 'shop', labels: { a: 'b' }, annotations: { c: 'd' } };

test('every prop of a ReferenceGrant', () => {
  const chart = testChart();
  const props: Required<GatewayApi.ReferenceGrantProps> = {
    metadata,
    from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'web' }],
    to: [{ group: '', kind: 'Service', name: 'shop' }, { kind: 'Secret' }],
  };
  new ReferenceGrant(chart, 'grant', props);
  expect(manifestOf(chart, 'ReferenceGrant', 'all')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ReferenceGrant',
    metadata,
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'web' }],
      to: [
        { group: '', kind: 'Service', name: 'shop' },
        { group: '', kind: 'Secret' },
      ],
    },
  });
});

test('a ReferenceGrant fails when it allows nothing', () => {
  expect(refusals(() => new ReferenceGrant(testChart(), 'grant', { from: [] as never, to: [] as never }))).toEqual([
    'from must have at least one entry, got []; say who may refer',
    'to must have at least one entry, got []; say what may be referred to',
  ]);
});

test('a BackendTLSPolicy with minimal props', () => {
  const chart = testChart('shop');
  new BackendTLSPolicy(chart, 'pay', {
    targetRefs: [{ service: object('pay', 'shop') }],
    validation: { hostname: 'pay.example.com', wellKnownCACertificates: 'System' },
  });
  expect(manifestOf(chart, 'BackendTLSPolicy', 'pay')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'BackendTLSPolicy',
    metadata: { name: 'pay', namespace: 'shop' },
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: 'pay' }],
      validation: { hostname: 'pay.example.com', wellKnownCACertificates: 'System' },
    },
  });
});

test('every prop of a BackendTLSPolicy', () => {
  const chart = testChart('shop');
  const entry = new ServiceEntry(chart, 'paper', { hosts: ['paper.example.com'], resolution: 'DNS' });
  const subjectAltNames: readonly GatewayApi.SubjectAltName[] = [
    { type: 'Hostname', hostname: 'pay.example.com' },
    { type: 'URI', uri: 'spiffe://a/b' },
  ];
  const props: Required<GatewayApi.BackendTLSPolicyProps> = {
    metadata,
    targetRefs: [{ service: object('pay'), sectionName: 'https' }, { serviceEntry: entry }],
    validation: {
      hostname: 'pay.example.com',
      subjectAltNames,
      caCertificateRefs: [CertificateAuthority.configMap(object('ca', 'shop')), CertificateAuthority.secret(object('more'))],
    },
    options: { a: 'b' },
  };
  new BackendTLSPolicy(chart, 'pay', props);
  expect(manifestOf(chart, 'BackendTLSPolicy', 'all')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'BackendTLSPolicy',
    metadata,
    spec: {
      targetRefs: [
        { group: '', kind: 'Service', name: 'pay', sectionName: 'https' },
        { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'paper' },
      ],
      validation: {
        hostname: 'pay.example.com',
        subjectAltNames,
        caCertificateRefs: [
          { group: '', kind: 'ConfigMap', name: 'ca' },
          { group: '', kind: 'Secret', name: 'more' },
        ],
      },
      options: { a: 'b' },
    },
  });
});

describe('a BackendTLSPolicy fails when', () => {
  const targetRefs = [{ service: object('pay', 'shop') }] as const;
  const system = { hostname: 'a.com', wellKnownCACertificates: 'System' } as const;
  test.each<[string, object, string]>([
    [
      'it is for another namespace',
      { targetRefs: [{ service: object('pay', 'bank') }] },
      'targetRefs[0] is in another namespace, got "Service bank/pay"; put the policy into bank',
    ],
    [
      'its authorities are in another namespace',
      { validation: { hostname: 'a.com', caCertificateRefs: [CertificateAuthority.configMap(object('ca', 'bank'))] } },
      'validation.caCertificateRefs[0] is in another namespace, got "ConfigMap bank/ca"; copy it to shop',
    ],
    [
      'a target stands twice',
      { targetRefs: [...targetRefs, ...targetRefs] },
      'targetRefs[1] is for what targetRefs[0] is for, got "pay"; name another sectionName in each, or keep one of them',
    ],
    [
      'there is no authority',
      { validation: { hostname: 'a.com' } },
      'validation names no authority, got {"hostname":"a.com"}; ' +
        "give caCertificateRefs, or wellKnownCACertificates: 'System'",
    ],
    [
      'there are both kinds of them',
      { validation: { ...system, caCertificateRefs: [CertificateAuthority.configMap(object('ca'))] } },
      'validation.wellKnownCACertificates stands beside caCertificateRefs, got "System"; ' +
        "give caCertificateRefs, or wellKnownCACertificates: 'System'",
    ],
    [
      'a name is missing',
      { validation: { ...system, subjectAltNames: [{ type: 'URI' }] } },
      'validation.subjectAltNames[0].uri is missing for type URI; give uri and type URI together',
    ],
    [
      'a name is one of another type',
      { validation: { ...system, subjectAltNames: [{ type: 'URI', uri: 'spiffe://a/b', hostname: 'a.com' }] } },
      'validation.subjectAltNames[0].hostname does not belong to type URI, got "a.com"; give hostname and type Hostname together',
    ],
  ])('%s', (_, props, message) => {
    const make = () => new BackendTLSPolicy(testChart('shop'), 'pay', { targetRefs, validation: system, ...props });
    expect(refusals(make)).toEqual([message]);
  });
});

test('the CRDs are those of the release, in the form that kubectl apply can keep', () => {
  const chart = testChart();
  new GatewayApiCrds(chart, 'gateway-api');
  const crds = manifests(chart);
  expect(crds.map(({ metadata: { name } }) => name)).toContain('httproutes.gateway.networking.k8s.io');
  for (const {
    kind,
    metadata: { annotations, namespace },
  } of crds) {
    expect(kind).toBe('CustomResourceDefinition');
    expect(namespace).toBeUndefined();
    expect(annotations).toMatchObject({
      'gateway.networking.k8s.io/bundle-version': GATEWAY_API_VERSION,
      'gateway.networking.k8s.io/channel': 'standard',
    });
  }
  const LARGEST_ANNOTATION = 2 ** 18;
  expect(Math.max(...crds.map((crd) => JSON.stringify(crd).length))).toBeLessThan(LARGEST_ANNOTATION);
});
