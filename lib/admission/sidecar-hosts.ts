import type { Problem } from '../core/problem';
import { hostProblems, isDnsLabel } from './hosts';

const FORM = 'use <namespace>/<host>, with . for this namespace, * for all, and ~ before it to leave hosts out';

/** Whether a text stands for namespaces: one by name, `.`, `*` or none at all. */
function isNamespace(text: string): boolean {
  return text === '' || text === '*' || text === '.' || isDnsLabel(text);
}

/** Problems of hosts that a sidecar knows, or does not: `<namespace>/<host>`. */
export function sidecarHostProblems(field: string, text: string): Problem[] {
  const slash = text.indexOf('/');
  if (slash === -1) return [{ field, problem: 'does not say the namespace', got: text, fix: FORM }];
  const namespace = text.slice(0, slash);
  const host = text.slice(slash + 1);
  const placed = namespace !== '' && isNamespace(namespace.replace(/^~/, ''));
  const named =
    host === '*' ||
    (host.includes('.') && hostProblems(field, host).length === 0 && (!host.includes('*') || host.startsWith('*.')));
  return [
    ...(placed ? [] : [{ field, problem: 'has no namespace before its /', got: text, fix: FORM }]),
    ...(named
      ? []
      : [
          {
            field,
            problem: 'has no full host after its /',
            got: text,
            fix: 'use a DNS name with a dot (reviews.shop.svc.cluster.local), *.example.com for all below one, or * for every host',
          },
        ]),
  ];
}
