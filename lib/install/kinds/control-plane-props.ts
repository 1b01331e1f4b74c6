import type { IstioControlPlaneProps } from '../istio-control-plane-props';
import type { IstiodValues } from '../values';
import { ISTIOD_VALUES } from './chart-values';
import { ANYTHING, BOOLEAN, type Fields, fields, type Kind, listOf, mapOf, TEXT } from './kind';

const SWITCH = fields({ enabled: BOOLEAN });

const { sidecarInjectorWebhook } = ISTIOD_VALUES.fields as { readonly sidecarInjectorWebhook: Fields };

/** Props that are no values of the charts, or take more than those. */
const BESIDE: Readonly<Record<Exclude<keyof IstioControlPlaneProps, keyof Omit<IstiodValues, 'webhooks'>>, Kind>> = {
  profile: TEXT,
  platform: TEXT,
  compatibilityVersion: TEXT,
  preset: TEXT,
  components: fields({ base: SWITCH, pilot: SWITCH }),
  namespace: TEXT,
  createNamespace: BOOLEAN,
  crds: ANYTHING,
  valuesConfigMap: BOOLEAN,
  hub: TEXT,
  tag: TEXT,
  webhooks: fields({ delivery: TEXT }),
};

/** What an IstioControlPlane takes. */
export const CONTROL_PLANE_PROPS = fields({
  ...ISTIOD_VALUES.fields,
  ...BESIDE,
  sidecarInjectorWebhook: fields({
    ...sidecarInjectorWebhook.fields,
    templates: mapOf(ANYTHING),
    aliases: mapOf(listOf(TEXT)),
  }),
});
