import { type Chart, Duration } from 'cdk8s';
import { AuthorizationPolicy, DestinationRule, Principal, VirtualService } from '../../../lib';

/** The three objects of one service, by the constructs of this library. */
export function addService(chart: Chart, service: string): void {
  const metadata = { name: service, labels: { app: service } };
  const rule = new DestinationRule(chart, `${service}-subsets`, {
    metadata,
    host: service,
    subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } },
    trafficPolicy: { connectionPool: { tcp: { connectTimeout: Duration.seconds(5), maxConnections: 100 } } },
  });
  new VirtualService(chart, `${service}-routes`, {
    metadata,
    hosts: [rule.host],
    http: [
      {
        match: [{ uri: { prefix: '/api' }, headers: { 'end-user': { exact: 'jason' } } }],
        route: [{ destination: rule.subset('v2') }],
      },
      {
        route: [
          { destination: rule.subset('v1'), weight: 90 },
          { destination: rule.subset('v2'), weight: 10 },
        ],
        timeout: Duration.seconds(10),
        retries: { attempts: 3, perTryTimeout: Duration.seconds(2), retryOn: '5xx,reset' },
      },
    ],
  });
  new AuthorizationPolicy(chart, `${service}-callers`, {
    metadata,
    selector: { matchLabels: { app: service } },
    action: 'ALLOW',
    rules: [
      {
        from: [{ source: { principals: [Principal.unchecked(`cluster.local/ns/${chart.namespace}/sa/caller`)] } }],
        to: [{ operation: { methods: ['GET', 'POST'], paths: ['/api/*'] } }],
      },
    ],
  });
}
