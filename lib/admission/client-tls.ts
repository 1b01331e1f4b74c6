import type { DestinationRuleSpecTrafficPolicyTls } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';

type Tls = Wire<DestinationRuleSpecTrafficPolicyTls>;

const CONFIG_MAP = 'configmap://';
/** Files that a Secret stands for. */
const OF_SECRET = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'] as const;

function configMapProblems(field: string, credentialName: string, namespace: string | undefined): Problem[] {
  if (!credentialName.startsWith(CONFIG_MAP)) return [];
  const [place = '', name = ''] = credentialName.slice(CONFIG_MAP.length).split('/');
  if (name !== '' && place !== '' && place === namespace) return [];
  const fix = `use ${CONFIG_MAP}${namespace ?? '<namespace>'}/<name>, and give the rule a namespace`;
  return [{ field, problem: 'is not a ConfigMap in the namespace of the rule', got: credentialName, fix }];
}

/** Fields that look at the server's certificate, beside one that says not to. */
function unverifiedProblems(field: string, tls: Tls): Problem[] {
  const looking = [
    ...((tls.caCertificates ?? '') === '' ? [] : ['caCertificates']),
    ...(tls.mode === 'MUTUAL' || (tls.credentialName ?? '') === '' ? [] : ['credentialName']),
    ...(tls.subjectAltNames === undefined || tls.subjectAltNames.length === 0 ? [] : ['subjectAltNames']),
  ];
  const problem = 'is for a certificate that insecureSkipVerify leaves unread';
  return looking.map((name) => ({ field: `${field}.${name}`, problem, fix: 'keep one of the two' }));
}

function filesProblems(field: string, { mode, clientCertificate = '', privateKey = '' }: Tls): Problem[] {
  if (mode !== 'MUTUAL') return [];
  const missing = Object.entries({ clientCertificate, privateKey }).filter(([, path]) => path === '');
  const fix = 'give its path, or the Secret as credentialName';
  return missing.map(([name]) => ({ field: `${field}.${name}`, problem: 'is missing, which MUTUAL needs', fix }));
}

/**
 * What Istio refuses in how a client opens TLS.
 * @param namespace of the rule
 */
export function clientTlsProblems(field: string, tls: Tls | undefined, namespace: string | undefined): Problem[] {
  if (tls === undefined) return [];
  const { mode, credentialName = '' } = tls;
  const problems = configMapProblems(`${field}.credentialName`, credentialName, namespace);
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return problems;
  const beside = credentialName === '' ? [] : OF_SECRET.filter((name) => (tls[name] ?? '') !== '');
  return [
    ...problems,
    ...(tls.insecureSkipVerify ? unverifiedProblems(field, tls) : []),
    ...beside.map((name) => ({
      field: `${field}.${name}`,
      problem: 'stands beside credentialName',
      got: tls[name],
      fix: 'put it into the Secret, or leave credentialName out',
    })),
    ...(credentialName === '' ? filesProblems(field, tls) : []),
  ];
}
