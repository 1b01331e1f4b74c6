import { App } from 'cdk8s';
import {
  AddonsNamespace,
  HandsOn,
  IngressBeforeGateway,
  IngressGateway,
  IstioControlPlane,
  Kiali,
  PeerAuthentication,
  Prometheus,
  Stages,
} from './lib';

const app = new App();
const stages = new Stages(app);

const istio = new IstioControlPlane(stages.controlPlane, 'istio', { crds: stages.crds });

new PeerAuthentication(stages.traffic, 'mtls-strict-all', {
  metadata: { namespace: istio.namespace },
  mtls: { mode: 'STRICT' },
});

const ingress = new IngressGateway(stages.gateways, 'istio-ingressgateway', {
  controlPlane: istio,
  service: { type: 'ClusterIP' },
});
new IngressBeforeGateway(stages.gateways, 'app', { gateway: ingress, hosts: ['app.example.com'] }); // ingress-nginx is the only way in

const addons = new AddonsNamespace(stages.addons, 'istio-addons', { controlPlane: istio });
const prometheus = new Prometheus(stages.addons, 'prometheus', {
  namespace: addons,
  reach: { host: 'prometheus.example.com', ingressClassName: 'nginx' },
});
new Kiali(stages.addons, 'kiali', {
  namespace: addons,
  prometheus,
  reach: { host: 'kiali.example.com', ingressClassName: 'nginx' },
});

new HandsOn(stages.apps, 'handson', {
  controlPlane: istio,
  ingress,
  traffic: stages.traffic,
  hosts: ['app.example.com'],
  green: 20, // percent of the requests; blue answers the rest
});

app.synth();
