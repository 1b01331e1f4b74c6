import type { MeshObject } from '../model';

/** How bad a finding is: `error` breaks requests or is refused, `warning` is likely not what was meant, `info` is worth knowing. */
export type Level = 'error' | 'warning' | 'info';

/** The levels, the worst one first. */
export const LEVELS: readonly Level[] = ['error', 'warning', 'info'];

/** One thing that is wrong in a mesh. */
export interface Finding {
  /** `IST0101` as Istio has it, `KIA0102` as Kiali has it, `MESH0101` of our own. */
  readonly code: string;
  readonly level: Level;
  /** What is wrong, without the value: `spec.http[0].route[0].destination.host is no service that namespace shop sees`. */
  readonly problem: string;
  /** The value that is wrong. @default there is none */
  readonly got?: unknown;
  /** What to do about it. */
  readonly fix: string;
  /** The object it is about. */
  readonly object: MeshObject;
  /** The field it is about, from the top of the object: `spec.http[0].timeout`. @default the whole object */
  readonly field?: string;
}

/** What is wrong, with the value. */
export function messageOf({ problem, got }: Finding): string {
  return got === undefined ? problem : `${problem}, got ${JSON.stringify(got)}`;
}
