/** A series that Prometheus works out ahead of the questions. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

/** Each request once: as the pod that answered it saw it, or its waypoint. */
const ANSWERING = 'reporter=~"destination|waypoint"';
const SERVICE = 'destination_service_namespace, destination_service_name';
const WORKLOAD = 'destination_workload_namespace, destination_workload, destination_version';
const RANGE = '5m';

const rate = (metric: string, labels: string) => `rate(${metric}{${labels}}[${RANGE}])`;
const perSecond = (by: string, labels: string) => `sum by (${by}) (${rate('istio_requests_total', labels)})`;
const quantile = (share: number, by: string) =>
  `histogram_quantile(${share}, sum by (${by}, le) (${rate('istio_request_duration_milliseconds_bucket', ANSWERING)}))`;

function goldenSignals(subject: 'service' | 'workload', by: string): RecordingRule[] {
  const requests = `istio:${subject}:requests:rate${RANGE}`;
  const errors = `istio:${subject}:errors:rate${RANGE}`;
  return [
    { record: requests, expr: perSecond(by, ANSWERING) },
    { record: errors, expr: perSecond(by, `${ANSWERING},response_code=~"5.."`) },
    { record: `istio:${subject}:errors:ratio_rate${RANGE}`, expr: `(${errors} or ${requests} * 0) / (${requests} > 0)` },
    ...[0.5, 0.95, 0.99].map((share) => ({
      record: `istio:${subject}:request_duration_milliseconds:p${share * 100}_rate${RANGE}`,
      expr: quantile(share, by),
    })),
    {
      record: `istio:${subject}:tcp_received_bytes:rate${RANGE}`,
      expr: `sum by (${by}) (${rate('istio_tcp_received_bytes_total', ANSWERING)})`,
    },
    {
      record: `istio:${subject}:tcp_sent_bytes:rate${RANGE}`,
      expr: `sum by (${by}) (${rate('istio_tcp_sent_bytes_total', ANSWERING)})`,
    },
  ];
}

/** How much a mesh does, how often it fails, how long it takes, and how full it is: by service and by workload. */
export const GOLDEN_SIGNALS: readonly RecordingRule[] = [
  ...goldenSignals('service', SERVICE),
  ...goldenSignals('workload', WORKLOAD),
  {
    record: 'istio:proxy:connections:sum',
    expr: 'sum by (namespace, pod) (envoy_server_total_connections)',
  },
];

/** The rules file, as an object. */
export const rulesFile = { groups: [{ name: 'mesh-golden-signals', rules: GOLDEN_SIGNALS }] };
