import { Construct } from 'constructs';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { besideProblems, type PropNames, propProblems, refuseProps } from '../core/prop-names';
import { Workload, type WorkloadRef } from '../networking/workload';
import { PeerAuthentication } from '../security/peer-authentication';
import { type MeshOrNamespace, placeOf } from './mesh-or-namespace';

/** Ports that take plain connections too, while all others do not. */
export interface PlainPorts {
  readonly workload: WorkloadRef | Workload;
  /** Numbers of the pod's ports, not of the Service's. */
  readonly ports: NonEmpty<number>;
}

/** Props of MutualTls. */
export type MutualTlsProps = MeshOrNamespace & {
  /**
   * `permissive` takes plain connections as well: begin with it, and go on when no client without sidecar is left. `strict` takes mutual
   * TLS alone.
   */
  readonly step: 'permissive' | 'strict';
  /** Ports that stay open for plain connections, in whatever namespace the workloads are. @default none */
  readonly plainPorts?: readonly PlainPorts[];
};

const MODES = { permissive: 'PERMISSIVE', strict: 'STRICT' } as const;

/** A step that was forced past the compiler would leave the mesh open without a word. */
function stepProblems({ step }: MutualTlsProps): Problem[] {
  return step in MODES ? [] : [{ field: 'step', problem: 'is unknown', got: step, fix: 'use permissive or strict' }];
}

const PLAIN_PORTS: PropNames<PlainPorts> = { workload: 'required', ports: 'required list' };
const NAMES: PropNames<MutualTlsProps> = {
  mesh: 'optional',
  namespace: 'optional',
  step: 'required',
  plainPorts: 'optional list',
};

/** Mutual TLS for a mesh or a namespace, in two steps. From one to the other it is one word, and no other line of the manifests. */
export class MutualTls extends Construct {
  /** @throws InvalidProps when there is no such step */
  constructor(scope: Construct, id: string, props: MutualTlsProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { plainPorts = [] } = props;
    refuse(this.node.path, [
      ...stepProblems(props),
      ...besideProblems(['mesh', 'namespace'], props),
      ...plainPorts.flatMap((ports, i) => propProblems(PLAIN_PORTS, ports, `plainPorts[${i}]`)),
    ]);
    const mtls = { mode: MODES[props.step] };
    new PeerAuthentication(this, 'all', { metadata: { name: id, namespace: placeOf(props) }, mtls });
    for (const [i, { workload, ports }] of plainPorts.entries()) {
      const selector = workload instanceof Workload ? workload : Workload.of(workload);
      new PeerAuthentication(this, `plain-${i}`, {
        metadata: { name: `${id}-plain-${i}`, namespace: selector.namespace ?? placeOf(props) },
        selector,
        mtls,
        portLevelMtls: Object.fromEntries(ports.map((port) => [port, { mode: 'PERMISSIVE' }])),
      });
    }
  }
}
