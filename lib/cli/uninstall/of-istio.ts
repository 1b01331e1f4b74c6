import { groupOf, type Stored } from '../../cluster/objects';

/** Marks of what Istio's charts, istioctl and this library install. */
const PART_OF = 'app.kubernetes.io/part-of';
const COMPONENT = 'operator.istio.io/component';

/** Names in `app` of charts from before there were marks. */
const APPS = [
  'istiod',
  'istio-reader',
  'sidecar-injector',
  'istio-ingressgateway',
  'istio-egressgateway',
  'istio-cni-node',
  'ztunnel',
];

/** Whether an object is part of an installation of Istio, of any revision: never a namespace, nor what a user wrote. */
export function isOfIstio({ apiVersion, kind, metadata: { name, labels = {} } }: Stored): boolean {
  if (kind === 'Namespace' || kind === 'Pod') return false;
  if (kind === 'CustomResourceDefinition') return /\.istio\.io$/.test(name);
  if (groupOf(apiVersion).endsWith('.istio.io')) return false;
  const { app = '' } = labels;
  return labels[PART_OF] === 'istio' || labels[COMPONENT] !== undefined || APPS.includes(app);
}
