import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

const INJECTION = 'istio-injection';
const OTHERS = ['istio.io/rev', 'istio.io/dataplane-mode'];

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.objectsOf('/Namespace')) {
    if (on.name === 'istio-system') continue;
    const injection = on.labels[INJECTION];
    const others = injection === undefined || injection === 'enabled' ? OTHERS : [];
    const said = [INJECTION, ...others].filter((label) => on.labels[label] !== undefined);
    if (said.length < 2) continue;
    const got = said.map((label) => `${label}=${on.labels[label]}`);
    yield { on, field: 'metadata.labels', problem: 'has several labels that decide about proxies', got };
  }
}

export const severalInjectionLabels: Rule = {
  code: 'IST0123',
  level: 'warning',
  title: 'Several labels of injection on one namespace',
  explanation:
    'A namespace says in more than one way how its pods join the mesh. istio-injection goes before istio.io/rev, and a pod with a sidecar is not ambient.',
  fix: 'keep one of istio-injection, istio.io/rev and istio.io/dataplane-mode',
  find,
};
