import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

const LABEL = 'gateway.networking.k8s.io/gateway-name';

const KINDS = [
  'security.istio.io/AuthorizationPolicy',
  'security.istio.io/RequestAuthentication',
  'telemetry.istio.io/Telemetry',
  'extensions.istio.io/WasmPlugin',
] as const;

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of KINDS.flatMap((kind) => mesh.of(kind))) {
    const { selector, targetRef } = on.spec;
    if (selector === undefined || targetRef !== undefined) continue;
    const picked = mesh.workloadsWith(selector.matchLabels ?? {}, on.namespace);
    const gateways = new Set(picked.map(({ labels }) => labels[LABEL]).filter((name) => name !== undefined));
    for (const gateway of gateways) {
      yield {
        on,
        field: 'spec.selector',
        problem: `picks pods of Gateway ${gateway}, on which it does nothing`,
        got: selector.matchLabels ?? {},
        fix: `use targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: ${gateway} }] instead of the selector`,
      };
    }
  }
}

export const selectorOnGateway: Rule = {
  code: 'IST0166',
  level: 'warning',
  title: 'Selector that picks the pods of a Gateway of the Gateway API',
  explanation:
    'Pods that istiod makes for a Gateway of the Gateway API take policies by targetRefs alone. A policy with a selector that picks them is not enforced there.',
  fix: 'use targetRefs instead of the selector',
  find,
};
