/** One change of the labels of what is found, before it is asked. */
interface Relabeling {
  readonly source_labels?: readonly string[];
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  readonly action?: 'keep' | 'drop' | 'replace';
}

interface ScrapeJob {
  readonly job_name: string;
  readonly metrics_path?: string;
  readonly kubernetes_sd_configs: readonly { readonly role: 'pod' }[];
  readonly relabel_configs: readonly Relabeling[];
}

/** Where pilot-agent joins the metrics of Envoy, of itself, and of the application. */
const MERGED = { port: 15020, path: '/stats/prometheus' } as const;
const ISTIOD_PORT = 15014;

const pod = (field: string) => `__meta_kubernetes_pod_${field}`;
const annotation = (name: string) => pod(`annotation_${name.replaceAll(/[^a-zA-Z0-9]/g, '_')}`);
const label = (name: string) => pod(`label_${name.replaceAll(/[^a-zA-Z0-9]/g, '_')}`);

const keep = (source: string, regex: string): Relabeling => ({ source_labels: [source], regex, action: 'keep' });
const drop = (source: string, regex: string): Relabeling => ({ source_labels: [source], regex, action: 'drop' });

/** Asks the pod at a port, whatever ports it declares; IPv6 addresses go into brackets. */
const atPort = (port: number): readonly Relabeling[] => [
  { source_labels: [pod('ip')], regex: '(.+\\..+)', target_label: '__address__', replacement: `$1:${port}` },
  { source_labels: [pod('ip')], regex: '(.*:.*)', target_label: '__address__', replacement: `[$1]:${port}` },
];

/** Pods that will not answer any more. */
const RUNNING = drop(pod('phase'), 'Pending|Succeeded|Failed|Completed');

const NAMES: readonly Relabeling[] = [
  { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
  { source_labels: [pod('name')], target_label: 'pod' },
  { source_labels: [label('app')], regex: '(.+)', target_label: 'app' },
];

function job(name: string, relabelings: readonly Relabeling[], path?: string): ScrapeJob {
  return {
    job_name: name,
    ...(path !== undefined && { metrics_path: path }),
    kubernetes_sd_configs: [{ role: 'pod' }],
    relabel_configs: [RUNNING, ...relabelings, ...NAMES],
  };
}

/** What of a mesh answers questions about itself. Each pod is asked by one job alone, so that nothing is counted twice. */
const JOBS: readonly ScrapeJob[] = [
  job('istiod', [keep(label('app'), 'istiod'), ...atPort(ISTIOD_PORT)]),
  job('istio-proxies', [keep(pod('container_port_name'), 'http-envoy-prom|mesh-metrics'), ...atPort(MERGED.port)], MERGED.path),
  job('ztunnel', [keep(pod('container_port_name'), 'ztunnel-stats')]),
  job('istio-cni', [keep(label('k8s-app'), 'istio-cni-node'), keep(pod('container_port_name'), 'metrics')]),
  job('pods', [
    keep(annotation('prometheus.io/scrape'), 'true'),
    drop(pod('annotationpresent_sidecar_istio_io_status'), 'true'),
    drop(label('gateway.networking.k8s.io/gateway-name'), '.+'),
    drop(label('app'), 'istiod|ztunnel'),
    drop(label('k8s-app'), 'istio-cni-node'),
    { source_labels: [annotation('prometheus.io/scheme')], regex: '(https?)', target_label: '__scheme__' },
    { source_labels: [annotation('prometheus.io/path')], regex: '(.+)', target_label: '__metrics_path__' },
    ...[
      ['(\\d+);(.+\\..+)', '$2:$1'],
      ['(\\d+);(.*:.*)', '[$2]:$1'],
    ].map(([regex, replacement]) => ({
      source_labels: [annotation('prometheus.io/port'), pod('ip')],
      regex,
      target_label: '__address__',
      replacement,
    })),
  ]),
];

/** Prometheus's configuration file, as an object. */
export function prometheusConfig(scrapeIntervalSeconds: number, ruleFiles: readonly string[]): object {
  const interval = `${scrapeIntervalSeconds}s`;
  return {
    global: { scrape_interval: interval, evaluation_interval: interval },
    rule_files: ruleFiles,
    scrape_configs: JOBS,
  };
}
