import { goFlag, goJson } from '../core/go-text';
import type { MeshSettings } from './mesh-settings';
import { annotate, changeContainer, containerOf, type EnvVar, type Marks, type Pod, PROXY } from './pod';

/** Annotations by which Prometheus finds pods, in the one spelling that it makes of all. */
const SCRAPE = 'prometheus_io_scrape';
const PORT = 'prometheus_io_port';
const PATH = 'prometheus_io_path';
const TARGETS = 'prometheus_istio_io_scrape_targets';
const SECURE_PORT = 'prometheus_istio_io_secure_port';

/** What the proxy has of its own, where nothing of the application can be scraped. */
const RESERVED = ['15000', '15001', '15004', '15006', '15008', '15020', '15021', '15053', '15090'];

interface Target {
  readonly port: string;
  readonly path: string;
}

/**
 * The pod whose agent serves the metrics of application and proxy together: Prometheus is sent to the agent, and the agent to where
 * the pod said that its metrics are.
 * @throws Error for a port that cannot be scraped
 */
export function mergeMetrics(pod: Pod, { mergesMetrics, proxyConfig }: MeshSettings): Pod {
  const { annotations = {} } = pod.metadata;
  const own = annotations['prometheus.istio.io/merge-metrics'];
  const merges = own === undefined ? mergesMetrics : (goFlag(own) ?? mergesMetrics);
  if (!isScraped(annotations) || !merges) return pod;
  const agentPort = String(proxyConfig.statusPort ?? 0);
  if (written(annotations, PORT) === agentPort) return pod;
  const targets = scrapeTargets(written(annotations, TARGETS) ?? '');
  const [first] = targets;
  const path = first?.path ?? written(annotations, PATH) ?? '';
  const port = first?.port ?? written(annotations, PORT) ?? '';
  const scrape = written(annotations, SCRAPE) ?? '';
  if (first === undefined && port !== '') refusePort(port, agentPort, 'prometheus.io/port');
  for (const target of targets) refusePort(target.port, agentPort, 'prometheus.istio.io/scrape-targets');
  const isSilent = scrape === '' && path === '' && port === '';
  const config = goJson({ scrape, path, port, targets: targets.length > 0 ? targets : undefined });
  const told = isSilent ? pod : addVariable(pod, { name: 'ISTIO_PROMETHEUS_ANNOTATIONS', value: config });
  return annotate(withoutScraping(told), {
    'prometheus.io/port': agentPort,
    'prometheus.io/path': '/stats/prometheus',
    'prometheus.io/scrape': 'true',
  });
}

/** The pod without annotations of an earlier injection, so that they are not taken for those of the application. */
export function forgetAgent(pod: Pod, { proxyConfig }: MeshSettings): Pod {
  const isAgent = written(pod.metadata.annotations ?? {}, PORT) === String(proxyConfig.statusPort ?? 0);
  return isAgent ? withoutScraping(pod) : pod;
}

/** The pod that tells Prometheus the port with mutual TLS, where the proxy has one. */
export function tellSecurePort(pod: Pod): Pod {
  if (written(pod.metadata.annotations ?? {}, SECURE_PORT) !== undefined) return pod;
  const isPort = ({ name, value }: EnvVar) => name === 'ENVOY_SECURE_MERGED_METRICS_PORT' && value && value !== '0';
  const port = containerOf(pod, PROXY)?.env?.find(isPort)?.value;
  return port === undefined ? pod : annotate(pod, { 'prometheus.istio.io/secure-port': port });
}

function isScraped(annotations: Marks): boolean {
  const asked = Object.entries(annotations).flatMap(([name, value]) => (spelled(name) === SCRAPE ? [goFlag(value)] : []));
  return asked.find((flag) => flag !== undefined) ?? true;
}

function scrapeTargets(text: string): Target[] {
  const targets = text
    .split(',')
    .map((target) => target.trim())
    .filter((target) => target !== '')
    .map((target) => {
      const [port = '', ...path] = target.split(':');
      return { port: port.trim(), path: path.join(':').trim() || '/metrics' };
    });
  return targets.some(({ port }) => port === '') ? [] : targets;
}

function refusePort(port: string, agentPort: string, annotation: string): void {
  const number = /^[+-]?\d+$/.test(port) ? Number(port) : 0;
  const advice = 'name the port on which the application itself serves its metrics';
  const refusal = (problem: string) =>
    new Error(`annotation ${annotation} has a port that ${problem}, got ${JSON.stringify(port)}; ${advice}`);
  if (number < 1 || number > 65535) throw refusal('is no number from 1 to 65535');
  if (String(number) === agentPort) throw refusal('is that of the agent');
  if (RESERVED.includes(String(number))) throw refusal('is reserved for the proxy');
}

/** The value of the annotation in any of its spellings. */
function written(annotations: Marks, name: string): string | undefined {
  return Object.entries(annotations).find(([one]) => spelled(one) === name)?.[1];
}

function spelled(name: string): string {
  return name.replace(/^[^a-zA-Z_]/, '_').replace(/[^a-zA-Z0-9_]/g, '_');
}

function withoutScraping(pod: Pod): Pod {
  const kept = Object.entries(pod.metadata.annotations ?? {}).filter(
    ([name]) => ![SCRAPE, PORT, PATH, TARGETS].includes(spelled(name)),
  );
  return { ...pod, metadata: { ...pod.metadata, annotations: Object.fromEntries(kept) } };
}

function addVariable(pod: Pod, variable: EnvVar): Pod {
  return changeContainer(pod, PROXY, (proxy) => ({ ...proxy, env: [...(proxy.env ?? []), variable] }));
}
