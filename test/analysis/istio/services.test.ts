import { found } from '../found';
import { deployment, namespace, service } from '../manifests';

const enabled = namespace('shop', { 'istio-injection': 'enabled' });
const workload = deployment('shop/dns', { labels: { app: 'dns' } });
const selector = { app: 'dns' };
const ports = (...all: object[]) => service('shop/a', { selector, ports: all });

describe('IST0116', () => {
  test('one port number with two transports, of one Service or of two', () => {
    expect(found(enabled + workload + ports({ port: 53, protocol: 'UDP' }, { port: 53 }), 'IST0116')).toEqual([
      'IST0116 Deployment/shop/dns: Deployment shop/dns is behind port 53 of Services with UDP and TCP, got ["a","a"]',
    ]);
    const two = ports({ port: 53, protocol: 'UDP' }) + service('shop/b', { selector, ports: [{ port: 53 }] });
    expect(found(enabled + workload + two, 'IST0116')).toHaveLength(1);
  });

  test.each([
    ['the numbers differ', enabled + workload + ports({ port: 53, protocol: 'UDP' }, { port: 54 })],
    ['the Deployment is outside of the mesh', workload + ports({ port: 53, protocol: 'UDP' }, { port: 53 })],
    [
      'the Service is in another namespace',
      enabled + workload + service('x/a', { selector, ports: [{ port: 53 }, { port: 53, protocol: 'UDP' }] }),
    ],
    [
      'the Service picks nothing',
      enabled + workload + service('shop/a', { ports: [{ port: 53 }, { port: 53, protocol: 'UDP' }] }),
    ],
  ])('nothing is reported where %s', (_, manifests) => {
    expect(found(manifests, 'IST0116')).toEqual([]);
  });
});

describe('IST0137', () => {
  test('two ports of Services that lead to one port of the pods', () => {
    expect(found(enabled + workload + ports({ port: 80, targetPort: 8080 }, { port: 8080 }), 'IST0137')).toEqual([
      'IST0137 Deployment/shop/dns: Deployment shop/dns is called on its port 8080 by ports 80 and 8080 of Services, got ["a","a"]',
    ]);
  });

  test.each([
    ['each has its own', ports({ port: 80, targetPort: 8080 }, { port: 81, targetPort: 8081 })],
    ['two Services have the same', ports({ port: 80 }) + service('shop/b', { selector, ports: [{ port: 80 }] })],
    ['one is by name', ports({ port: 80, targetPort: 'web' }, { port: 8080 })],
  ])('nothing is reported where %s', (_, manifests) => {
    expect(found(enabled + workload + manifests, 'IST0137')).toEqual([]);
  });
});

describe('IST0118 and IST0150', () => {
  test('a name that says no protocol', () => {
    const manifests = service('shop/a', {
      ports: [{ port: 80, name: 'web' }, { port: 81 }, { port: 82, name: 'http', appProtocol: 'x' }],
    });
    expect(found(manifests, 'IST0118')).toEqual([
      'IST0118 Service/shop/a: spec.ports[0].name does not say what is spoken on the port, got "web"',
      'IST0118 Service/shop/a: spec.ports[1] has no name, and does not say what is spoken on the port, got 81',
      'IST0118 Service/shop/a: spec.ports[2].appProtocol does not say what is spoken on the port, got "x"',
    ]);
  });

  test('the ports of a Service that is another name', () => {
    const spec = {
      type: 'ExternalName',
      externalName: 'a.com',
      ports: [
        { port: 80, name: 'tcp' },
        { port: 81, name: 'x' },
      ],
    };
    expect(found(service('shop/a', spec), 'IST0150')).toEqual([
      'IST0150 Service/shop/a: spec.ports[0].name lets the port take all traffic of its number, got "tcp"',
      'IST0150 Service/shop/a: spec.ports[1].name lets the port take all traffic of its number, got "x"',
    ]);
    expect(found(service('shop/a', spec), 'IST0118')).toEqual([]);
  });

  test.each([
    [
      'a name with a protocol',
      service('shop/a', {
        ports: [
          { port: 80, name: 'HTTP-web' },
          { port: 81, name: 'grpc-web-x' },
        ],
      }),
    ],
    ['a port whose server speaks first', service('shop/a', { ports: [{ port: 3306, name: 'db' }] })],
    ['UDP', service('shop/a', { ports: [{ port: 80, name: 'x', protocol: 'UDP' }] })],
    ['appProtocol', service('shop/a', { ports: [{ port: 80, name: 'x', appProtocol: 'kubernetes.io/h2c' }] })],
    ['a part of Istio', service('shop/a', { ports: [{ port: 80 }] }, { labels: { istio: 'x' } })],
    [
      'what istiod made',
      service('shop/a', { ports: [{ port: 80 }] }, { labels: { 'gateway.istio.io/managed': 'istio.io-gateway-controller' } }),
    ],
    ['another name with tcp in it', service('shop/a', { type: 'ExternalName', ports: [{ port: 80, name: 'tcp-x' }] })],
  ])('nothing is reported for %s', (_, manifests) => {
    expect([...found(manifests, 'IST0118'), ...found(manifests, 'IST0150')]).toEqual([]);
  });
});
