export type { AcmeSolver } from './acme-solver';
export { Certificate, type CertificateProps } from './certificate';
export { Issuer, type IssuerProps } from './issuer';
export { OutsideIssuer, type UncheckedIssuer } from './outside-issuer';
