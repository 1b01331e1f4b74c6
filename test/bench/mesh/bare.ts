import { ApiObject, App, Chart } from 'cdk8s';
import { manifestsOf } from './manifests';
import { printPeak, servicesByNamespace } from './shape';

const app = new App();
for (const [namespace, services] of servicesByNamespace()) {
  const chart = new Chart(app, namespace, { namespace });
  for (const service of services) {
    manifestsOf(service, namespace).forEach((manifest, i) => void new ApiObject(chart, `${service}-${i}`, manifest));
  }
}
app.synth();
printPeak();
