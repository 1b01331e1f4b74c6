export type { ArgoCdDelivery, Delivery, FluxDelivery, KubectlDelivery, KustomizeDelivery } from './delivery';
export type { Layout } from './layout';
export { MeshApp, type MeshAppProps } from './mesh-app';
export { Stages } from './stages';
