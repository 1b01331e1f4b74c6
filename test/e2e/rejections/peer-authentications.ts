import { rejected } from './rejection';

const selector = { matchLabels: { app: 'server' } };

export const PEER_AUTHENTICATIONS = rejected('PeerAuthentication', {
  'an unknown mode': { mtls: { mode: 'ALWAYS' } },
  'ports without workloads': { portLevelMtls: { 80: { mode: 'STRICT' } } },
  'ports of no workload': { selector: { matchLabels: {} }, portLevelMtls: { 80: { mode: 'STRICT' } } },
  'no port': { selector, portLevelMtls: {} },
  'a port of 0': { selector, portLevelMtls: { 0: { mode: 'STRICT' } } },
  'a port beyond 65535': { selector, portLevelMtls: { 65536: { mode: 'STRICT' } } },
  'an unknown mode of a port': { selector, portLevelMtls: { 80: { mode: 'ALWAYS' } } },
  'a label value with a star': { selector: { matchLabels: { app: '*' } } },
  'a label name with a star': { selector: { matchLabels: { 'a*': 'b' } } },
  'a label without a name': { selector: { matchLabels: { '': 'b' } } },
  'a label value that is too long': { selector: { matchLabels: { app: 'a'.repeat(64) } } },
});
