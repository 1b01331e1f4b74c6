import { imagesOf } from '../../lib/cli/images';

const pod = (image: string) => ({ containers: [{ name: 'a', image }] });

test('images of pods, of templates of workloads, and of templates of jobs', () => {
  const objects = [
    { kind: 'Pod', metadata: { name: 'pod', namespace: 'a' }, spec: { ...pod('one:1'), initContainers: [{ image: 'two:2' }] } },
    { kind: 'Deployment', metadata: { name: 'deployment', namespace: 'a' }, spec: { template: { spec: pod('one:1') } } },
    { kind: 'CronJob', metadata: { name: 'cron' }, spec: { jobTemplate: { spec: { template: { spec: pod('three:3') } } } } },
  ];
  expect(imagesOf(objects)).toEqual([
    { image: 'one:1', usedBy: ['Pod a/pod', 'Deployment a/deployment'] },
    { image: 'three:3', usedBy: ['CronJob cron'] },
    { image: 'two:2', usedBy: ['Pod a/pod'] },
  ]);
});

test('the proxy that the injector puts into pods, but not the word that stands for it', () => {
  const values = JSON.stringify({ global: { hub: 'hub', tag: '1.31.1', variant: 'distroless', proxy: { image: 'proxyv2' } } });
  const objects = [
    { kind: 'ConfigMap', metadata: { name: 'istio-sidecar-injector', namespace: 'istio-system' }, data: { values } },
    { kind: 'Deployment', metadata: { name: 'gateway', namespace: 'istio-system' }, spec: { template: { spec: pod('auto') } } },
  ];
  expect(imagesOf(objects)).toEqual([
    { image: 'hub/proxyv2:1.31.1-distroless', usedBy: ['ConfigMap istio-system/istio-sidecar-injector'] },
  ]);
});

test('what is no manifest has no images', () => {
  expect(imagesOf([null, 'text', { kind: 'Pod' }, []])).toEqual([]);
});
