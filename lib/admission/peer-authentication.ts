import type { PeerAuthenticationSpec } from '../../imports/security.istio.io';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { workloadSelectorProblems } from '../core/workload-selector';

type Spec = Wire<PeerAuthenticationSpec>;

/** Istio reads plain digits alone: neither `080` nor `+80`. */
function portKeyProblems(key: string): Problem[] {
  const port = Number(key);
  const problems = portProblems(`portLevelMtls.${key}`, String(port) === key ? port : Number.NaN);
  return problems.map((problem) => ({ ...problem, got: String(port) === key ? port : key }));
}

function portLevelProblems({ portLevelMtls: ports, selector }: Spec): Problem[] {
  if (ports === undefined) return [];
  const numbers = Object.keys(ports);
  return [
    ...numbers.flatMap(portKeyProblems),
    ...(Object.keys(selector?.matchLabels ?? {}).length === 0
      ? [
          {
            field: 'portLevelMtls',
            problem: 'needs workloads that are selected by label',
            got: ports,
            fix: 'set selector.matchLabels',
          },
        ]
      : []),
  ];
}

/** What Istio refuses in the spec of a PeerAuthentication, beyond its schema. */
export function peerAuthenticationProblems(spec: Spec): Problem[] {
  return [...workloadSelectorProblems('selector', spec.selector), ...portLevelProblems(spec)];
}
