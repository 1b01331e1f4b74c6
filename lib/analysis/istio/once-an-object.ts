import { grouped } from '../../core/grouped';
import type { MeshObject } from '../../model';
import type { Report } from '../rule';

const idOf = ({ kind, namespace, name }: MeshObject) => `${kind} ${namespace}/${name}`;

/**
 * One report for each object, as Istio says of it once what is wrong in several places: the first, which names the other fields.
 * @param keyOf what is the same in reports that are put together, beside the object
 */
export function onceAnObject(reports: Iterable<Report>, keyOf: (report: Report) => string = () => ''): Report[] {
  const groups = grouped([...reports], (report) => `${idOf(report.on)} ${keyOf(report)}`);
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (first === undefined || rest.length === 0) return first ?? [];
    return { ...first, problem: `${first.problem}, and so it is with ${rest.map(({ field }) => field).join(' and ')}` };
  });
}
