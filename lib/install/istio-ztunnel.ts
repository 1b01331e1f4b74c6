import { Construct } from 'constructs';
import { emit } from '../core/emit';
import { type Problem, refuse } from '../core/problem';
import { missingProblems } from '../core/prop-names';
import { ambientProblems } from './ambient';
import type { IstioControlPlane } from './istio-control-plane';
import { ZTUNNEL_VALUES } from './kinds/chart-values';
import { ANYTHING, fields, TEXT } from './kinds/kind';
import { unknownNames } from './kinds/unknown-names';
import type { Overrides } from './layering';
import { given } from './values';
import {
  nameOf,
  resolveZtunnelValues,
  type ZtunnelProps as ZtunnelChartProps,
  type ZtunnelValues,
  ztunnelManifests,
  ztunnelProblems,
} from './ztunnel';

/** Props of a Ztunnel: where it belongs, and any value of the official chart `ztunnel` under the chart's name. */
export interface ZtunnelProps extends Omit<ZtunnelChartProps, 'profile' | 'platform' | 'compatibilityVersion' | 'revision'> {
  /**
   * The control plane that ztunnel asks. Profile, platform, images, network and what else it says for all parts of the mesh hold here
   * too.
   */
  readonly controlPlane: IstioControlPlane;
  /**
   * Namespace of the objects. The control plane has to trust it.
   * @default the one that it trusts: `pilot.trustedZtunnelNamespace`, else its own
   */
  readonly namespace?: string;
}

/** What the control plane says for all parts of the mesh. */
function shared({ values: { global, pilot, revision } }: IstioControlPlane): Overrides<ZtunnelValues> {
  const { hub, tag, variant, imagePullPolicy, imagePullSecrets, istioNamespace, network, multiCluster, caAddress } = global;
  return {
    ...{ hub, tag, variant, imagePullPolicy, imagePullSecrets, revision, istioNamespace, network, multiCluster, caAddress },
    logAsJson: global.logAsJson,
    resourceScope: global.resourceScope,
    trustBundleName: global.trustBundleName,
    env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: pilot.env.ENABLE_CLUSTER_TRUST_BUNDLE_API },
    global: { networkPolicy: global.networkPolicy },
  };
}

/** The ServiceAccounts that may ask for the certificates of others, each with its namespace. */
function trustedAccounts({ namespace, values: { pilot } }: IstioControlPlane): readonly string[] {
  const own = given(pilot.env['CA_TRUSTED_NODE_ACCOUNTS']);
  if (own !== undefined) return String(own).split(',');
  return [`${given(pilot.trustedZtunnelNamespace) ?? namespace}/${given(pilot.trustedZtunnelName) ?? 'ztunnel'}`];
}

/** Without trust, istiod refuses every certificate, and no pod of the node is in the mesh. */
function trustProblems(namespace: string, values: ZtunnelValues, controlPlane: IstioControlPlane): Problem[] {
  const account = `${namespace}/${nameOf(values)}`;
  const trusted = trustedAccounts(controlPlane);
  if (trusted.includes(account)) return [];
  const problem = `is not trusted by ${controlPlane.node.path}, which trusts ${trusted.join(', ')}`;
  const fix = 'set pilot.trustedZtunnelNamespace and pilot.trustedZtunnelName there';
  return [{ field: 'the ServiceAccount', problem, got: account, fix }];
}

const PROPS = fields({ controlPlane: ANYTHING, namespace: TEXT, ...ZTUNNEL_VALUES.fields });

/**
 * The proxy on every node for the traffic of its pods: what the official chart `ztunnel` installs. It takes an `IstioCni` of the same
 * control plane to hand it that traffic.
 */
export class Ztunnel extends Construct {
  readonly namespace: string;
  /** Every value of the chart, resolved. */
  readonly values: ZtunnelValues;

  /** @throws InvalidProps with everything that cannot be right in the props */
  constructor(scope: Construct, id: string, props: ZtunnelProps) {
    super(scope, id);
    refuse(this.node.path, [...unknownNames(PROPS, props ?? {}), ...missingProblems(['controlPlane'], props)]);
    const { controlPlane, namespace, ...written } = props;
    this.namespace = namespace ?? given(controlPlane.values.pilot.trustedZtunnelNamespace) ?? controlPlane.namespace;
    this.values = resolveZtunnelValues({ ...written, ...controlPlane.choices }, shared(controlPlane));
    const agent = { release: 'ztunnel', namespace: this.namespace, values: this.values };
    refuse(this.node.path, [
      ...ambientProblems(controlPlane),
      ...ztunnelProblems(agent),
      ...trustProblems(this.namespace, this.values, controlPlane),
    ]);
    emit(this, ztunnelManifests(agent));
  }
}
