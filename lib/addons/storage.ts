import { type Duration, type Size, SizeRoundingBehavior } from 'cdk8s';
import { nameProblems } from '../core/names';
import type { Problem } from '../core/problem';
import { type PropNames, propProblems } from '../core/prop-names';

/** A volume of an addon's own, which outlives its pods. One pod at a time writes to it (ReadWriteOnce). */
export interface PersistentStorage {
  /** How much it holds. */
  readonly size: Size;
  /** Name of a StorageClass; '' for a volume that somebody made already. @default the one that the cluster marks as default */
  readonly storageClassName?: string;
}

const NAMES: PropNames<PersistentStorage> = { size: 'required', storageClassName: 'optional' };

/** Problems of a volume. */
export function storageProblems(field: string, storage: PersistentStorage | undefined): Problem[] {
  const fix = 'give it: Size.gibibytes(20)';
  const wrong = propProblems(NAMES, storage, field).map((problem) =>
    problem.field === `${field}.size` ? { ...problem, fix } : problem,
  );
  if (storage === undefined || wrong.length > 0) return wrong;
  const got = storage.size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  const { storageClassName = '' } = storage;
  return [
    ...(got > 0 ? [] : [{ field: `${field}.size`, problem: 'is nothing', got, fix }]),
    ...(Number.isInteger(got) ? [] : [{ field: `${field}.size`, problem: 'is not whole mebibytes', got: `${got}Mi`, fix }]),
    ...(storageClassName === '' ? [] : nameProblems(`${field}.storageClassName`, storageClassName)),
  ];
}

/** The size as Kubernetes writes it. */
export function quantityOf(size: Size): string {
  const mebibytes = size.toMebibytes();
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}

const SECOND = 1000;

/** Problems of a time for which things are kept: whole seconds. */
export function retentionProblems(field: string, retention: Duration | undefined): Problem[] {
  const got = retention?.toMilliseconds({ integral: false });
  if (got === undefined || (got >= SECOND && got % SECOND === 0)) return [];
  return [{ field, problem: 'is not a time of whole seconds', got: `${got}ms`, fix: 'give it: Duration.days(15)' }];
}
