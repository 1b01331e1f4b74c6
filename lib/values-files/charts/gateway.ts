import { merged, type Tree } from '../../core/tree';
import {
  GATEWAY_DEFAULTS,
  type GatewayValues,
  gatewayManifests,
  gatewayProblems,
  type NamedGateway,
} from '../../install/gateway';
import { GATEWAY_VALUES } from '../../install/kinds/chart-values';
import { ANYTHING, BOOLEAN, fields, TEXT } from '../../install/kinds/kind';
import { layer } from '../../install/layering';
import { refilled } from '../refill';
import { ofRelease } from '../release-labels';
import type { Chart, Installation } from './chart';
import { flattened, SHARED, withLayers } from './shared';

/** What the chart takes and does not read. */
const UNREAD = {
  enabled: BOOLEAN,
  runAsRoot: BOOLEAN,
  unprivilegedPort: ANYTHING,
  defaultRevision: TEXT,
  ownerName: TEXT,
  pilot: ANYTHING,
};

const ACCEPTS = fields({ ...GATEWAY_VALUES.fields, ...UNREAD, ...SHARED, name: TEXT });

/** The charts call pull secrets by name under `global`, where the gateway wants what Kubernetes wants. */
function asReferences(secrets: unknown): unknown {
  return Array.isArray(secrets) ? secrets.map((secret) => (typeof secret === 'string' ? { name: secret } : secret)) : secrets;
}

/** The gateway that these values describe. */
export function namedGateway({ user, release, namespace = 'default' }: Installation): NamedGateway {
  const tree = withLayers(ACCEPTS, user);
  const { imagePullSecrets, ...global } = flattened(GATEWAY_VALUES, tree);
  const shared = imagePullSecrets === undefined ? global : { ...global, imagePullSecrets: asReferences(imagePullSecrets) };
  const { name, ...values } = merged(shared, tree);
  return {
    name: typeof name === 'string' && name !== '' ? name : release,
    namespace,
    values: refilled<GatewayValues>(GATEWAY_VALUES, GATEWAY_DEFAULTS, layer<Tree>({ ...GATEWAY_DEFAULTS }, values)),
  };
}

export const gateway: Chart = {
  release: 'istio-ingressgateway',
  accepts: ACCEPTS,
  render: (installation) => {
    const made = namedGateway(installation);
    return { problems: gatewayProblems(made), manifests: () => ofRelease(gatewayManifests(made), installation.release) };
  },
};
