import { dashboard } from './panel';
import { goldenSignals } from './traffic';

const LABEL_VALUES = 'label_values(istio_requests_total';

/** One workload: what comes in, and what it calls. */
export const workloadDashboard = dashboard({
  uid: 'istio-workload',
  title: 'Istio: workload',
  variables: [
    { name: 'namespace', label: 'Namespace', values: `${LABEL_VALUES}, destination_workload_namespace)` },
    {
      name: 'workload',
      label: 'Workload',
      values: `${LABEL_VALUES}{destination_workload_namespace=~"$namespace"}, destination_workload)`,
    },
  ],
  rows: [
    goldenSignals('In', {
      selector: 'reporter=~"destination|waypoint",destination_workload_namespace=~"$namespace",destination_workload=~"$workload"',
      by: 'source_workload_namespace, source_workload',
      legend: 'from {{source_workload_namespace}}/{{source_workload}}',
    }),
    goldenSignals('Out', {
      selector: 'reporter="source",source_workload_namespace=~"$namespace",source_workload=~"$workload"',
      by: 'destination_service',
      legend: 'to {{destination_service}}',
    }),
  ],
});
