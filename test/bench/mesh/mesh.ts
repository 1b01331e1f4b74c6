import { Chart } from 'cdk8s';
import { MeshApp } from '../../../lib';
import { addService } from './constructs';
import { printPeak, servicesByNamespace } from './shape';

const app = new MeshApp();
for (const [namespace, services] of servicesByNamespace()) {
  const chart = new Chart(app, namespace, { namespace });
  for (const service of services) addService(chart, service);
}
app.synth();
printPeak();
