import type { Mesh } from '../../model';
import { isVisible } from '../../model/visibility';
import type { Report, Rule } from '../rule';
import { destinations, type PlacedDestination } from './destinations';
import { exportsOf, rulesWithSubset } from './rules-for-host';

function* hiddenService(mesh: Mesh, { on, field, host, written }: PlacedDestination): Iterable<Report> {
  const services = mesh.servicesOf(host);
  const [hidden] = services;
  if (hidden === undefined || services.some(({ exportTo, namespace }) => isVisible(exportTo, namespace, on.namespace))) return;
  const { kind, namespace, name } = hidden.object;
  const fix = `add ${on.namespace} to exportTo of ${kind} ${namespace}/${name}`;
  yield { on, field: `${field}.host`, problem: `is not exported to namespace ${on.namespace}`, got: written, fix };
}

function* hiddenSubset(mesh: Mesh, { on, field, host, subset }: PlacedDestination): Iterable<Report> {
  if (subset === undefined) return;
  const having = rulesWithSubset(mesh, host, subset);
  const [hidden] = having;
  if (hidden === undefined || having.some((rule) => isVisible(exportsOf(mesh, rule), rule.namespace, on.namespace))) return;
  const rule = `DestinationRule ${hidden.namespace}/${hidden.name}`;
  const problem = `is of ${rule}, which is not exported to namespace ${on.namespace}`;
  yield { on, field: `${field}.subset`, problem, got: subset, fix: `add ${on.namespace} to exportTo of ${rule}` };
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const destination of destinations(mesh)) {
    yield* hiddenService(mesh, destination);
    yield* hiddenSubset(mesh, destination);
  }
}

export const hiddenByExport: Rule = {
  code: 'MESH0701',
  level: 'error',
  title: 'Destination that is not exported to the namespace of the route',
  explanation:
    'The Service, ServiceEntry or DestinationRule that a route relies on says with exportTo that this namespace does not see it. To the proxies of the namespace it does not exist: requests end with 503.',
  fix: 'add the namespace to exportTo',
  find,
};
