import { rejected } from './rejection';

const policy = (rule: object, more: object = {}) => ({ rules: [rule], ...more });
const from = (source: object) => policy({ from: [{ source }] });
const to = (operation: object) => policy({ to: [{ operation }] });
const when = (condition: object) => policy({ when: [condition] });
const authorizer = { action: 'CUSTOM', provider: { name: 'authorizer' } };

export const AUTHORIZATION_POLICIES = rejected('AuthorizationPolicy', {
  'an unknown action': policy({}, { action: 'LOG' }),
  'DENY without rules': { action: 'DENY' },
  'nobody who is asked': policy({}, { action: 'CUSTOM' }),
  'somebody who is not asked': policy({}, { action: 'ALLOW', provider: { name: 'authorizer' } }),
  'an authorizer that is to know who asks': policy({ from: [{ source: { principals: ['*'] } }] }, authorizer),
  'a source that says nothing': from({}),
  'an empty list': from({ principals: [] }),
  'a trust domain with a star in the middle': from({ trustDomains: ['a*b'] }),
  'an address that is none': from({ ipBlocks: ['10.0.0'] }),
  'a port beyond 65535': to({ ports: ['65536'] }),
  'a path with a segment in the middle of one': to({ paths: ['/a{*}/b'] }),
  'a condition on nothing known': when({ key: 'request.colour', values: ['red'] }),
  'a condition without values': when({ key: 'source.ip' }),
  'a header without a name': when({ key: 'request.headers[]', values: ['a'] }),
  'workloads and objects': {
    selector: { matchLabels: { app: 'a' } },
    targetRefs: [{ kind: 'Service', name: 'a' }],
  },
});
