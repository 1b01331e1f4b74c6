import { dashboard } from './panel';
import { goldenSignals } from './traffic';

const SERVICE = 'destination_service_namespace=~"$namespace",destination_service_name=~"$service"';

/** One service: what its callers see, and what its workloads answer. */
export const serviceDashboard = dashboard({
  uid: 'istio-service',
  title: 'Istio: service',
  variables: [
    { name: 'namespace', label: 'Namespace', values: 'label_values(istio_requests_total, destination_service_namespace)' },
    {
      name: 'service',
      label: 'Service',
      values: 'label_values(istio_requests_total{destination_service_namespace=~"$namespace"}, destination_service_name)',
    },
  ],
  rows: [
    goldenSignals('As callers see it', {
      selector: `reporter="source",${SERVICE}`,
      by: 'source_workload_namespace, source_workload',
      legend: 'from {{source_workload_namespace}}/{{source_workload}}',
    }),
    goldenSignals('As its workloads see it', {
      selector: `reporter=~"destination|waypoint",${SERVICE}`,
      by: 'destination_workload, destination_version',
      legend: '{{destination_workload}} {{destination_version}}',
    }),
  ],
});
