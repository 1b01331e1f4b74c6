import type { Problem } from '../core/problem';
import { repeatedProblems } from '../core/repeated';
import { isDnsLabel } from './hosts';

/** What `exportTo` of a kind may say. */
export interface ExportRules {
  /** Namespace of the object. */
  readonly namespace: string | undefined;
  /** Whether `~`, for no namespace at all, is taken. @default false */
  readonly none?: boolean;
}

/** Problems of the namespaces that see an object. */
export function exportToProblems(
  field: string,
  exportTo: readonly string[] = [],
  { namespace, none = false }: ExportRules,
): Problem[] {
  const alone = none ? ['*', '~'] : ['*'];
  const words = ['.', ...alone];
  const places = exportTo.map((value, i) => ({ field: `${field}[${i}]`, value: value === '.' ? (namespace ?? value) : value }));
  return [
    ...exportTo.flatMap((value, i) =>
      words.includes(value) || isDnsLabel(value)
        ? []
        : [
            {
              field: `${field}[${i}]`,
              problem: 'is not a namespace',
              got: value,
              fix: `use the name of one, or ${words.join(' or ')}`,
            },
          ],
    ),
    ...repeatedProblems(places, 'name each namespace once; . is the one of the object'),
    ...exportTo
      .filter((value) => alone.includes(value) && exportTo.length > 1)
      .map((value) => ({
        field,
        problem: `has other entries beside ${value}`,
        got: exportTo,
        fix: `leave ${value} alone, or remove it`,
      })),
  ];
}

/** Problems of the namespaces that see an object which is for workloads of its own namespace only. */
export function exportBeyondProblems(field: string, exportTo: readonly string[] = [], namespace: string | undefined): Problem[] {
  if (exportTo.every((value) => value === '.' || value === namespace)) return [];
  const fix = "use ['.'], since the workloads it is for are in its own namespace";
  return [{ field, problem: 'goes beyond the namespace of a rule with workloadSelector', got: exportTo, fix }];
}
