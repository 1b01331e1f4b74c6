import {
  Bookinfo,
  EgressGateway,
  EgressThroughGateway,
  IngressGateway,
  IstioControlPlane,
  MeshApp,
  PeerAuthentication,
  Stages,
} from './lib';

const app = new MeshApp();
const stages = new Stages(app); // one file in dist/ for each stage, in the order of kubectl apply

const istio = new IstioControlPlane(stages.controlPlane, 'istio', {
  profile: 'demo',
  crds: stages.crds,
});

const ingress = new IngressGateway(stages.gateways, 'istio-ingressgateway', { controlPlane: istio });
const egress = new EgressGateway(stages.gateways, 'istio-egressgateway', { controlPlane: istio });

new PeerAuthentication(stages.traffic, 'mtls-strict-all', {
  metadata: { namespace: istio.namespace }, // in the root namespace it is for the whole mesh
  mtls: { mode: 'STRICT' },
});

new EgressThroughGateway(stages.traffic, 'wikipedia', { host: 'en.wikipedia.org', gateway: egress });

new Bookinfo(stages.apps, 'bookinfo', {
  controlPlane: istio,
  ingress,
  traffic: stages.traffic,
  reviews: 'test-v2', // or v1, v3, 90-10, 80-20, 50-v3, v2-v3, jason-v2-v3
  fault: 'ratings-delay', // or ratings-abort, details-abort; without this line nothing goes wrong
});

app.synth();
