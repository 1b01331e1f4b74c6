import { execFileSync } from 'node:child_process';

/** Makes a certificate (.crt) that signs itself, and its key (.key), for host names. */
export function makeCertificate(path: string, names: readonly string[]): void {
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'],
      ...['-subj', `/CN=${names[0]}`, '-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`],
      ...['-keyout', `${path}.key`, '-out', `${path}.crt`],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
}
