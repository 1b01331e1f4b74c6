import { type CustomTemplate, type IstioControlPlaneProps, template } from '../../lib';

// What must not compile. Nothing runs this file.

const { concat, equals, input, label, values, when } = template;

export const templates: CustomTemplate[] = [
  { metadata: { labels: { by: input('revision') } } },
  { spec: { containers: [{ name: 'istio-proxy', env: [when(equals(label('team'), 'a'), { name: 'A', value: '1' })] }] } },
  { spec: { volumes: [{ name: 'workload-socket', emptyDir: null, csi: { driver: 'csi.spiffe.io' } }] } },
  // @ts-expect-error a label is text
  { metadata: { labels: { count: 1 } } },
  // @ts-expect-error no such field
  { spec: { container: [] } },
  // @ts-expect-error a container has a name
  { spec: { containers: [{ image: 'proxy' }] } },
  // @ts-expect-error no such policy
  { spec: { dnsPolicy: 'Cluster' } },
  // @ts-expect-error a flag where a number belongs
  { spec: { terminationGracePeriodSeconds: input('nativeSidecars') } },
  // @ts-expect-error a Gateway is not at hand for pods
  { metadata: { labels: { of: input('gatewayName') } } },
  // @ts-expect-error no such value of the chart
  { metadata: { labels: { of: values.text('global.meshId') } } },
  // @ts-expect-error this value is a number
  { metadata: { labels: { of: values.text('global.proxy.statusPort') } } },
  // @ts-expect-error a flag is no part of text
  { metadata: { labels: { of: concat('a', {}) } } },
];

export const webhooks: IstioControlPlaneProps['sidecarInjectorWebhook'][] = [
  { templates: { text: 'metadata: {}', typed: { metadata: { labels: { a: 'b' } } } }, aliases: { both: ['text', 'typed'] } },
  // @ts-expect-error an alias stands for something
  { aliases: { none: [] } },
  // @ts-expect-error a list, even for one
  { aliases: { one: 'sidecar' } },
  // @ts-expect-error a template is text or typed
  { templates: { one: 1 } },
];
