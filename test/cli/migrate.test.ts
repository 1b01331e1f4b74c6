import { migrated } from '../../lib/cli/migrate';
import { steps } from '../../lib/cli/migration/json-patches';
import { literal } from '../../lib/cli/migration/literal';
import { fileOf, messageOf } from './files';

const OPTIONS = { set: [], ignoreUnknown: false };

test('a values file of istiod becomes a control plane with what differs', () => {
  const file = fileOf(`
pilot: { autoscaleMin: 2, traceSampling: 1, env: { PILOT_ENABLE_STATUS: true } }
meshConfig: { accessLogFile: /dev/stdout, enablePrometheusMerge: true }
global: { meshID: mesh1, tag: "1.31.0" }
`);
  const { text, mismatches } = migrated(file, OPTIONS);
  expect(mismatches).toEqual([]);
  expect(text).toBe(`import { App } from 'cdk8s';
import { IstioControlPlane, Stages } from 'cdk8s-istio';

const app = new App();
const stages = new Stages(app);

new IstioControlPlane(stages.controlPlane, 'istio', {
  crds: stages.crds,
  tag: '1.31.0',
  pilot: { autoscaleMin: 2, env: { PILOT_ENABLE_STATUS: true } },
  meshConfig: { accessLogFile: '/dev/stdout' },
  global: { meshID: 'mesh1' },
});

app.synth();
`);
});

test('a values file of a gateway becomes a gateway at a control plane', () => {
  const { text, mismatches } = migrated(fileOf('name: edge\nservice: { type: NodePort }\n'), {
    ...OPTIONS,
    chart: 'gateway',
    namespace: 'edges',
  });
  expect(mismatches).toEqual([]);
  expect(text).toContain(
    "new IngressGateway(stages.gateways, 'edge', { controlPlane: istio, namespace: 'edges', service: { type: 'NodePort' } });",
  );
});

test('what no prop can say becomes a patch of the object', () => {
  const { text, mismatches } = migrated(
    fileOf(`
apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  profile: minimal
  components: { pilot: { k8s: { nodeSelector: { pool: a }, imagePullPolicy: Always } } }
`),
    OPTIONS,
  );
  expect(mismatches).toEqual([]);
  expect(text).toContain("pilot: { nodeSelector: { pool: 'a' } }");
  expect(text).toContain(`ApiObject.of(istio.node.findChild('Deployment.istiod')).addJsonPatch(
  JsonPatch.add('/spec/template/spec/containers/0/imagePullPolicy', 'Always'),
);`);
});

test('fails where the file is refused', () => {
  expect(messageOf(() => migrated(fileOf('pilto: {}\n'), OPTIONS))).toBe(
    'values.yaml: pilto is unknown, got {}; did you mean pilot? or leave it out with --ignore-unknown',
  );
  expect(messageOf(() => migrated(fileOf('kind: IstioOperator\n'), { ...OPTIONS, chart: 'istiod' }))).toBe(
    'values.yaml: --chart is not for an IstioOperator, got "istiod"; leave it out: the file says itself what it is for',
  );
});

test('literals', () => {
  expect(literal({ a: 1, 'b-c': "it's", d: [true, null], e: {}, f: undefined })).toBe(
    `{ a: 1, 'b-c': "it's", d: [true, null], e: {} }`,
  );
  expect(literal('a\n"b" \\ \'c\'')).toBe(`'a\\n"b" \\\\ \\'c\\''`);
});

test('steps from one object to another', () => {
  expect(steps('', { a: 1, b: [1, 2, 3], 'c/d': { e: 1 } }, { b: [1, 9, 2, 3], 'c/d': { e: 2 }, f: 3 })).toEqual([
    { op: 'remove', path: '/a' },
    { op: 'add', path: '/b/1', value: 9 },
    { op: 'replace', path: '/c~1d/e', value: 2 },
    { op: 'add', path: '/f', value: 3 },
  ]);
});
