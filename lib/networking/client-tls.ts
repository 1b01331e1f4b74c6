import type { OneShapeOf } from '../core/one-shape-of';
import type { SecretRef } from './secret-reference';

/** Names that a certificate may be for. */
interface ServerNames {
  /** Names of which the server's certificate must hold one. @default those of the ServiceEntry, else the host of the request */
  readonly subjectAltNames?: readonly string[];
}

interface Verified extends ServerNames {
  /** @default false */
  readonly insecureSkipVerify?: false;
}

interface VerifiedByFile extends Verified {
  /** Path, in the client's proxy, of the authorities that the server's certificate must come from. @default those of its system */
  readonly caCertificates?: string;
  /** Path, in the client's proxy, of the list of revoked certificates. @default none */
  readonly caCrl?: string;
}

interface Unverified {
  /** Take any certificate of the server. */
  readonly insecureSkipVerify: true;
}

interface BySecret {
  /**
   * Secret, in the namespace of the client, with authorities under `cacert` or `ca.crt`, and for `MUTUAL` with `key` and `cert`, or
   * `tls.key` and `tls.crt`. `configmap://<namespace>/<name>` is a ConfigMap in the namespace of the rule. Gateways use it; sidecars
   * only if the rule has a `workloadSelector`.
   */
  readonly credentialName: string | SecretRef;
}

interface ByFile {
  /** Path, in the client's proxy, of its certificate. */
  readonly clientCertificate: string;
  /** Path, in the client's proxy, of its private key. */
  readonly privateKey: string;
}

interface Plaintext {
  /** No TLS. */
  readonly mode: 'DISABLE';
}

interface ServerName {
  /** Server name that is asked for. @default the host of the request */
  readonly sni?: string;
}

interface Simple extends ServerName {
  /** TLS in which the server alone shows a certificate. */
  readonly mode: 'SIMPLE';
}

interface Mutual extends ServerName {
  /** TLS in which both sides show a certificate. */
  readonly mode: 'MUTUAL';
}

interface IstioMutual extends ServerName, ServerNames {
  /** TLS in which both sides show the certificates that Istio gave them. */
  readonly mode: 'ISTIO_MUTUAL';
  /** @default false */
  readonly insecureSkipVerify?: boolean;
}

/** How a client opens TLS to a host: plain, with the certificates of Istio, or with others from files or Secrets. */
export type ClientTls = OneShapeOf<
  | Plaintext
  | IstioMutual
  | (Simple & (VerifiedByFile | (BySecret & Verified) | Unverified))
  | (Mutual & ((ByFile & (VerifiedByFile | Unverified)) | (BySecret & (Verified | Unverified))))
>;
