import type { NonEmpty } from '../../core/one-of';
import { type Problem, refuse } from '../../core/problem';
import { type PropNames, propProblems } from '../../core/prop-names';
import { ServiceEntry } from '../../networking/service-entry';
import type { PathValue } from '../../security/authorization-operation';
import { Principal } from '../../security/principal';
import type { ServiceAccountObject } from '../../security/service-account';
import { once } from './once';
import { type GraphPods, type GraphRef, isConstruct, type PlainWorkload, podsOf } from './pods';
import { targetPortsOf } from './target-ports';

/** What is asked for in a call. */
export interface CallProps {
  /** Number of the Service's port. @default its only one */
  readonly port?: number;
  /** Methods, in capital letters. @default all; with them the port must be one of HTTP */
  readonly methods?: NonEmpty<Uppercase<string>>;
  /** Paths, as in an AuthorizationPolicy. @default all; with them the port must be one of HTTP */
  readonly paths?: NonEmpty<PathValue>;
}

const PLAIN: PropNames<PlainWorkload> = {
  labels: 'required',
  namespace: 'required',
  serviceAccount: 'required',
  service: 'optional',
};
const NAMES: PropNames<CallProps> = { port: 'optional', methods: 'optional list', paths: 'optional list' };

/** A call from one workload to another. */
export interface Call extends CallProps {
  readonly caller: Caller;
  readonly callee: Callee;
}

/** A workload that can be called. */
export interface Callee {
  readonly name: string;
  readonly pods: GraphPods;
  addCall(call: Call): void;
}

/** The account that pods have that name none. */
const SHARED = 'default';

/** Whoever calls workloads of a graph: one of them, or a gateway. */
export class Caller {
  /** Calls of workloads. */
  readonly made: Call[] = [];
  /** Calls of hosts outside of the graph. */
  readonly outside: ServiceEntry[] = [];

  /** What is known of the pods when they come into the graph. */
  readonly pods: GraphPods;

  /**
   * @param path construct path of the graph, for what is refused
   * @param name of the workload in the graph
   * @throws InvalidProps when the pods have no account of their own
   */
  constructor(
    private readonly path: string,
    readonly name: string,
    ref: GraphRef,
  ) {
    if (!isConstruct(ref)) refuse(path, propProblems(PLAIN, ref, name));
    this.pods = podsOf(ref);
    refuse(path, [...this.placeProblems(), ...this.accountProblems()]);
  }

  /** The accounts of the pods. */
  get accounts(): readonly ServiceAccountObject[] {
    return once(this.pods.makers.map(({ namespace, serviceAccount: name = SHARED }) => ({ name, metadata: { namespace } })));
  }

  /** Who this one is, in the eyes of those it calls. */
  get principals(): readonly Principal[] {
    return this.accounts.map((account) => Principal.of(account));
  }

  /**
   * Declares that this one calls another workload of the graph, or a host outside.
   * @throws InvalidProps when the callee has no such port, or has several and none is named
   */
  calls(callee: Callee, call?: CallProps): this;
  calls(callee: ServiceEntry): this;
  calls(callee: Callee | ServiceEntry, call: CallProps = {}): this {
    if (callee instanceof ServiceEntry) {
      this.outside.push(callee);
      return this;
    }
    refuse(this.path, propProblems(NAMES, call, `${this.name}.calls(${callee.name})`));
    const { problem } = targetPortsOf(callee.name, callee.pods, call.port);
    if (problem !== undefined) refuse(this.path, [{ ...problem, field: `${this.name}.calls(${callee.name}).port` }]);
    const made = { ...call, caller: this, callee };
    this.made.push(made);
    callee.addCall(made);
    return this;
  }

  private placeProblems(): Problem[] {
    const { labels, makers, namespace, strangers } = this.pods;
    const field = this.name;
    if (makers.length === 0) return [];
    const problems: Problem[] = [];
    if (namespace === undefined) {
      const fix = 'give the workload or its chart one';
      problems.push({ field, problem: 'is in no namespace, so nobody could be told who it is', fix });
    }
    if (Object.keys(labels).length === 0) {
      const fix = 'give them a label that no others of the namespace have';
      problems.push({ field, problem: 'has no labels by which its pods could be told from others', fix });
    } else if (strangers.length > 0) {
      const problem = `has labels that pick ${strangers.join(' and ')} as well`;
      problems.push({ field, problem, got: labels, fix: 'give it a label of its own, or make one workload of them' });
    }
    return problems;
  }

  private accountProblems(): Problem[] {
    const { makers } = this.pods;
    if (makers.length === 0) {
      const fix = 'pass a workload, a Service with pods in this program, or { labels, namespace, serviceAccount, service }';
      return [{ field: this.name, problem: 'has no pods that this program knows', fix }];
    }
    return makers
      .filter(({ serviceAccount = SHARED }) => serviceAccount === SHARED)
      .map(({ kind, name }) => ({
        field: this.name,
        problem: `has a ${kind} ${name} with the account that pods of its namespace share, so its calls are not told from theirs`,
        got: SHARED,
        fix: 'give it a ServiceAccount of its own',
      }));
  }
}
