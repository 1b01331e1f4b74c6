import type { Problem } from '../../core/problem';

/** A reference to what a route applies to, as far as its rules ask. */
export interface ParentRef {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
}

/** What two references to one parent have in common. The namespace counts as it is written: left out is not the same as spelled out. */
function parentOf({ group = 'gateway.networking.k8s.io', kind = 'Gateway', namespace = '', name }: ParentRef): string {
  return [group, kind, namespace, name].join('/');
}

const described = ({ name, sectionName }: ParentRef) => (sectionName === undefined ? name : `${name}/${sectionName}`);

/** Problems of references: one parent may be named several times, but then each time by another of its sections. */
export function parentRefsProblems(field: string, refs: readonly ParentRef[] | undefined): Problem[] {
  const all = (refs ?? []).map((ref) => ({ ref, parent: parentOf(ref), section: ref.sectionName ?? '' }));
  return all.flatMap(({ ref, parent, section }, i) => {
    const j = all.slice(0, i).findIndex((other) => {
      if (other.parent !== parent) return false;
      return other.section === section || other.section === '' || section === '';
    });
    if (j === -1) return [];
    const problem = `is for what ${field}[${j}] is for`;
    return [
      { field: `${field}[${i}]`, problem, got: described(ref), fix: 'name another sectionName in each, or keep one of them' },
    ];
  });
}
