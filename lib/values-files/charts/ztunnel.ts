import { merged, type Tree } from '../../core/tree';
import { ZTUNNEL_VALUES } from '../../install/kinds/chart-values';
import { fields } from '../../install/kinds/kind';
import { layer } from '../../install/layering';
import {
  ZTUNNEL_DEFAULTS,
  type ZtunnelAgent,
  type ZtunnelValues,
  ztunnelManifests,
  ztunnelProblems,
} from '../../install/ztunnel/index';
import { refilled } from '../refill';
import type { Chart, Installation } from './chart';
import { flattened, platformOf, SHARED, withLayers } from './shared';

/** Under `global` may stand whatever may stand at the top. */
const ACCEPTS = fields({
  ...ZTUNNEL_VALUES.fields,
  ...SHARED,
  global: fields({ ...ZTUNNEL_VALUES.fields, ...SHARED.global.fields }),
});

/** The ztunnel that these values describe. */
export function ztunnelAgent({ user, release, namespace }: Installation): ZtunnelAgent {
  const tree = withLayers(ACCEPTS, user);
  const values = layer<Tree>({ ...ZTUNNEL_DEFAULTS }, merged(flattened(ZTUNNEL_VALUES, tree), tree));
  const platform = (platformOf(user) ?? '') as ZtunnelValues['platform'];
  const filled = refilled<ZtunnelValues>(ZTUNNEL_VALUES, ZTUNNEL_DEFAULTS, values);
  return { release, namespace: namespace ?? 'istio-system', values: { ...filled, platform } };
}

export const ztunnel: Chart = {
  release: 'ztunnel',
  accepts: ACCEPTS,
  render: (installation) => {
    const made = ztunnelAgent(installation);
    return { problems: ztunnelProblems(made), manifests: () => ztunnelManifests(made) };
  },
};
