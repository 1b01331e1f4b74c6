import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeshAnalyzer, type MeshAnalyzerProps, type SynthContext } from '../../lib/analysis/synth-plugin';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synth-plugin-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const rules = (namespace: string) => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: ${namespace} }
spec: { hosts: [web.example.com], gateways: [nowhere], http: [{ directResponse: { status: 200 } }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: ${namespace} }
spec: { ports: [{ name: http, port: 80 }] }
`;

function validated(manifests: string, metadata: SynthContext['metadata'], props?: MeshAnalyzerProps) {
  const file = join(folder, 'mesh.yaml');
  writeFileSync(file, manifests);
  const names: string[] = [];
  let status: string | undefined;
  const report = {
    addViolation: ({ violatingResources: [resource] }: Parameters<SynthContext['report']['addViolation']>[0]) =>
      void names.push(resource!.resourceName),
    submit: (submitted: string) => {
      status = submitted;
    },
    toString: () => '',
  };
  new MeshAnalyzer(props).validate({ manifests: [file], metadata, report });
  return { text: report.toString(), names, status };
}

const key = (namespace: string) => `networking.istio.io/VirtualService/${namespace}/web`;

test('objects of one name have the constructs that MeshApp recorded for each', () => {
  const metadata = { web: { path: 'pay/service' }, [key('shop')]: { path: 'shop/rules' }, [key('pay')]: { path: 'pay/rules' } };
  const { text, names, status } = validated(rules('shop') + rules('pay'), metadata);
  expect(text).toMatch(/VirtualService pay\/web\n[\s\S]*?where {2}pay\/rules .*mesh\.yaml:15\n/);
  expect(text).toMatch(/VirtualService shop\/web\n[\s\S]*?where {2}shop\/rules .*mesh\.yaml:5\n/);
  expect(names).toEqual(expect.arrayContaining([key('shop'), key('pay')]));
  expect(status).toBe('failure');
});

test('an App records names alone: what only one object has is known, what several have is not', () => {
  const metadata = { web: { path: 'pay/service' }, edge: { path: 'shop/edge' } };
  const edge = rules('edge').replaceAll('name: web', 'name: edge').split('---\n')[1]!;
  const { text, names } = validated(`${rules('shop')}---\n${edge}`, metadata);
  expect(text).toMatch(/VirtualService edge\/edge\n[\s\S]*?where {2}shop\/edge /);
  expect(text).not.toContain('pay/service');
  expect(names).toEqual(expect.arrayContaining(['edge', 'VirtualService/shop/web']));
});

test('a code to ignore that there is not is an error that names where it stands', () => {
  expect(() => validated(rules('shop'), {}, { ignore: ['IST0199'] })).toThrow(
    'ignore of MeshAnalyzer in cdk8s.yaml has a code that there is not, got "IST0199"',
  );
});

test('an object to ignore may be one of another program', () => {
  const { status } = validated(rules('shop'), {}, { ignore: ['IST0101', 'IST0140=VirtualService/other/app'] });
  expect(status).toBe('success');
});
