import type { IConstruct } from 'constructs';
import { deliveredBy } from '../core/delivered-by';
import type { IstioControlPlaneProps } from './istio-control-plane-props';

/** The props with the way of delivery that the app has, where they name none: `apply.sh` applies on the server's side. */
export function asDelivered(construct: IConstruct, props: IstioControlPlaneProps): IstioControlPlaneProps {
  const by = deliveredBy(construct);
  if (by === undefined) return props;
  return { ...props, webhooks: { delivery: by === 'argo-cd' || by === 'flux' ? by : 'server-side-apply', ...props.webhooks } };
}
