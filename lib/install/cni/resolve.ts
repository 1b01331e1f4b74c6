import { type ChartOverrides, type Choices, chartLayers, platformOf } from '../chart-layers';
import { layer, type Overrides } from '../layering';
import { CNI_DEFAULTS, type CniValues } from './values';

/** Any value of the chart, and the choices that its defaults depend on. */
export interface CniProps extends Choices, Overrides<Omit<CniValues, 'platform'>> {}

/** What the choices say of this chart, with what is under `cni` over the rest, as the chart has it. */
function ofThisChart({ ambient, cni, global, resourceQuotas, seLinuxOptions }: ChartOverrides): Overrides<CniValues> {
  const beside: Overrides<CniValues> = { ambient, resourceQuotas, seLinuxOptions, global: { variant: global?.variant } };
  return layer<Overrides<CniValues>>(beside, cni);
}

/** The values of the agent: the defaults, over them what the profile, the release and the platform say, over them the props. */
export function resolveCniValues(props: CniProps, inherited: Overrides<CniValues> = {}): CniValues {
  const { profile, platform, compatibilityVersion, revision, ...written } = props;
  const choices: Choices = { profile, platform, compatibilityVersion };
  const own: Overrides<CniValues> = {
    ...written,
    revision: revision === 'default' ? '' : revision,
    platform: platformOf(choices),
  };
  return layer<CniValues>(CNI_DEFAULTS, ofThisChart(chartLayers(choices)), inherited, own);
}
