import type { OneShapeOf } from '../core/one-shape-of';
import type { Problem } from '../core/problem';
import { type AuthoritiesRef, authoritiesName, authoritiesProblems } from './authorities-reference';
import { type SecretRef, secretName, secretProblems } from './secret-reference';

/** A version of TLS; `TLS_AUTO` leaves it to the proxy. */
export type TlsVersion = 'TLS_AUTO' | 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';

/** A cipher suite of TLS 1.2 and below, or an expression of BoringSSL that begins with `-`, `+`, `!`, `@` or `[`. */
export type CipherSuite =
  | 'ECDHE-ECDSA-AES128-GCM-SHA256'
  | 'ECDHE-RSA-AES128-GCM-SHA256'
  | 'ECDHE-ECDSA-AES256-GCM-SHA384'
  | 'ECDHE-RSA-AES256-GCM-SHA384'
  | 'ECDHE-ECDSA-CHACHA20-POLY1305'
  | 'ECDHE-RSA-CHACHA20-POLY1305'
  | 'ECDHE-ECDSA-AES128-SHA'
  | 'ECDHE-RSA-AES128-SHA'
  | 'ECDHE-ECDSA-AES256-SHA'
  | 'ECDHE-RSA-AES256-SHA'
  | 'AES128-GCM-SHA256'
  | 'AES256-GCM-SHA384'
  | 'AES128-SHA'
  | 'AES256-SHA'
  | 'DES-CBC3-SHA'
  | `${'-' | '+' | '!' | '@' | '['}${string}`;

/** A certificate in files of the gateway's pods. */
export interface TlsCertificate {
  /** Path of the certificate. */
  readonly serverCertificate: string;
  /** Path of its private key. */
  readonly privateKey: string;
  /** Nothing reads it: `caCertificates` beside the list holds for all. @default none */
  readonly caCertificates?: string;
}

interface Unopened {
  /** TLS goes on to a service unopened: `PASSTHROUGH` by the rules of VirtualServices, `AUTO_PASSTHROUGH` by the server name alone. */
  readonly mode: 'PASSTHROUGH' | 'AUTO_PASSTHROUGH';
}

interface Terms {
  /** Oldest version that is spoken. Those below 1.2 need `cipherSuites` that fit. @default TLSV1_2 */
  readonly minProtocolVersion?: TlsVersion;
  /** Newest version that is spoken. @default the newest that the proxy has */
  readonly maxProtocolVersion?: TlsVersion;
  /** Cipher suites that are spoken. @default those of the mesh config, else of the proxy */
  readonly cipherSuites?: readonly CipherSuite[];
}

interface Simple extends Terms {
  /** The server alone shows a certificate. */
  readonly mode: 'SIMPLE';
}

interface ClientNames {
  /** Names of which the client's certificate must hold one. @default any */
  readonly subjectAltNames?: readonly string[];
  /** Let clients in whose certificate is from no known authority, as the service may look at it. @default false */
  readonly insecureSkipVerify?: boolean;
}

interface Mutual extends Terms, ClientNames {
  /** The client shows a certificate as well; for `OPTIONAL_MUTUAL` only if it has one. */
  readonly mode: 'MUTUAL' | 'OPTIONAL_MUTUAL';
}

interface IstioMutual extends ClientNames {
  /** Both sides show the certificates that Istio gave them. */
  readonly mode: 'ISTIO_MUTUAL';
  /** Path, in the gateway's pods, of the list of revoked certificates. @default none */
  readonly caCrl?: string;
}

interface OneSecret {
  /**
   * Secret, in the namespace of the gateway's pods, with `tls.key` and `tls.crt`, or `key` and `cert`. For clients it holds the
   * authorities under `ca.crt` or `cacert`, unless `<name>-cacert` does.
   */
  readonly credentialName: string | SecretRef;
}

interface SeveralSecrets {
  /** One or two of such Secrets: an RSA and an ECDSA certificate. The authorities of the first one hold. */
  readonly credentialNames: readonly [string | SecretRef] | readonly [string | SecretRef, string | SecretRef];
}

interface ClientsBySecret {
  /**
   * Secret, in the namespace of the gateway's pods, or ConfigMap, with the authorities that clients' certificates come from, under
   * `ca.crt` or `cacert`. As text: the name of the Secret with `-cacert` behind it, unless it has that already, or
   * `configmap://<namespace>/<name>`. istiod reads a certificate from a Secret without `-cacert`: if there is one in it, the server lets
   * everybody in, even without a certificate, else nobody.
   * @default the Secret of the server's certificate
   */
  readonly caCertCredentialName?: AuthoritiesRef;
  /** SHA-256 of the public keys of the clients that are let in, in base64. @default any */
  readonly verifyCertificateSpki?: readonly string[];
  /** SHA-256 of the certificates of the clients that are let in, in hex, with colons or without. @default any */
  readonly verifyCertificateHash?: readonly string[];
}

type OneFile = Omit<TlsCertificate, 'caCertificates'>;

interface SeveralFiles {
  /** One or two certificates in files: an RSA and an ECDSA one. */
  readonly tlsCertificates: readonly [TlsCertificate] | readonly [TlsCertificate, TlsCertificate];
}

interface ClientsByFile {
  /** Path, in the gateway's pods, of the authorities that clients' certificates come from. */
  readonly caCertificates: string;
  /** Path, in the gateway's pods, of the list of revoked certificates. @default none */
  readonly caCrl?: string;
}

type Secrets = OneSecret | SeveralSecrets;
type Files = OneFile | SeveralFiles;

/** How a gateway speaks TLS with clients: it passes it on, or ends it with certificates of Istio, from Secrets or from files. */
export type ServerTls = OneShapeOf<
  Unopened | IstioMutual | (Simple & (Secrets | Files)) | (Mutual & ((Secrets & ClientsBySecret) | (Files & ClientsByFile)))
>;

/** How a gateway speaks TLS, with Secrets by their names. */
export function serverTlsFields(tls: ServerTls) {
  return {
    ...tls,
    credentialName: secretName(tls.credentialName),
    credentialNames: tls.credentialNames?.map((secret) => secretName(secret)),
    caCertCredentialName: authoritiesName(tls.caCertCredentialName),
  };
}

/** Secrets that the pods of a gateway cannot read. */
export function serverSecretProblems(field: string, tls: ServerTls, namespace: string | undefined): Problem[] {
  const readers = 'the gateway pods';
  const secrets = [
    { place: 'credentialName', secret: tls.credentialName },
    ...(tls.credentialNames ?? []).map((secret, i) => ({ place: `credentialNames[${i}]`, secret })),
  ];
  return [
    ...secrets.flatMap(({ place, secret }) => secretProblems(`${field}.${place}`, secret, namespace, readers)),
    ...authoritiesProblems(`${field}.caCertCredentialName`, tls.caCertCredentialName, namespace, readers),
  ];
}
