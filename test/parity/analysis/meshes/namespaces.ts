import type { Labels } from '../../../../lib/core/labels';
import { annotations } from './annotations';
import type { MeshMaker } from './mesh-maker';

const NAMES = ['shop', 'pay', 'web', 'data', 'legacy-apps', 'default'];

function injection(m: MeshMaker): Labels {
  const right = m.pick<Labels>(
    { 'istio-injection': 'enabled' },
    { 'istio-injection': 'enabled' },
    { 'istio-injection': 'enabled', team: 'a' },
    { 'istio.io/rev': 'default' },
    { 'istio.io/rev': 'canary' },
    { 'istio.io/dataplane-mode': 'ambient' },
    { 'istio-injection': 'disabled' },
  );
  return m.slip<Labels>(
    right,
    {},
    { team: 'b' },
    { 'istio-injection': '' },
    { 'istio-injection': 'true' },
    { 'istio-injection': 'enabled', 'istio.io/rev': 'default' },
    { 'istio-injection': 'disabled', 'istio.io/rev': 'canary' },
    { 'istio-injection': 'enabled', 'istio.io/dataplane-mode': 'ambient' },
    { 'istio-injection': 'disabled', 'istio.io/dataplane-mode': 'ambient' },
    { 'istio.io/rev': 'canary', 'istio.io/dataplane-mode': 'ambient' },
    { 'istio.io/rev': '', 'istio.io/dataplane-mode': 'ambient' },
    { 'istio.io/rev': '' },
    { 'istio.io/dataplane-mode': 'none' },
    { 'istio-injection': 'enabled', 'istio.io/rev': 'x', 'istio.io/dataplane-mode': 'none' },
  );
}

/** The namespaces of a mesh, nearly all of them with their object. */
export function makeNamespaces(m: MeshMaker): void {
  const first = m.pick(...NAMES.keys());
  m.several(2, 4, (at) => m.namespaces.push(NAMES[(first + at) % NAMES.length]!));
  for (const name of m.namespaces) {
    if (m.slip(false, true) && m.chance(0.3)) continue;
    m.add('v1', 'Namespace', { name, labels: injection(m), annotations: annotations(m, 'Namespace') }, {});
  }
  if (m.chance(0.3)) m.add('v1', 'Namespace', { name: 'istio-system', labels: m.slip({}, { 'istio-injection': 'enabled' }) }, {});
  if (m.chance(0.05)) m.add('v1', 'Namespace', { name: 'kube-system' }, {});
}
