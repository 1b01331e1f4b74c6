import { dashboard } from './panel';
import { goldenSignals } from './traffic';

const ANSWERING = 'reporter=~"destination|waypoint"';
const all = (selector: string) => `sum(rate(istio_requests_total{${selector}}[$__rate_interval]))`;

/** All of the mesh on one page. */
export const meshDashboard = dashboard({
  uid: 'istio-mesh',
  title: 'Istio: mesh',
  rows: [
    {
      title: 'Now',
      panels: [
        { title: 'Requests', unit: 'reqps', as: 'stat', questions: [[all(ANSWERING), '']] },
        {
          title: 'Answered without error',
          unit: 'percentunit',
          as: 'stat',
          questions: [[`1 - (${all(`${ANSWERING},response_code=~"5..|0"`)} or vector(0)) / ${all(ANSWERING)}`, '']],
        },
        { title: 'Proxies', unit: 'none', as: 'stat', questions: [['count(envoy_server_live)', '']] },
        { title: 'Services', unit: 'none', as: 'stat', questions: [['max(pilot_services)', '']] },
        { title: 'VirtualServices', unit: 'none', as: 'stat', questions: [['max(pilot_virt_services)', '']] },
        {
          title: 'Pods that do not answer Prometheus',
          unit: 'none',
          as: 'stat',
          questions: [['count(up == 0) or vector(0)', '']],
        },
      ],
    },
    goldenSignals('By service', {
      selector: ANSWERING,
      by: 'destination_service_namespace, destination_service_name',
      legend: '{{destination_service_namespace}}/{{destination_service_name}}',
    }),
  ],
});
