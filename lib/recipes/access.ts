import type { Construct } from 'constructs';
import type { AtLeastOneOf, NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, pathOf, refuseProps } from '../core/prop-names';
import type { Workload, WorkloadRef } from '../networking/workload';
import type { PortValue } from '../security/authorization-condition';
import type { PathValue } from '../security/authorization-operation';
import { AuthorizationPolicy } from '../security/authorization-policy';
import type { Rule } from '../security/authorization-rule';
import { Principal } from '../security/principal';
import type { ServiceAccountRef } from '../security/service-account';
import type { SourceNamespace } from '../security/source-namespace';
import { askedFor } from './asked-operation';
import { forWorkload } from './for-workload';

interface Clients {
  /** Workloads that may, or their ServiceAccounts. */
  callers: NonEmpty<ServiceAccountRef | Principal>;
  /** Namespaces of which every workload may. */
  namespaces: NonEmpty<SourceNamespace>;
}

/** Props of Access. */
export type AccessProps = AtLeastOneOf<Clients> & {
  /** The workload that is called. @default every workload of the namespace of the chart */
  readonly to?: WorkloadRef | Workload;
  /** Numbers of the pod's ports, not of the Service's. @default all */
  readonly ports?: NonEmpty<PortValue>;
  /** Methods, in capital letters. @default all */
  readonly methods?: NonEmpty<Uppercase<string>>;
  /** Paths, as in an AuthorizationPolicy. @default all */
  readonly paths?: NonEmpty<PathValue>;
  /** Whether nothing is refused yet, and proxies only log what would be. @default false */
  readonly dryRun?: boolean;
};

function ruleOf({ callers, namespaces, ports, methods, paths }: AccessProps): Rule {
  const principals = callers?.map((caller) => (caller instanceof Principal ? caller : Principal.of(caller)));
  const sources = [{ principals }, { namespaces }].filter((source) =>
    Object.values(source).some((values) => values !== undefined),
  );
  const from = sources.map((source) => ({ source })) as unknown as Rule['from'];
  return { from, ...askedFor({ ports, methods, paths }) };
}

/** Without either, everybody would be let in. */
function nobodyProblems({ callers, namespaces }: AccessProps): Problem[] {
  if (callers !== undefined || namespaces !== undefined) return [];
  return [{ field: 'callers', problem: 'are missing', fix: 'say who may call, by callers or namespaces, or use DenyByDefault' }];
}

const NAMES: PropNames<AccessProps> = {
  callers: 'optional list',
  namespaces: 'optional list',
  to: 'optional',
  ports: 'optional list',
  methods: 'optional list',
  paths: 'optional list',
  dryRun: 'optional',
};

/**
 * Lets some workloads or namespaces call a workload, and nobody else: the first `Access` to a workload closes it for all others. They are
 * told by mutual TLS, so a client without sidecar is nobody.
 */
export class Access extends AuthorizationPolicy {
  /** @throws InvalidProps when there are no callers, a caller has no ServiceAccount of its own, or the workload is of another namespace than the chart */
  constructor(scope: Construct, id: string, props: AccessProps) {
    refuseProps(pathOf(scope, id), NAMES, props);
    const { namespace, ...place } = forWorkload(props.to);
    super(scope, id, { metadata: { namespace }, ...place, dryRun: props.dryRun, rules: [ruleOf(props)] });
    refuse(this.node.path, nobodyProblems(props));
  }
}
