import type { Construct } from 'constructs';
import { refuse } from '../core/problem';
import { besideProblems, type PropNames, pathOf, refuseProps } from '../core/prop-names';
import { AuthorizationPolicy } from '../security/authorization-policy';
import { type MeshOrNamespace, placeOf } from './mesh-or-namespace';

/** Props of DenyByDefault. */
export type DenyByDefaultProps = MeshOrNamespace & {
  /**
   * Whether nothing is refused yet, and proxies only log what would be.
   * @default false
   */
  readonly dryRun?: boolean;
};

const NAMES: PropNames<DenyByDefaultProps> = { mesh: 'optional', namespace: 'optional', dryRun: 'optional' };

/**
 * Refuses every request in a mesh or a namespace that no other policy lets through, an `Access` for example. In a mesh that is true of
 * its gateways too.
 */
export class DenyByDefault extends AuthorizationPolicy {
  constructor(scope: Construct, id: string, props: DenyByDefaultProps = {}) {
    const path = pathOf(scope, id);
    refuseProps(path, NAMES, props);
    refuse(path, besideProblems(['mesh', 'namespace'], props));
    super(scope, id, { metadata: { namespace: placeOf(props) }, dryRun: props.dryRun });
  }
}
