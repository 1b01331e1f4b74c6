import { annotated, type InjectionCase } from './pods';

export const quotingCases: readonly InjectionCase[] = [
  {
    name: 'quotes in proxy metadata',
    pod: annotated({ 'proxy.istio.io/config': '{"proxyMetadata": {"JSON": "{\\"a\\": \\"b\\"}"}}' }),
    official: 'refused',
    intended: { reason: 'the official template writes the value into YAML as it is, and the pod is refused' },
  },
  {
    name: 'backslash in proxy metadata',
    pod: annotated({ 'proxy.istio.io/config': '{"proxyMetadata": {"PATTERN": "a\\\\b"}}' }),
    intended: {
      reason: 'the official template lets YAML read the backslash, and the proxy gets another value',
      at: ['spec.template.spec.initContainers.0.env.0.value', 'spec.template.spec.containers.1.env.20.value'],
    },
  },
];
