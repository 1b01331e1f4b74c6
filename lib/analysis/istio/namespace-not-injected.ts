import type { Rule } from '../rule';
import { undecidedNamespaces } from './undecided-namespaces';

export const namespaceNotInjected: Rule = {
  code: 'IST0102',
  level: 'info',
  title: 'Namespace outside of the mesh',
  explanation:
    'The namespace has neither a label of the injector nor one of ambient mode, so its pods get no proxy, unless they ask themselves.',
  fix: 'add the label istio-injection: enabled, istio.io/rev or istio.io/dataplane-mode: ambient, or istio-injection: disabled where none is wanted',
  find: (mesh) => undecidedNamespaces(mesh, false).map((on) => ({ on, problem: 'has no label by which its pods join the mesh' })),
};
