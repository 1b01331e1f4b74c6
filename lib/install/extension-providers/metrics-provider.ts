import type { Construct } from 'constructs';
import { pathOf } from '../../core/prop-names';
import { type DefaultProviderProps, ExtensionProvider, refuseProvider } from './extension-provider';

/** Props of a MetricsProvider. */
export interface MetricsProviderProps extends DefaultProviderProps {
  /** Metrics that Prometheus, or what asks like it, gets from each proxy. There is nothing to set. */
  readonly prometheus: Readonly<Record<string, never>>;
}

/**
 * A further set of metrics for Prometheus. Every mesh has one of that name, `istio.provider('metrics', 'prometheus')`, and needs no other
 * in most cases. Stackdriver is not among the kinds: the mesh config knows it, but Istio 1.31 does nothing with it.
 */
export class MetricsProvider extends ExtensionProvider<'metrics'> {
  /** @throws InvalidProps when the name is taken */
  constructor(scope: Construct, id: string, props: MetricsProviderProps) {
    refuseProvider(pathOf(scope, id), { prometheus: [] }, props);
    super(scope, id, props, { use: 'metrics', kind: 'prometheus', value: props.prometheus, problems: [] });
  }
}
