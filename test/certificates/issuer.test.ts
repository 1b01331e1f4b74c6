import { Issuer, type IssuerProps } from '../../lib/certificates/issuer';
import { manifestOf, refusals, testChart } from '../synth';

function rendered(props: IssuerProps) {
  const chart = testChart('shop');
  new Issuer(chart, 'issuer', props);
  return manifestOf(chart, 'Issuer', 'issuer');
}

const SOLVER = { http01: { ingress: { ingressClassName: 'istio' } } } as const;
const ACME = {
  server: 'https://acme.example.com/directory',
  privateKeySecretRef: { name: 'account' },
  solvers: [SOLVER],
} as const;

test.each<[string, IssuerProps, object]>([
  ['certificates that sign themselves', { selfSigned: {} }, { selfSigned: {} }],
  ['an authority of its own', { ca: { secretName: 'ca' } }, { ca: { secretName: 'ca' } }],
  ['an authority that speaks ACME', { acme: ACME }, { acme: ACME }],
])('it is %s', (_name, props, spec) => {
  expect(rendered(props)).toEqual({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { name: 'issuer', namespace: 'shop' },
    spec,
  });
});

test('every field of ACME is rendered', () => {
  const acme: Required<NonNullable<IssuerProps['acme']>> = {
    ...ACME,
    email: 'a@b.com',
    preferredChain: 'X1',
    solvers: [
      { selector: { dnsZones: ['a.com'] }, dns01: { route53: { region: 'eu-west-1', hostedZoneID: 'Z', role: 'arn' } } },
      { dns01: { cloudDNS: { project: 'p', serviceAccountSecretRef: { name: 's', key: 'k' }, hostedZoneName: 'z' } } },
      {
        dns01: { azureDNS: { subscriptionID: 's', resourceGroupName: 'r', hostedZoneName: 'z', environment: 'AzureChinaCloud' } },
      },
      {
        dns01: {
          rfc2136: {
            nameserver: '10.0.0.1:53',
            tsigKeyName: 'k',
            tsigAlgorithm: 'HMACSHA256',
            tsigSecretSecretRef: { name: 't' },
          },
        },
      },
      { http01: { gatewayHTTPRoute: { parentRefs: [{ name: 'g', namespace: 'n', sectionName: 'http' }] } } },
      SOLVER,
    ],
  };
  expect(rendered({ acme })['spec']).toEqual({ acme });
});

test('fails when the authority cannot be reached, or nothing can be shown', () => {
  const acme = { server: 'acme.example.com', privateKeySecretRef: { name: '' }, solvers: [] };
  expect(refusals(() => rendered({ acme } as unknown as IssuerProps))).toEqual([
    'acme.server is not an HTTPS address, got "acme.example.com"; use for example https://acme-v02.api.letsencrypt.org/directory',
    'acme.privateKeySecretRef.name must not be empty, got ""; name the Secret',
    'acme.solvers must have at least one entry, got []; give a dns01 or http01 solver',
  ]);
});

test('fails when the Secret has no name', () => {
  expect(refusals(() => rendered({ ca: { secretName: '' } }))).toEqual([
    'ca.secretName must not be empty, got ""; name the Secret',
  ]);
});
