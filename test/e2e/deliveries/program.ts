import {
  Bookinfo,
  type Delivery,
  EgressGateway,
  IngressGateway,
  IstioControlPlane,
  MeshApp,
  PeerAuthentication,
  Stages,
} from '../../../lib';

const repository = 'https://git.example.com/team/mesh.git';

const WAYS: Readonly<Record<string, Delivery>> = {
  kubectl: { by: 'kubectl' },
  kustomize: { by: 'kustomize' },
  'argo-cd': { by: 'argo-cd', repository },
  flux: { by: 'flux', repository },
};

/** A whole mesh by one way. Who writes into webhooks follows the way; the three settings are for an Envoy without Istio's own filters. */
const app = new MeshApp({ delivery: WAYS[process.env['WAY'] ?? ''] as Delivery });
const stages = new Stages(app);
const controlPlane = new IstioControlPlane(stages.controlPlane, 'istio', {
  profile: 'demo',
  crds: stages.crds,
  pilot: { env: { PILOT_ENABLE_METADATA_EXCHANGE: 'false', PILOT_ENABLE_ALPN_FILTER: 'false' } },
  meshConfig: { defaultProviders: { metrics: [] } },
});
const ingress = new IngressGateway(stages.gateways, 'istio-ingressgateway', { controlPlane });
new EgressGateway(stages.gateways, 'istio-egressgateway', { controlPlane });
new Bookinfo(stages.apps, 'bookinfo', { controlPlane, ingress, traffic: stages.traffic, reviews: 'test-v2' });
new PeerAuthentication(stages.traffic, 'mtls-strict-all', {
  metadata: { namespace: controlPlane.namespace },
  mtls: { mode: 'STRICT' },
});
app.synth();
