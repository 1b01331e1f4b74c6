import type { Workload } from '../model';

/** Path of a field of the pods of a workload from the top of its object: `spec.template.spec.hostNetwork`. */
export function podFieldPath({ podField }: Workload, field: string): string {
  return podField === '' ? field : `${podField}.${field}`;
}
