import type { Rule } from '../../security/authorization-rule';
import { askedFor } from '../asked-operation';
import { type Call, type Callee, Caller } from './caller';
import type { PodPorts } from './network-policy';
import { once } from './once';
import { targetPortsOf } from './target-ports';

function portsOf({ callee, port }: Call): readonly number[] {
  return targetPortsOf(callee.name, callee.pods, port).numbers ?? [];
}

function peerOf({ pods }: { readonly pods: Callee['pods'] }): NonNullable<PodPorts['peer']> {
  return { namespace: pods.namespace!, labels: pods.labels };
}

/** A workload of a graph, for which the graph makes objects. */
export class GraphWorkload extends Caller implements Callee {
  private readonly taken: Call[] = [];

  /** Used by `calls` of whoever calls this one. */
  addCall(call: Call): void {
    this.taken.push(call);
  }

  /** Who may call this one, and for what. */
  get rules(): readonly Rule[] {
    return this.taken.map((call): Rule => {
      const ports = portsOf(call) as unknown as readonly [number];
      const principals = call.caller.principals as unknown as readonly [never];
      return { from: [{ source: { principals } }], ...askedFor({ ports, methods: call.methods, paths: call.paths }) };
    });
  }

  /** The hosts that this one calls, as `<namespace>/<host>` or what they are of. */
  get hosts() {
    const services = once(this.made.flatMap(({ callee }) => callee.pods.services));
    return [...services.map(({ name, namespace }) => ({ name, metadata: { namespace } })), ...new Set(this.outside)];
  }

  /** Connections that come in. */
  get ingress(): readonly PodPorts[] {
    return once(this.taken.map((call) => ({ peer: peerOf(call.caller), ports: portsOf(call) })));
  }

  /** Connections that go out, beside those of the mesh itself. */
  get egress(): readonly PodPorts[] {
    const outside = this.outside.map((entry): PodPorts => {
      const { ports = [] } = (entry.toJson() as { spec: { ports?: readonly { number: number }[] } }).spec;
      return { ports: ports.map(({ number }) => number) };
    });
    return once([...this.made.map((call) => ({ peer: peerOf(call.callee), ports: portsOf(call) })), ...outside]);
  }
}
