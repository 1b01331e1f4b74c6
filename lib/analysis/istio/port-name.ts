import type { Rule } from '../rule';
import { ADVICE, portsWithoutProtocol } from './ports-without-protocol';

export const portName: Rule = {
  code: 'IST0118',
  level: 'info',
  title: 'Port whose name does not say its protocol',
  explanation:
    'Istio knows the protocol of a port by appProtocol, or by the name of the port up to its first hyphen. Where it knows none, the proxy guesses from the first bytes, and a protocol whose server speaks first waits.',
  fix: ADVICE,
  kiali: ['KIA0601', 'KIA0602'],
  find: (mesh) => portsWithoutProtocol(mesh, false, 'does not say what is spoken on the port'),
};
