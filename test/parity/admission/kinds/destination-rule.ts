import type { Knowledge } from '../from-schema';
import { DNS_LABELS, EXPORT_TO, HOSTS, LABELS } from '../pool';
import { TARGET_VALUES } from './targets';
import { POLICY_SHAPES, POLICY_VALUES } from './traffic-policy';

export const DESTINATION_RULE: Knowledge = {
  shapes: {
    ...POLICY_SHAPES,
    '': [
      ['host!', 'trafficPolicy!', 'exportTo'],
      ['host!', 'subsets!', 'trafficPolicy', 'exportTo'],
      ['host!', 'workloadSelector', 'trafficPolicy', 'exportTo'],
    ],
    'subsets[]': [
      ['name!', 'labels!'],
      ['name!', 'labels', 'trafficPolicy'],
    ],
    tls: [
      ['mode!', 'sni', 'subjectAltNames'],
      ['mode!', 'credentialName!', 'sni', 'subjectAltNames', 'insecureSkipVerify'],
      ['mode!', 'clientCertificate!', 'privateKey!', 'caCertificates', 'sni', 'subjectAltNames', 'caCrl'],
      [
        'mode',
        'clientCertificate',
        'privateKey',
        'caCertificates',
        'caCrl',
        'insecureSkipVerify',
        'credentialName',
        'subjectAltNames',
      ],
    ],
  },
  values: {
    ...TARGET_VALUES,
    ...POLICY_VALUES,
    host: HOSTS,
    'subsets[].name': DNS_LABELS,
    'subsets[].labels': LABELS,
    exportTo: EXPORT_TO,
  },
};
