import type { WorkloadGroupProps } from '../../lib/networking/workload-group';

// What must not compile. Nothing runs this file.

const template = { serviceAccount: 'db' };

export const groups: WorkloadGroupProps[] = [
  { template: {} },
  { template, entryMetadata: { labels: { app: 'db' } }, probe: { httpGet: { port: 80, scheme: 'HTTPS' }, periodSeconds: 0 } },
  { template, probe: { exec: { command: ['pg_isready'] } } },
  // @ts-expect-error the template is missing
  { probe: { tcpSocket: { port: 80 } } },
  // @ts-expect-error every workload has its own address
  { template: { address: '10.0.0.1' } },
  // @ts-expect-error labels stand in entryMetadata
  { template: { labels: { app: 'db' } } },
  // @ts-expect-error istiod refuses it
  { template, probe: { grpc: { port: 80 } } },
  // @ts-expect-error nothing is asked
  { template, probe: { periodSeconds: 1 } },
  // @ts-expect-error two questions
  { template, probe: { tcpSocket: { port: 80 }, httpGet: { port: 80 } } },
  // @ts-expect-error the port is missing
  { template, probe: { httpGet: { path: '/' } } },
  // @ts-expect-error ports have no names there
  { template, probe: { tcpSocket: { port: 'http' } } },
  // @ts-expect-error no program
  { template, probe: { exec: { command: [] } } },
  // @ts-expect-error no such scheme
  { template, probe: { httpGet: { port: 80, scheme: 'https' } } },
  // @ts-expect-error the value is missing
  { template, probe: { httpGet: { port: 80, httpHeaders: [{ name: 'Host' }] } } },
];
