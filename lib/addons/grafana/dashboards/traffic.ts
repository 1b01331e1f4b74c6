import type { PanelProps, RowProps } from './panel';

const RANGE = '$__rate_interval';

/** What a page is about: labels that select the requests, and labels by which they are told apart. */
export interface Subject {
  readonly selector: string;
  readonly by: string;
  readonly legend: string;
}

const rate = (metric: string, selector: string) => `rate(${metric}{${selector}}[${RANGE}])`;

const requests = ({ selector, by }: Subject) => `sum by (${by}) (${rate('istio_requests_total', selector)})`;

function errors(subject: Subject): string {
  const failed = { ...subject, selector: `${subject.selector},response_code=~"5..|0"` };
  return `${requests(failed)} / ${requests(subject)}`;
}

const quantile = (share: number, { selector, by }: Subject) =>
  `histogram_quantile(${share}, sum by (${by}, le) (${rate('istio_request_duration_milliseconds_bucket', selector)}))`;

function durations(subject: Subject): PanelProps {
  const { legend } = subject;
  return {
    title: 'Duration',
    description: 'As the answering side measured it: half of the requests, 95 and 99 of 100 were quicker.',
    unit: 'ms',
    questions: [
      [quantile(0.5, subject), `${legend} p50`],
      [quantile(0.95, subject), `${legend} p95`],
      [quantile(0.99, subject), `${legend} p99`],
    ],
  };
}

/** Requests, errors, durations, and TCP of a subject. */
export function goldenSignals(title: string, subject: Subject): RowProps {
  const { selector, by, legend } = subject;
  return {
    title,
    panels: [
      { title: 'Requests', unit: 'reqps', questions: [[requests(subject), legend]] },
      {
        title: 'Failed requests',
        description: 'Status 5xx, or no answer at all.',
        unit: 'percentunit',
        questions: [[errors(subject), legend]],
      },
      durations(subject),
      {
        title: 'TCP connections opened',
        unit: 'ops',
        questions: [[`sum by (${by}) (${rate('istio_tcp_connections_opened_total', selector)})`, legend]],
      },
      {
        title: 'TCP bytes',
        unit: 'Bps',
        width: 16,
        questions: [
          [`sum by (${by}) (${rate('istio_tcp_received_bytes_total', selector)})`, `${legend} received`],
          [`sum by (${by}) (${rate('istio_tcp_sent_bytes_total', selector)})`, `${legend} sent`],
        ],
      },
    ],
  };
}
