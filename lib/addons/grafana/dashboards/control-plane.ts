import { dashboard } from './panel';

const RANGE = '$__rate_interval';
const pods = 'by (pod)';

/** istiod: whether it keeps up, what it refuses, what it costs. */
export const controlPlaneDashboard = dashboard({
  uid: 'istio-control-plane',
  title: 'Istio: control plane',
  rows: [
    {
      title: 'Configuration to proxies',
      panels: [
        { title: 'Connected proxies', unit: 'none', questions: [[`sum ${pods} (pilot_xds)`, '{{pod}}']] },
        {
          title: 'From a change to all proxies',
          description: 'Grows when istiod has too little CPU, or proxies know more than they need.',
          unit: 's',
          questions: [
            [`histogram_quantile(0.5, sum by (le) (rate(pilot_proxy_convergence_time_bucket[${RANGE}])))`, 'p50'],
            [`histogram_quantile(0.99, sum by (le) (rate(pilot_proxy_convergence_time_bucket[${RANGE}])))`, 'p99'],
          ],
        },
        {
          title: 'Rejected by proxies',
          description: 'More than none: some proxy keeps an old configuration.',
          unit: 'ops',
          questions: [[`sum by (type) (rate(pilot_total_xds_rejects[${RANGE}]))`, '{{type}}']],
        },
        { title: 'Pushes', unit: 'ops', questions: [[`sum by (type) (rate(pilot_xds_pushes[${RANGE}]))`, '{{type}}']] },
        {
          title: 'Changes in the cluster',
          unit: 'ops',
          questions: [
            [`sum by (type, event) (rate(pilot_k8s_cfg_events[${RANGE}]))`, '{{type}} {{event}}'],
            [`sum by (type, event) (rate(pilot_k8s_reg_events[${RANGE}]))`, '{{type}} {{event}}'],
          ],
        },
        {
          title: 'Waiting to be pushed',
          unit: 's',
          questions: [[`histogram_quantile(0.99, sum by (le) (rate(pilot_proxy_queue_time_bucket[${RANGE}])))`, 'p99']],
        },
      ],
    },
    {
      title: 'Webhooks and certificates',
      panels: [
        {
          title: 'Objects checked',
          unit: 'ops',
          questions: [
            [`sum(rate(galley_validation_passed[${RANGE}]))`, 'accepted'],
            [`sum(rate(galley_validation_failed[${RANGE}]))`, 'refused'],
          ],
        },
        {
          title: 'Pods injected',
          unit: 'ops',
          questions: [
            [`sum(rate(sidecar_injection_success_total[${RANGE}]))`, 'injected'],
            [`sum(rate(sidecar_injection_failure_total[${RANGE}]))`, 'failed'],
          ],
        },
        {
          title: 'Certificates',
          unit: 'ops',
          questions: [
            [`sum(rate(citadel_server_success_cert_issuance_count[${RANGE}]))`, 'issued'],
            [`sum(rate(citadel_server_csr_parsing_err_count[${RANGE}]))`, 'not understood'],
          ],
        },
      ],
    },
    {
      title: 'Resources',
      panels: [
        {
          title: 'CPU',
          unit: 'short',
          questions: [[`rate(process_cpu_seconds_total{app="istiod"}[${RANGE}])`, '{{pod}}']],
        },
        {
          title: 'Memory',
          unit: 'bytes',
          questions: [
            ['process_resident_memory_bytes{app="istiod"}', '{{pod}}'],
            ['go_memstats_heap_inuse_bytes{app="istiod"}', '{{pod}} heap'],
          ],
        },
        { title: 'Goroutines', unit: 'none', questions: [['go_goroutines{app="istiod"}', '{{pod}}']] },
      ],
    },
  ],
});
