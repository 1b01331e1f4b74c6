import { App, Chart } from 'cdk8s';
import { HandsOn, type HandsOnProps, IngressGateway, IstioControlPlane } from '../../lib';
import { FoundObjects } from '../addons/found';

function mesh() {
  const app = new App();
  const chart = new Chart(app, 'mesh');
  const controlPlane = new IstioControlPlane(chart, 'istio');
  const ingress = new IngressGateway(chart, 'istio-ingressgateway', { controlPlane, service: { type: 'ClusterIP' } });
  return { app, chart: new Chart(app, 'apps'), traffic: new Chart(app, 'traffic'), controlPlane, ingress };
}

test('by itself, blue answers', () => {
  const { chart, controlPlane, ingress } = mesh();
  new HandsOn(chart, 'handson', { controlPlane, ingress, hosts: ['app.example.com'] });
  const found = new FoundObjects(chart);
  expect(found.names('Deployment')).toEqual(['handson-blue', 'handson-green']);
  expect(found.spec('Service', 'handson')['ports']).toEqual([{ name: 'http', port: 8080 }]);
  expect(found.spec('VirtualService', 'handson')['http']).toEqual([
    {
      route: [
        { destination: { host: 'handson', subset: 'blue' }, weight: 100 },
        { destination: { host: 'handson', subset: 'green' }, weight: 0 },
      ],
    },
  ]);
  expect(found.object('Namespace', 'handson').metadata.labels).toMatchObject({ 'istio-injection': 'enabled' });
});

test('every prop is rendered', () => {
  const { chart, traffic, controlPlane, ingress } = mesh();
  const props: Required<HandsOnProps> = {
    controlPlane,
    ingress,
    hosts: ['app.example.com', 'app2.example.com'],
    traffic,
    namespace: 'demo',
    green: 20,
  };
  new HandsOn(chart, 'handson', props);
  const rules = new FoundObjects(traffic);
  expect(new FoundObjects(chart).names('Namespace')).toEqual(['demo']);
  expect(rules.object('Gateway', 'handson')).toMatchObject({
    metadata: { namespace: 'demo' },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['app.example.com', 'app2.example.com'] }],
    },
  });
  expect(rules.spec('VirtualService', 'handson')).toMatchObject({
    hosts: ['app.example.com', 'app2.example.com'],
    http: [{ route: [{ weight: 80 }, { weight: 20 }] }],
  });
});

test.each([-1, 101, 12.5])('fails when green is %d', (green) => {
  const { chart, controlPlane, ingress } = mesh();
  expect(() => new HandsOn(chart, 'handson', { controlPlane, ingress, hosts: ['app.example.com'], green })).toThrow(
    `apps/handson: green is not a whole number in range, got ${green}; use a whole number between 0 and 100`,
  );
});
