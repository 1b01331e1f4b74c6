import type { GatewaySpecServersTls } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';

type Tls = Wire<GatewaySpecServersTls>;
type Field = keyof Tls;

function isSet(value: unknown): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

const OF_FILES = ['serverCertificate', 'privateKey'] as const;
const CERTIFICATES = [...OF_FILES, 'caCertificates', 'tlsCertificates', 'credentialName', 'credentialNames'] as const;

function beside(field: string, name: Field, other: string): Problem {
  return { field: `${field}.${name}`, problem: `stands beside ${other}`, fix: 'keep one of the two' };
}

/** Problems of certificates that come from more than one source. */
function sourceProblems(field: string, tls: Tls): Problem[] {
  const sources = (['credentialName', 'credentialNames', 'tlsCertificates'] as const).filter((name) => isSet(tls[name]));
  const all: Field[] = OF_FILES.every((name) => isSet(tls[name])) ? ['serverCertificate', ...sources] : sources;
  // An empty name is a name for the schema's rule, and none for every other.
  const emptyName = tls.credentialName === '' && tls.credentialNames !== undefined;
  return [
    ...all.slice(1).map((name) => beside(field, name, all[0] as string)),
    ...(emptyName ? [beside(field, 'credentialNames', 'credentialName')] : []),
  ];
}

function filesProblems(field: string, tls: Tls): Problem[] {
  const isMutual = tls.mode !== 'SIMPLE';
  const files = isSet(tls.tlsCertificates)
    ? (tls.tlsCertificates ?? []).map((file, i) => ({ place: `${field}.tlsCertificates[${i}]`, file }))
    : [{ place: field, file: tls }];
  const missing = [
    ...(isMutual && !isSet(tls.caCertificates) ? [`${field}.caCertificates`] : []),
    ...files.flatMap(({ place, file }) => OF_FILES.filter((name) => !isSet(file[name])).map((name) => `${place}.${name}`)),
  ];
  const fix = 'give its path, or the Secret as credentialName';
  const problems: Problem[] = missing.map((place) => ({ field: place, problem: `is missing, which ${tls.mode} needs`, fix }));
  if (isSet(tls.caCrl) && !isMutual) {
    problems.push({
      field: `${field}.caCrl`,
      problem: 'is for certificates of clients, which SIMPLE has none of',
      fix: 'remove it',
    });
  }
  return problems;
}

/** What Istio refuses in how a gateway speaks TLS. */
export function serverTlsProblems(field: string, tls: Tls): Problem[] {
  const { mode = 'PASSTHROUGH' } = tls;
  if (mode === 'ISTIO_MUTUAL') {
    const problem = 'is set, but ISTIO_MUTUAL has the certificates of Istio';
    return CERTIFICATES.filter((name) => isSet(tls[name])).map((name) => ({
      field: `${field}.${name}`,
      problem,
      got: tls[name],
      fix: 'remove it, or use MUTUAL',
    }));
  }
  const problems = sourceProblems(field, tls);
  if (mode !== 'PASSTHROUGH' && mode !== 'AUTO_PASSTHROUGH') {
    return isSet(tls.credentialName) || isSet(tls.credentialNames) ? problems : [...problems, ...filesProblems(field, tls)];
  }
  return isSet(tls.caCrl) && isSet(tls.credentialName) ? [...problems, beside(field, 'caCrl', 'credentialName')] : problems;
}

/** What Istio refuses in the TLS of a port that speaks plain HTTP: anything but the redirect to HTTPS. */
export function plainHttpTlsProblems(field: string, tls: Tls): Problem[] {
  const { mode = 'PASSTHROUGH' } = tls;
  const fix = 'leave httpsRedirect alone, or set protocol to HTTPS';
  const problem = 'is set for a port of plain HTTP';
  const set = (['caCertificates', ...OF_FILES] as const).filter((name) => isSet(tls[name]));
  return [
    ...(mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH' ? [] : [{ field: `${field}.mode`, problem, got: mode, fix }]),
    ...set.map((name) => ({ field: `${field}.${name}`, problem, got: tls[name], fix })),
  ];
}

const AUTHORITIES = '-cacert';

/** Whether istiod looks for a Secret by a name; by other schemes it looks elsewhere, or asks somebody else. */
const isSecret = (name: string): boolean => name !== '' && /^((kubernetes|kubernetes-gateway):\/\/|(?!.*:\/\/))/.test(name);

/**
 * What Istio takes in how a gateway speaks TLS, and what comes to nothing: it knows by the name of a Secret alone whether to give the
 * authorities or the certificate that is in it.
 */
export function credentialProblems(field: string, tls: Tls): Problem[] {
  const { mode, credentialName = '', credentialNames = [], caCertCredentialName = '' } = tls;
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL' && mode !== 'OPTIONAL_MUTUAL') return [];
  const certificates = credentialNames.length > 0 ? credentialNames : [credentialName];
  const problems: Problem[] = certificates.flatMap((name, i) => {
    if (!isSecret(name) || !name.endsWith(AUTHORITIES)) return [];
    const place = credentialNames.length > 0 ? `credentialNames[${i}]` : 'credentialName';
    const problem = 'is read for authorities alone, so the server has no certificate';
    return [{ field: `${field}.${place}`, problem, got: name, fix: `name a Secret that does not end in ${AUTHORITIES}` }];
  });
  if (certificates[0] === '' || mode === 'SIMPLE') return problems;
  if (isSecret(caCertCredentialName) && !caCertCredentialName.endsWith(AUTHORITIES)) {
    const problem = 'is read for a certificate, not for authorities, so clients are let in unchecked, or not at all';
    const fix = `use ${caCertCredentialName}${AUTHORITIES}, by which the Secret is found as well`;
    problems.push({ field: `${field}.caCertCredentialName`, problem, got: caCertCredentialName, fix });
  }
  return problems;
}
