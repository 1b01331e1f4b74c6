import type { WorkloadEntryProps } from '../../lib/networking/workload-entry';

// What must not compile. Nothing runs this file.

export const entries: WorkloadEntryProps[] = [
  { address: '10.0.0.1', labels: { app: 'db' }, ports: { tcp: 5432 }, weight: 0, serviceAccount: { name: 'db' } },
  { address: 'db.example.com', network: 'vm', locality: 'us/a', serviceAccount: 'db' },
  { network: 'vm' },
  // @ts-expect-error neither address nor network
  { labels: { app: 'db' } },
  // @ts-expect-error the address stands in quotes
  { address: 10 },
  // @ts-expect-error ports by name
  { address: '10.0.0.1', ports: [5432] },
  // @ts-expect-error ports by number
  { address: '10.0.0.1', ports: { tcp: '5432' } },
  // @ts-expect-error labels are text
  { address: '10.0.0.1', labels: { version: 1 } },
  // @ts-expect-error a number
  { address: '10.0.0.1', weight: '1' },
  // @ts-expect-error one string: us/a/b
  { address: '10.0.0.1', locality: { region: 'us' } },
  // @ts-expect-error no such field
  { address: '10.0.0.1', port: 5432 },
  // @ts-expect-error no such field
  { address: '10.0.0.1', service_account: 'db' },
];
