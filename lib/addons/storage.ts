import { type Duration, type Size, SizeRoundingBehavior } from 'cdk8s';
import type { Problem } from '../core/problem';

/** A volume of an addon's own, which outlives its pods. One pod at a time writes to it (ReadWriteOnce). */
export interface PersistentStorage {
  /** How much it holds. */
  readonly size: Size;
  /** Name of a StorageClass. @default the one that the cluster marks as default */
  readonly storageClassName?: string;
}

/** Problems of a volume. */
export function storageProblems(field: string, storage: PersistentStorage | undefined): Problem[] {
  if (storage === undefined) return [];
  const fix = 'give it: Size.gibibytes(20)';
  if (storage.size === undefined) return [{ field: `${field}.size`, problem: 'is missing', fix }];
  const got = storage.size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  return got > 0 ? [] : [{ field: `${field}.size`, problem: 'is nothing', got, fix }];
}

const SECOND = 1000;

/** Problems of a time for which things are kept: whole seconds. */
export function retentionProblems(field: string, retention: Duration | undefined): Problem[] {
  const got = retention?.toMilliseconds({ integral: false });
  if (got === undefined || (got >= SECOND && got % SECOND === 0)) return [];
  return [{ field, problem: 'is not a time of whole seconds', got: `${got}ms`, fix: 'give it: Duration.days(15)' }];
}
