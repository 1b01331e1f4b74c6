import type { Problem } from '../../core/problem';

/** A reference to a backend, as far as its rules ask. */
export interface BackendRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly port?: number;
}

/** Problems of a reference to a backend. */
export function backendRefProblems(field: string, { group = '', kind = 'Service', port, name }: BackendRef): Problem[] {
  if (group !== '' || kind !== 'Service' || port !== undefined) return [];
  return [
    { field: `${field}.port`, problem: 'is missing for a Service', got: name, fix: 'give the number of a port of the Service' },
  ];
}

/** Problems of references to backends. */
export function backendRefsProblems(field: string, refs: readonly BackendRef[] | undefined): Problem[] {
  return (refs ?? []).flatMap((ref, i) => backendRefProblems(`${field}[${i}]`, ref));
}
