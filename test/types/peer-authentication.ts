import type { PeerAuthenticationProps } from '../../lib/security/peer-authentication';

// What must not compile. Nothing runs this file.

const selector = { matchLabels: { app: 'finance' } };

export const policies: PeerAuthenticationProps[] = [
  {},
  { mtls: { mode: 'STRICT' } },
  { selector, portLevelMtls: { 8080: { mode: 'DISABLE' } } },
  // @ts-expect-error no such mode
  { mtls: { mode: 'strict' } },
  // @ts-expect-error ports of which pods
  { portLevelMtls: { 8080: { mode: 'DISABLE' } } },
  // @ts-expect-error a port has a number
  { selector, portLevelMtls: { http: { mode: 'DISABLE' } } },
];
