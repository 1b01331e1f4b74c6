import { append } from '../../core/grouped';
import type { Mesh, Service } from '../../model';
import { fullHost } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { destinations } from './destinations';

function byName(mesh: Mesh): ReadonlyMap<string, readonly Service[]> {
  return mesh.once('kubernetes services by name', () => {
    const named = new Map<string, Service[]>();
    for (const service of mesh.services.filter(({ isKubernetes }) => isKubernetes)) {
      append(named, service.name, service);
    }
    return named;
  });
}

/** Services that may be meant by a name that means none. */
function meant(mesh: Mesh, written: string, namespace: string): readonly Service[] {
  const [name = '', where, svc] = written.split('.');
  const named = byName(mesh).get(name) ?? [];
  if (where === undefined) return named.filter((service) => service.namespace !== namespace);
  const isHalf = svc === undefined || (svc === 'svc' && written.split('.').length === 3);
  return isHalf ? named.filter((service) => service.namespace === where) : [];
}

function* find(mesh: Mesh): Iterable<Report> {
  const { domain } = mesh.settings;
  const rules = mesh.of('networking.istio.io/DestinationRule');
  const hosts = [
    ...[...destinations(mesh)].map(({ on, field, written }) => ({ on, field: `${field}.host`, written })),
    ...rules.map((on) => ({ on, field: 'spec.host', written: on.spec.host ?? '' })),
    ...mesh
      .of('networking.istio.io/VirtualService')
      .flatMap((on) => (on.spec.hosts ?? []).map((written, i) => ({ on, field: `spec.hosts[${i}]`, written }))),
  ];
  for (const { on, field, written } of hosts) {
    if (mesh.servicesOf(fullHost(written, on.namespace, domain)).length > 0) continue;
    const candidates = meant(mesh, written, on.namespace);
    if (candidates.length === 0) continue;
    const full = fullHost(written, on.namespace, domain);
    const problem = full === written ? 'is taken as it is, and is no service' : `means ${full}, which is no service`;
    yield { on, field, problem, got: written, fix: `write ${candidates.map(({ host }) => host).join(' or ')}` };
  }
}

export const serviceOfAnotherNamespace: Rule = {
  code: 'MESH0109',
  level: 'warning',
  title: 'Short host that means another namespace',
  explanation:
    'A host without a dot is a Service of the namespace in which the rule stands, and one with a dot is never completed: reviews.prod is not reviews.prod.svc.cluster.local. A Service of that name exists elsewhere and was probably meant; the rule is not for it.',
  fix: 'write the full name of the Service',
  find,
};
