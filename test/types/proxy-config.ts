import type { ProxyConfigProps } from '../../lib/networking/proxy-config';
import { Workload } from '../../lib/networking/workload';

// What must not compile. Nothing runs this file.

export const configs: ProxyConfigProps[] = [
  {},
  { concurrency: 0, selector: Workload.unchecked({ app: 'a' }), image: { imageType: 'distroless' } },
  { environmentVariables: { ISTIO_META_TEAM: 'shop' }, image: { imageType: 'centos' } },
  // @ts-expect-error a number
  { concurrency: '2' },
  // @ts-expect-error text
  { environmentVariables: { LOG_LEVEL: 1 } },
  // @ts-expect-error by name
  { environmentVariables: [{ name: 'A', value: 'b' }] },
  // @ts-expect-error labels stand under matchLabels
  { selector: { app: 'a' } },
  // @ts-expect-error another kind's form
  { selector: { labels: { app: 'a' } } },
  // @ts-expect-error an object
  { image: 'distroless' },
  // @ts-expect-error no such field
  { image: { type: 'distroless' } },
  // @ts-expect-error the mesh config's name for environmentVariables
  { proxyMetadata: { A: 'b' } },
  // @ts-expect-error of the mesh config alone
  { holdApplicationUntilProxyStarts: true },
];
