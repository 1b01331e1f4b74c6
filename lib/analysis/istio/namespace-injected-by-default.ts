import type { Rule } from '../rule';
import { undecidedNamespaces } from './undecided-namespaces';

export const namespaceInjectedByDefault: Rule = {
  code: 'IST0148',
  level: 'info',
  title: 'Namespace that is injected by default',
  explanation: 'The injector takes the pods of all namespaces that do not say otherwise, and this one does not.',
  fix: 'add the label istio-injection: enabled or disabled, so that the namespace says what is meant',
  find: (mesh) =>
    undecidedNamespaces(mesh, true).map((on) => ({
      on,
      problem: 'has no label of injection, and its pods are injected all the same',
    })),
};
