import { type ChartOverrides, type Choices, chartLayers, platformOf } from '../chart-layers';
import { layer, type Overrides } from '../layering';
import { ZTUNNEL_DEFAULTS, type ZtunnelValues } from './values';

/** Any value of the chart, and the choices that its defaults depend on. */
export interface ZtunnelProps extends Choices, Overrides<Omit<ZtunnelValues, 'platform'>> {}

/** What the choices say of this chart. It reads `global` as if it stood at the top. */
function ofThisChart({ global, meshConfig, resourceQuotas, seLinuxOptions }: ChartOverrides): Overrides<ZtunnelValues> {
  const proxyMetadata = meshConfig?.defaultConfig?.proxyMetadata;
  return { variant: global?.variant, resourceQuotas, seLinuxOptions, meshConfig: { defaultConfig: { proxyMetadata } } };
}

/** The values of ztunnel: the defaults, over them what the profile, the release and the platform say, over them the props. */
export function resolveZtunnelValues(props: ZtunnelProps, inherited: Overrides<ZtunnelValues> = {}): ZtunnelValues {
  const { profile, platform, compatibilityVersion, revision, ...written } = props;
  const choices: Choices = { profile, platform, compatibilityVersion };
  const own: Overrides<ZtunnelValues> = {
    ...written,
    revision: revision === 'default' ? '' : revision,
    platform: platformOf(choices),
  };
  return layer<ZtunnelValues>(ZTUNNEL_DEFAULTS, ofThisChart(chartLayers(choices)), inherited, own);
}
