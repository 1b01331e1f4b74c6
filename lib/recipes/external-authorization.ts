import { Construct } from 'constructs';
import type { NonEmpty } from '../core/one-of';
import { type PropNames, refuseProps } from '../core/prop-names';
import { ExternalAuthorizer, type ExternalAuthorizerProps } from '../install/extension-providers';
import type { Workload, WorkloadRef } from '../networking/workload';
import { AuthorizationPolicy } from '../security/authorization-policy';
import type { CustomRule } from '../security/authorization-rule';
import { forWorkload } from './for-workload';

/** Props of ExternalAuthorization: the service that is asked, and about what. */
export type ExternalAuthorizationProps = ExternalAuthorizerProps & {
  /** The workload whose requests are asked about. @default every workload of the namespace of the chart */
  readonly of?: WorkloadRef | Workload;
  /** Requests that are asked about. @default every one */
  readonly rules?: NonEmpty<CustomRule>;
};

const NAMES: PropNames<ExternalAuthorizationProps> = {
  controlPlane: 'required',
  name: 'optional',
  usedElsewhere: 'optional',
  envoyExtAuthzHttp: 'optional',
  envoyExtAuthzGrpc: 'optional',
  of: 'optional',
  rules: 'optional list',
};

/**
 * A service of yours decides about the requests of a workload. It is made known to the mesh as a provider, and asked by a policy; what it
 * lets through may still be refused by another one.
 */
export class ExternalAuthorization extends Construct {
  constructor(scope: Construct, id: string, props: ExternalAuthorizationProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { of, rules = [{}], ...provider } = props;
    const authorizer = new ExternalAuthorizer(this, 'provider', {
      ...provider,
      name: provider.name ?? id,
    } as ExternalAuthorizerProps);
    const { namespace, ...place } = forWorkload(of);
    new AuthorizationPolicy(this, 'policy', {
      metadata: { name: id, namespace },
      ...place,
      action: 'CUSTOM',
      provider: authorizer,
      rules,
    });
  }
}
