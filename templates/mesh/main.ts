import { MeshApp } from 'cdk8s-istio/delivery';
import { addMesh } from './lib/mesh';

const app = new MeshApp({ delivery: { by: 'kubectl' } }); // or kustomize, argo-cd, flux
addMesh(app);
app.synth();
