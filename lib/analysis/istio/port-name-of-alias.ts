import type { Rule } from '../rule';
import { ADVICE, portsWithoutProtocol } from './ports-without-protocol';

export const portNameOfAlias: Rule = {
  code: 'IST0150',
  level: 'warning',
  title: 'ExternalName Service whose port is not known to be HTTP or TLS',
  explanation:
    'A port of an ExternalName Service that is plain tcp, or of which nothing is known, makes the proxy listen on its number for all addresses, and so takes the traffic of other hosts.',
  fix: ADVICE,
  find: (mesh) => portsWithoutProtocol(mesh, true, 'lets the port take all traffic of its number'),
};
