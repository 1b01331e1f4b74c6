// A project of somebody else: a program that takes its parts from several entries of the package, and its tests.

const MESH = `
import { App } from 'cdk8s';
import { Stages } from 'cdk8s-istio/delivery';
import { IstioControlPlane } from 'cdk8s-istio/install';
import { Destination, VirtualService } from 'cdk8s-istio/networking';
import { retryWithin } from 'cdk8s-istio/recipes';
import { PeerAuthentication } from 'cdk8s-istio/security';

export function mesh(outdir?: string): App {
  const app = new App({ outdir });
  const stages = new Stages(app);
  const istio = new IstioControlPlane(stages.controlPlane, 'istio', { profile: 'minimal' });
  new PeerAuthentication(stages.traffic, 'strict', { metadata: { namespace: istio.namespace }, mtls: { mode: 'STRICT' } });
  const destination = Destination.unchecked({ host: 'shop' });
  new VirtualService(stages.traffic, 'shop', { hosts: ['shop'], http: [{ route: [{ destination }] }] });
  // @ts-expect-error a VirtualService has at least one host
  void (() => new VirtualService(stages.traffic, 'none', { hosts: [], http: [{ route: [{ destination }] }] }));
  return app;
}
void retryWithin;
`;
const MAIN = `
import { mesh } from './mesh';

mesh('dist').synth();
`;
const MISTAKE = `
import { App, Chart } from 'cdk8s';
import { IstioControlPlane } from 'cdk8s-istio/install';

new IstioControlPlane(new Chart(new App(), 'chart'), 'istio', { profile: 'demmo' as never });
`;
const TEST = `
import * as entry from 'cdk8s-istio/networking';
import * as all from 'cdk8s-istio';
import { snapshotOf } from 'cdk8s-istio/testing';
import { mesh } from './mesh';

test('an entry has the classes of the whole', () => {
  expect(entry.VirtualService).toBe(all.VirtualService);
});

test('the rules', () => {
  expect(snapshotOf(mesh(), { kind: ['VirtualService', 'PeerAuthentication'] })).toMatchInlineSnapshot(\`
"apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: strict
  namespace: istio-system
spec:
  mtls:
    mode: STRICT
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts:
    - shop
  http:
    - route:
        - destination:
            host: shop
"
\`);
});
`;

/** An import of each entry, so that a missing file, of code or of types, is found. */
const everyEntry = (entries) =>
  entries.map((entry, i) => `import * as e${i} from '${entry}';\nvoid Object.keys(e${i}).length;\n`).join('');

const tsconfig = (compilerOptions) =>
  JSON.stringify({ compilerOptions: { target: 'es2022', strict: true, ...compilerOptions }, include: ['*.ts'] });

/**
 * Its files by name.
 * @param {string} name of the package
 * @param {string[]} entries of the package: `.`, `./networking`
 */
export function exampleFiles(name, entries) {
  const swc = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
  return {
    'package.json': JSON.stringify({ name: 'user', private: true, jest: { transform: { '\\.ts$': ['@swc/jest', swc] } } }),
    'tsconfig.json': tsconfig({ module: 'nodenext', types: ['jest'], sourceMap: true }),
    // What `cdk8s init typescript-app` writes: a compiler and a way to find modules from before there were entries.
    'tsconfig.older.json': tsconfig({ module: 'commonjs', moduleResolution: 'node10', types: ['jest'], noEmit: true }),
    'mesh.ts': MESH,
    'main.ts': MAIN,
    'mistake.ts': MISTAKE,
    'mesh.test.ts': TEST,
    'entries.ts': everyEntry(entries.map((entry) => `${name}${entry.slice(1)}`)),
  };
}
