import { Mesh, readObjects } from '../../lib/model';
import { graphOf, svgOfChange } from '../../lib/pictures';
import { changedGraph } from '../../lib/pictures/changed-graph';

const service = (name: string) => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ name: http, port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: app }] } } }
`;
const rule = (timeout: string) => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: a, namespace: shop }
spec: { hosts: [a], http: [{ timeout: ${timeout}, route: [{ destination: { host: a } }] }] }
`;
const mesh = (text: string) => new Mesh(readObjects(text, 'mesh.yaml'));

const before = mesh(service('a') + service('old') + rule('1s'));
const after = mesh(service('new') + rule('2s') + service('a'));

test('nodes and edges are marked that are new, gone or changed; the others are not', () => {
  const { nodes, edges } = changedGraph(graphOf(before), graphOf(after));
  expect(nodes.map(({ kind, name, change }) => `${kind} ${name} ${change ?? 'same'}`)).toEqual([
    'service a same',
    'service new new',
    'service old gone',
    'workload a same',
    'workload new new',
    'workload old gone',
  ]);
  expect(edges.filter(({ kind }) => kind === 'route').map(({ timeout, change }) => [timeout, change])).toEqual([
    ['2s', 'new'],
    ['1s', 'gone'],
  ]);
});

test('nothing is marked where files differ in form alone', () => {
  const { nodes, edges } = changedGraph(
    graphOf(before),
    graphOf(mesh(`# moved\n\n${rule('1s')}${service('old')}${service('a')}`)),
  );
  expect([...nodes, ...edges].filter(({ change }) => change !== undefined)).toEqual([]);
});

test('a change is told by a word as well as by colour', () => {
  const svg = svgOfChange(before, after);
  expect(svg).toContain('is-new');
  expect(svg).toContain('>+ new<');
  expect(svg).toContain('>− gone<');
});
