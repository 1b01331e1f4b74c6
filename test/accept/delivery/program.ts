import { ApiObject } from 'cdk8s';
import {
  Bookinfo,
  type Delivery,
  EgressGateway,
  IngressGateway,
  IstioControlPlane,
  type Layout,
  MeshApp,
  PeerAuthentication,
  Stages,
} from '../../../lib';

const repository = 'https://git.example.com/team/mesh.git';

const WAYS: Readonly<Record<string, Delivery>> = {
  kubectl: { by: 'kubectl' },
  kustomize: { by: 'kustomize' },
  'argo-cd': { by: 'argo-cd', repository },
  'argo-cd-per-stage': { by: 'argo-cd', repository, applications: 'per-stage' },
  flux: { by: 'flux', repository },
  'flux-with-source': { by: 'flux', source: { kind: 'OCIRepository', name: 'mesh' } },
};

const { WAY, LAYOUT, LESS } = process.env;
const isLess = LESS !== undefined;

const app = new MeshApp({ layout: LAYOUT as Layout, delivery: WAYS[WAY!]! });
const stages = new Stages(app);
const istio = new IstioControlPlane(stages.controlPlane, 'istio', {
  profile: 'demo',
  crds: stages.crds,
  base: isLess ? { excludedCRDs: ['proxyconfigs.networking.istio.io'] } : {},
  webhooks: { delivery: 'install' }, // no istiod answers here
});
const ingress = new IngressGateway(stages.gateways, 'istio-ingressgateway', { controlPlane: istio });
if (!isLess) new EgressGateway(stages.gateways, 'istio-egressgateway', { controlPlane: istio });

new ApiObject(stages.apps, 'numbered', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: '1st' } });
new ApiObject(stages.apps, 'numbered-settings', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: '1st' },
  data: { mode: '0755', empty: '' },
});
for (const name of ['shop:Reader', 'shop:reader']) {
  if (isLess && name === 'shop:Reader') continue;
  const metadata = { name };
  new ApiObject(stages.apps, name, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules: [] });
}
new Bookinfo(stages.apps, 'bookinfo', { controlPlane: istio, ingress, traffic: stages.traffic, reviews: 'test-v2' });
if (!isLess) {
  const metadata = { namespace: istio.namespace };
  new PeerAuthentication(stages.traffic, 'mtls-strict-all', { metadata, mtls: { mode: 'STRICT' } });
}
app.synth();
