import type { GatewaySpecServersTls } from '../../../imports/networking.istio.io';
import type { Problem } from '../../core/problem';
import { repeatedProblems } from '../../core/repeated';
import type { Wire } from '../../core/wire';

type Tls = Wire<GatewaySpecServersTls>;

/** Suites that the proxy has, besides groups of them, which begin with a sign. */
const SUITES: ReadonlySet<string> = new Set([
  '',
  'ALL',
  ...['ECDHE-ECDSA', 'ECDHE-RSA'].flatMap((exchange) =>
    ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'CHACHA20-POLY1305', 'AES128-SHA', 'AES256-SHA'].map(
      (rest) => `${exchange}-${rest}`,
    ),
  ),
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
]);

const OLD: readonly unknown[] = ['TLSV1_0', 'TLSV1_1'];
const TERMINATING: readonly unknown[] = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'];
const MOST_CERTIFICATES = 2;

const UNUSED = [
  'caCrl',
  'serverCertificate',
  'privateKey',
  'caCertificates',
  'tlsCertificates',
  'credentialName',
  'credentialNames',
] as const;

const isSuite = (suite: string) => SUITES.has(suite) || /^[^\p{L}\p{N}]/u.test(suite);
const isSet = (value: unknown) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

function suiteWarnings(field: string, { cipherSuites = [], minProtocolVersion }: Tls): Problem[] {
  const suites = cipherSuites.map((value, i) => ({ field: `${field}.cipherSuites[${i}]`, value }));
  const unknown = suites.filter(({ value }) => !isSuite(value));
  const fix = 'name the suites in cipherSuites, or take TLSV1_2';
  const isOld = OLD.includes(minProtocolVersion) && suites.length === 0;
  return [
    ...(isOld
      ? [{ field: `${field}.minProtocolVersion`, problem: 'needs suites that are off by default', got: minProtocolVersion, fix }]
      : []),
    ...unknown.map((suite) => ({
      field: suite.field,
      problem: 'is a suite that the proxy does not have, and is ignored',
      got: suite.value,
      fix: 'remove it',
    })),
    ...repeatedProblems(
      suites.filter(({ value }) => isSuite(value)),
      'list each suite once',
    ),
  ];
}

/** What Istio warns of in how a server speaks TLS. */
export function serverTlsWarnings(field: string, tls: Tls): Problem[] {
  const { mode = 'PASSTHROUGH', tlsCertificates = [], credentialName, credentialNames } = tls;
  const problems = suiteWarnings(field, tls);
  if (mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH') {
    const problem = `is ignored, since ${mode} leaves the encryption as it is`;
    const unused = UNUSED.filter((name) => isSet(tls[name]));
    return [
      ...problems,
      ...unused.map((name) => ({ field: `${field}.${name}`, problem, got: tls[name], fix: 'remove it, or set mode to SIMPLE' })),
    ];
  }
  const isTooMany = TERMINATING.includes(mode) && tlsCertificates.length > MOST_CERTIFICATES;
  if (!isTooMany || isSet(credentialName) || isSet(credentialNames)) return problems;
  const problem = `has more than ${MOST_CERTIFICATES} certificates`;
  return [
    ...problems,
    { field: `${field}.tlsCertificates`, problem, got: tlsCertificates.length, fix: 'keep one of each kind of key' },
  ];
}
