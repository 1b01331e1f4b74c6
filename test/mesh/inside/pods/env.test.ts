import type { Api } from '../api';
import type { Container, Pod } from '../kube-object';
import { argumentsOf, environmentOf } from './env';
import { podField, resourceField } from './fields';

const pod = {
  metadata: { name: 'a-1', namespace: 'demo', uid: 'u', resourceVersion: '1', labels: { b: '2', a: '1' } },
  spec: { containers: [] },
} satisfies Pod;

const noApi = undefined as unknown as Api;

const container = (env: Container['env'], more: Partial<Container> = {}): Container => ({ name: 'a', image: 'a', env, ...more });

test('a value refers to those above it', async () => {
  const env = [
    { name: 'A', value: '1' },
    { name: 'B', value: '$(A)-$$(A)-$(C)' },
    { name: 'C', value: '3' },
  ];
  expect(await environmentOf(noApi, pod, '10.0.0.1', container(env))).toMatchObject({ A: '1', B: '1-$(A)-$(C)', C: '3' });
});

test('arguments refer to the environment', () => {
  expect(argumentsOf(container([], { args: ['--domain', '$(NAMESPACE).svc'] }), { NAMESPACE: 'demo' })).toEqual([
    '--domain',
    'demo.svc',
  ]);
});

test('fields of the pod', () => {
  expect(podField(pod, '10.0.0.1', 'status.podIP')).toBe('10.0.0.1');
  expect(podField(pod, '10.0.0.1', "metadata.labels['b']")).toBe('2');
  expect(podField(pod, '10.0.0.1', "metadata.annotations['b']")).toBe('');
  expect(podField(pod, '10.0.0.1', 'metadata.labels')).toBe('a="1"\nb="2"\n');
  expect(() => podField(pod, '10.0.0.1', 'spec.other')).toThrow('asks for the field spec.other');
});

test('resources are counted in units of the divisor, upwards', () => {
  const limited = container([], { resources: { limits: { cpu: '1500m', memory: '1Gi' } } });
  expect(resourceField(limited, 'limits.cpu')).toBe('2');
  expect(resourceField(limited, 'limits.cpu', '1m')).toBe('1500');
  expect(resourceField(limited, 'limits.memory', '1Mi')).toBe('1024');
  expect(resourceField(limited, 'requests.cpu')).toBe('0');
});
