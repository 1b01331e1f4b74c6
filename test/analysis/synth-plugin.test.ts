import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MeshAnalyzerProps } from '../../lib/analysis/analyzer-props';
import { MeshAnalyzer, type SynthContext } from '../../lib/analysis/synth-plugin';

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

test.each([
  [{ ignore: ['IST0199'] }, 'cdk8s.yaml: ignore has a code that there is not, got "IST0199"; did you mean IST01'],
  [{ ignore: ['all'] }, 'cdk8s.yaml: ignore is no code, got "all"; write IST0101'],
  [{ ignore: 'IST0101' }, 'cdk8s.yaml: ignore must be a list of texts, got "IST0101"; write - IST0101 below it'],
  [{ failOn: 'errors' }, 'cdk8s.yaml: failOn is unknown, got "errors"; use one of error, warning, info'],
  [{ failOn: '' }, 'cdk8s.yaml: failOn is unknown, got ""'],
  [{ ignored: [] }, 'cdk8s.yaml: ignored is no property of MeshAnalyzer; did you mean ignore?'],
])('cdk8s.yaml cannot have %j', (props, message) => {
  expect(() => new MeshAnalyzer(props as never)).toThrow(message);
});

test.each([
  [{}, 'failure'],
  [{ failOn: null, ignore: null }, 'failure'],
  [{ failOn: 'warning', ignore: ['IST0101'] }, 'failure'],
  [{ failOn: 'error', ignore: ['IST0101'] }, 'success'],
])('with %j in cdk8s.yaml the status is %s', (props, status) => {
  expect(validated(rules('shop'), {}, props as never).status).toBe(status);
});

test('an object to ignore may be one of another program', () => {
  const { status } = validated(rules('shop'), {}, { ignore: ['IST0101', 'IST0140=VirtualService/other/app'] });
  expect(status).toBe('success');
});
