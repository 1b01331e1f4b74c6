import type { PeerAuthenticationSpec } from '../../imports/security.istio.io';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { workloadSelectorProblems } from '../core/workload-selector';

type Spec = Wire<PeerAuthenticationSpec>;

function portLevelProblems({ portLevelMtls: ports, selector }: Spec): Problem[] {
  if (ports === undefined) return [];
  const numbers = Object.keys(ports);
  return [
    ...numbers.flatMap((number) => portProblems(`portLevelMtls.${number}`, Number(number))),
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
