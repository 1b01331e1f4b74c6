import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { Named, Pod } from '../../lib/injection/pod';
import { blocksOf, objectsOf } from './upgrade';

const page = readFileSync('docs/injection.md', 'utf8');
const [program = '', marking = '', templates = ''] = blocksOf(page, 'ts');
const [namespace = ''] = blocksOf(page, 'yaml');
const [shown = '', text = ''] = blocksOf(page, 'text');

/** A block, with its import before the program and the rest at its end. */
function extended(before: string, block: string): string {
  const [, imports = '', body = ''] = /^(import [^;]+;\n)(.*)$/s.exec(block.replace("'cdk8s-istio'", "'../lib'")) ?? [];
  return `${imports}${before.replace('app.synth();', `${body}\napp.synth();`)}`;
}

const empty = `import { App } from 'cdk8s';
import { Stages } from 'cdk8s-istio';

const app = new App();
const stages = new Stages(app);
app.synth();
`;

interface Workload {
  readonly spec: { readonly template: Pod };
}

const named = (objects: ReturnType<typeof objectsOf>, kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);
const names = (list: readonly Named[] = []) => list.map((one) => one.name).join(', ');

test('the namespace and the Deployment come out as the page shows', () => {
  const objects = objectsOf(program, 'injection');
  expect(stringify(named(objects, 'Namespace', 'shop'))).toBe(namespace);
  const { spec } = (named(objects, 'Deployment', 'cart') as unknown as Workload).spec.template;
  const lines = [`containers: ${names(spec.containers)}`, `initContainers: ${names(spec.initContainers)}`];
  expect(`${lines.join('\n')}\nvolumes: ${names(spec.volumes)}\n`).toBe(shown);
}, 60_000);

test('pods of another namespace are marked', () => {
  const moved = extended(program, marking).replace("namespace: 'shop' },", "namespace: 'stock' },");
  const { metadata, spec } = (named(objectsOf(moved, 'injection-marked'), 'Deployment', 'cart') as unknown as Workload).spec
    .template;
  expect(metadata.labels).toHaveProperty(['sidecar.istio.io/inject'], 'false');
  expect(names(spec.containers)).toBe('cart, istio-proxy');
}, 60_000);

test('the template comes out as the page shows', () => {
  const objects = objectsOf(extended(empty, templates), 'injection-templates');
  const { data } = named(objects, 'ConfigMap', 'istio-sidecar-injector') as unknown as { data: { config: string } };
  const config = parse(data.config) as { templates: Record<string, string>; aliases: object; defaultTemplates: string[] };
  expect(config.templates['traced']).toBe(text);
  expect(config.aliases).toEqual({ 'traced-sidecar': ['sidecar', 'traced'] });
  expect(config.defaultTemplates).toEqual(['traced-sidecar']);
}, 60_000);
