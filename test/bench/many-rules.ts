// A mesh of many services, each with its rules: node many-rules.js <services>. Writes to CDK8S_OUTDIR.
import { App, Chart } from 'cdk8s';
import { DestinationRule, VirtualService } from '../../lib';

const app = new App();
const chart = new Chart(app, 'mesh', { namespace: 'shop', disableResourceNameHashes: true });
for (let i = 0; i < Number(process.argv[2]); i++) {
  const rule = new DestinationRule(chart, `service-${i}-subsets`, {
    host: `service-${i}`,
    subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  });
  new VirtualService(chart, `service-${i}`, {
    hosts: [rule.host],
    http: [
      { match: [{ headers: { 'end-user': { exact: 'jason' } } }], route: [{ destination: rule.subset('v2') }] },
      {
        route: [
          { destination: rule.subset('v1'), weight: 90 },
          { destination: rule.subset('v2'), weight: 10 },
        ],
      },
    ],
  });
}
app.synth();
