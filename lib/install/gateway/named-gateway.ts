import type { ManifestMetadata } from '../../core/manifest';
import { commonLabels, type Labels } from '../labels';
import { given } from '../values';
import type { GatewayValues } from './values';

/** A gateway with its place: what every object of it is made from. */
export interface NamedGateway {
  readonly name: string;
  readonly namespace: string;
  readonly values: GatewayValues;
}

/** The labels by which the pods are found; they cannot change later. */
export function selectorLabels({ name, values }: NamedGateway): Labels {
  return { app: values.labels['app'] ?? name, istio: values.labels['istio'] ?? name.replace(/^istio-/, '') };
}

/** The user's own labels, without those that select the pods. */
export function ownLabels({ values }: NamedGateway): Labels {
  const { app: _app, istio: _istio, ...labels } = values.labels;
  return labels;
}

/** Labels of every object of a gateway. */
export function gatewayLabels(gateway: NamedGateway): Labels {
  return {
    'app.kubernetes.io/name': gateway.name,
    ...commonLabels(gateway.name),
    ...selectorLabels(gateway),
    ...ownLabels(gateway),
  };
}

/** Metadata of an object that is named as the gateway is. */
export function gatewayMetadata(gateway: NamedGateway): ManifestMetadata {
  return {
    name: gateway.name,
    namespace: gateway.namespace,
    labels: gatewayLabels(gateway),
    annotations: given(gateway.values.annotations),
  };
}

/** The ServiceAccount that the pods run as. */
export function serviceAccountName({ name, values: { serviceAccount } }: NamedGateway): string {
  return given(serviceAccount.name) ?? (serviceAccount.create ? name : 'default');
}

/** Whether there are two pods or more at all times. */
export function isReplicated({ values: { autoscaling, replicaCount } }: NamedGateway): boolean {
  return (autoscaling.enabled ? autoscaling.minReplicas : (replicaCount ?? 0)) > 1;
}
