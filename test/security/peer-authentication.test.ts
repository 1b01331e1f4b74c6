import { PeerAuthentication, type PeerAuthenticationProps } from '../../lib/security/peer-authentication';
import { manifestOf, refusals, testChart } from '../synth';

const policy = (props: PeerAuthenticationProps) => new PeerAuthentication(testChart('foo'), 'policy', props);

test('nothing said', () => {
  const chart = testChart('foo');
  new PeerAuthentication(chart, 'default');
  expect(manifestOf(chart, 'PeerAuthentication', 'default')).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace: 'foo' },
    spec: {},
  });
});

test('STRICT for the whole mesh, as in Istio’s mTLS task', () => {
  const chart = testChart('istio-system');
  new PeerAuthentication(chart, 'default', { mtls: { mode: 'STRICT' } });
  expect(manifestOf(chart, 'PeerAuthentication', 'default')).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace: 'istio-system' },
    spec: { mtls: { mode: 'STRICT' } },
  });
});

test('every prop', () => {
  const props: Required<PeerAuthenticationProps> = {
    metadata: { name: 'finance', namespace: 'foo', labels: { app: 'finance' }, annotations: { note: 'none' } },
    selector: { matchLabels: { app: 'finance' } },
    mtls: { mode: 'UNSET' },
    portLevelMtls: { 8080: { mode: 'DISABLE' }, 9090: {} },
  };
  expect(manifestOf(policy(props), 'PeerAuthentication', 'finance')).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'finance', namespace: 'foo', labels: { app: 'finance' }, annotations: { note: 'none' } },
    spec: {
      selector: { matchLabels: { app: 'finance' } },
      mtls: { mode: 'UNSET' },
      portLevelMtls: { 8080: { mode: 'DISABLE' }, 9090: {} },
    },
  });
});

describe('fails when', () => {
  const matchLabels = { app: 'finance' };
  test.each<[string, PeerAuthenticationProps, string]>([
    [
      'workloads are selected by a wildcard',
      { selector: { matchLabels: { app: 'fin*' } } },
      'selector.matchLabels.app is a value that no label can have, got "fin*"; ' +
        'use at most 63 letters, digits, -, _ and ., beginning and ending with a letter or digit',
    ],
    [
      'a label has no key',
      { selector: { matchLabels: { '': 'finance' } } },
      'selector.matchLabels has a key that no label can have, got ""; ' +
        'use at most 63 letters, digits, -, _ and ., beginning and ending with a letter or digit; a DNS name and / may stand before it',
    ],
    [
      'ports are set for all workloads',
      { selector: { matchLabels: {} }, portLevelMtls: { 8080: { mode: 'STRICT' } } },
      'portLevelMtls needs workloads that are selected by label, got {"8080":{"mode":"STRICT"}}; set selector.matchLabels',
    ],
    [
      'ports are set without selector, forced past the compiler',
      { portLevelMtls: { 8080: {} } } as unknown as PeerAuthenticationProps,
      'portLevelMtls needs workloads that are selected by label, got {"8080":{}}; set selector.matchLabels',
    ],
    [
      'ports are set, but none',
      { selector: { matchLabels }, portLevelMtls: {} },
      'portLevelMtls must not be empty; fill it, or leave it out',
    ],
    [
      'a port is none',
      { selector: { matchLabels }, portLevelMtls: { 70000: {} } },
      'portLevelMtls.70000 must be a port number, got 70000; use a whole number between 1 and 65535',
    ],
  ])('%s', (_, props, message) => {
    expect(refusals(() => policy(props))).toEqual([message]);
  });
});
