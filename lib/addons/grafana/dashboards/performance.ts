import { dashboard } from './panel';

const RANGE = '$__rate_interval';
const SELECTED = 'namespace=~"$namespace"';

/** What the mesh costs: the memory, CPU and connections of its proxies. */
export const performanceDashboard = dashboard({
  uid: 'istio-performance',
  title: 'Istio: performance',
  variables: [{ name: 'namespace', label: 'Namespace', values: 'label_values(envoy_server_live, namespace)' }],
  rows: [
    {
      title: 'Proxies',
      panels: [
        {
          title: 'Memory of Envoy, largest ten',
          unit: 'bytes',
          questions: [[`topk(10, envoy_server_memory_physical_size{${SELECTED}})`, '{{namespace}}/{{pod}}']],
        },
        {
          title: 'Memory of Envoy in all',
          unit: 'bytes',
          questions: [[`sum by (namespace) (envoy_server_memory_physical_size{${SELECTED}})`, '{{namespace}}']],
        },
        {
          title: 'Connections',
          unit: 'none',
          questions: [[`topk(10, envoy_server_total_connections{${SELECTED}})`, '{{namespace}}/{{pod}}']],
        },
        {
          title: 'Memory of the agent, largest ten',
          unit: 'bytes',
          questions: [[`topk(10, istio_agent_process_resident_memory_bytes{${SELECTED}})`, '{{namespace}}/{{pod}}']],
        },
        {
          title: 'CPU of the agent, largest ten',
          unit: 'short',
          questions: [[`topk(10, rate(istio_agent_process_cpu_seconds_total{${SELECTED}}[${RANGE}]))`, '{{namespace}}/{{pod}}']],
        },
        {
          title: 'Time since the start of Envoy, shortest ten',
          description: 'A short time that comes again and again is a proxy that restarts.',
          unit: 's',
          questions: [[`bottomk(10, envoy_server_uptime{${SELECTED}})`, '{{namespace}}/{{pod}}']],
        },
      ],
    },
    {
      title: 'What proxies are told',
      panels: [
        {
          title: 'Size of a push',
          unit: 'bytes',
          questions: [
            [`histogram_quantile(0.99, sum by (type, le) (rate(pilot_xds_config_size_bytes_bucket[${RANGE}])))`, '{{type}} p99'],
          ],
        },
        {
          title: 'Configuration that Envoy rejected',
          unit: 'ops',
          questions: [
            [
              `sum by (namespace, pod) (rate(envoy_cluster_manager_cds_update_rejected{${SELECTED}}[${RANGE}]))`,
              '{{namespace}}/{{pod}} clusters',
            ],
            [
              `sum by (namespace, pod) (rate(envoy_listener_manager_lds_update_rejected{${SELECTED}}[${RANGE}]))`,
              '{{namespace}}/{{pod}} listeners',
            ],
          ],
        },
        {
          title: 'Requests for each core of istiod',
          unit: 'short',
          questions: [
            [`sum(rate(pilot_xds_pushes[${RANGE}])) / sum(rate(process_cpu_seconds_total{app="istiod"}[${RANGE}]))`, 'pushes'],
          ],
        },
      ],
    },
  ],
});
