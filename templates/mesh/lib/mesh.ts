import type { App } from 'cdk8s';
import { Stages } from 'cdk8s-istio/delivery';
import { IngressGateway, IstioControlPlane } from 'cdk8s-istio/install';
import { PeerAuthentication } from 'cdk8s-istio/security';
import { Web } from './web';

/** The whole mesh: what `dist/` has, and what the tests look at. */
export function addMesh(app: App): void {
  const stages = new Stages(app); // one file in dist/ for each stage, in the order of their names

  const controlPlane = new IstioControlPlane(stages.controlPlane, 'istio', { crds: stages.crds });
  const ingress = new IngressGateway(stages.gateways, 'istio-ingressgateway', { controlPlane });

  new PeerAuthentication(stages.traffic, 'mtls-strict-all', {
    metadata: { namespace: controlPlane.namespace }, // in the root namespace it is for the whole mesh
    mtls: { mode: 'STRICT' },
  });

  new Web(stages.apps, 'web', { controlPlane, ingress, traffic: stages.traffic, host: 'web.example.com' });
}
