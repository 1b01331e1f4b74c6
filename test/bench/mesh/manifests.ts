import type { Manifest } from '../../../lib/core/manifest';

/** The three objects of one service, as they stand in YAML. */
export function manifestsOf(service: string, namespace: string): [Manifest, Manifest, Manifest] {
  const labels = { app: service };
  return [
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { labels, name: service, namespace },
      spec: {
        host: service,
        subsets: [
          { labels: { version: 'v1' }, name: 'v1' },
          { labels: { version: 'v2' }, name: 'v2' },
        ],
        trafficPolicy: { connectionPool: { tcp: { connectTimeout: '5s', maxConnections: 100 } } },
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { labels, name: service, namespace },
      spec: {
        hosts: [service],
        http: [
          {
            match: [{ headers: { 'end-user': { exact: 'jason' } }, uri: { prefix: '/api' } }],
            route: [{ destination: { host: service, subset: 'v2' } }],
          },
          {
            retries: { attempts: 3, perTryTimeout: '2s', retryOn: '5xx,reset' },
            route: [
              { destination: { host: service, subset: 'v1' }, weight: 90 },
              { destination: { host: service, subset: 'v2' }, weight: 10 },
            ],
            timeout: '10s',
          },
        ],
      },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { labels, name: service, namespace },
      spec: {
        action: 'ALLOW',
        rules: [
          {
            from: [{ source: { principals: [`cluster.local/ns/${namespace}/sa/caller`] } }],
            to: [{ operation: { methods: ['GET', 'POST'], paths: ['/api/*'] } }],
          },
        ],
        selector: { matchLabels: labels },
      },
    },
  ];
}
