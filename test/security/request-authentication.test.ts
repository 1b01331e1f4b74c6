import { Duration } from 'cdk8s';
import { Workload } from '../../lib/networking/workload';
import { RequestAuthentication, type RequestAuthenticationProps } from '../../lib/security/request-authentication';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const policy = (props: RequestAuthenticationProps) => new RequestAuthentication(testChart('shop'), 'policy', props);
const spec = (props: RequestAuthenticationProps) => specOf(policy(props), 'RequestAuthentication', 'policy');

const issuer = 'https://issuer.example.com';
const key = { kty: 'RSA', kid: 'one', n: 'sXch', e: 'AQAB' } as const;

test('nothing said', () => {
  expect(spec({})).toEqual({});
});

test('every prop', () => {
  const props: RequestAuthenticationProps = {
    metadata: { name: 'tokens', namespace: 'shop', labels: { a: 'b' }, annotations: { note: 'none' } },
    selector: Workload.of({ labels: { app: 'cart' }, namespace: 'shop' }),
    jwtRules: [
      {
        issuer,
        audiences: ['shop'],
        jwks: { keys: [key] },
        fromHeaders: [{ name: 'x-token', prefix: 'Bearer ' }, { name: 'x-other' }],
        fromParams: ['token'],
        fromCookies: ['session'],
        outputPayloadToHeader: 'x-payload',
        outputClaimToHeaders: [{ header: 'x-user', claim: 'sub' }],
        forwardOriginalToken: false,
        spaceDelimitedClaims: ['groups'],
      },
      { jwksUri: 'https://issuer.example.com/keys', issuer, timeout: Duration.millis(1500) },
      { issuer, timeout: Duration.seconds(2) },
      { issuer, jwks: '{"keys": []}' },
    ],
  };
  expect(manifestOf(policy(props), 'RequestAuthentication', 'tokens')).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: { name: 'tokens', namespace: 'shop', labels: { a: 'b' }, annotations: { note: 'none' } },
    spec: {
      selector: { matchLabels: { app: 'cart' } },
      jwtRules: [
        {
          issuer,
          audiences: ['shop'],
          jwks: '{"keys":[{"kty":"RSA","kid":"one","n":"sXch","e":"AQAB"}]}',
          fromHeaders: [{ name: 'x-token', prefix: 'Bearer ' }, { name: 'x-other' }],
          fromParams: ['token'],
          fromCookies: ['session'],
          outputPayloadToHeader: 'x-payload',
          outputClaimToHeaders: [{ header: 'x-user', claim: 'sub' }],
          forwardOriginalToken: false,
          spaceDelimitedClaims: ['groups'],
        },
        { jwksUri: 'https://issuer.example.com/keys', issuer, timeout: '1.5s' },
        { issuer, timeout: '2s' },
        { issuer, jwks: '{"keys": []}' },
      ],
    },
  });
});

test('objects in place of labels', () => {
  expect(spec({ targetRef: { kind: 'Service', name: 'cart' } })).toEqual({ targetRef: { kind: 'Service', name: 'cart' } });
});

const forced = (rule: object) => ({ jwtRules: [rule] }) as unknown as RequestAuthenticationProps;
const jwks = (text: string) => forced({ issuer, jwks: text });
const NO_SET = 'write it as in RFC 7517';
const NO_URL = 'use for example https://issuer.example.com/keys';

describe('fails when', () => {
  test.each<[string, RequestAuthenticationProps, string]>([
    [
      'nobody signs the token',
      forced({}),
      'jwtRules[0].issuer is missing, and so is jwksUri; set issuer, or jwksUri for tokens of any issuer',
    ],
    [
      'keys have two sources',
      forced({ issuer, jwks: '{"keys":[]}', jwksUri: 'https://a/b' }),
      'jwtRules[0].jwks stands beside jwksUri; keep one of the two',
    ],
    [
      'keys are fetched by another protocol',
      forced({ jwksUri: 'ftp://a/b' }),
      `jwtRules[0].jwksUri is not a URL of http or https, got "ftp://a/b"; ${NO_URL}`,
    ],
    [
      'the port is none',
      forced({ jwksUri: 'https://a:b/c' }),
      `jwtRules[0].jwksUri is not a URL of http or https, got "https://a:b/c"; ${NO_URL}`,
    ],
    ['keys are not an object', jwks('[]'), `jwtRules[0].jwks is not a set of keys, got "[]"; ${NO_SET} (it is not an object)`],
    [
      'a key has no type',
      jwks('{"keys":[{}]}'),
      `jwtRules[0].jwks is not a set of keys, got "{\\"keys\\":[{}]}"; ${NO_SET} (keys[0] has no kty that is known (RSA, EC, OKP, oct))`,
    ],
    [
      'a key is not whole',
      jwks('{"kty":"RSA","n":"AQAB"}'),
      `jwtRules[0].jwks is not a set of keys, got "{\\"kty\\":\\"RSA\\",\\"n\\":\\"AQAB\\"}"; ${NO_SET} (it has no keys, and as a key it has no e)`,
    ],
    [
      'a key is not base64',
      jwks('{"keys":[{"kty":"oct","k":"a b"}]}'),
      `jwtRules[0].jwks is not a set of keys, got "{\\"keys\\":[{\\"kty\\":\\"oct\\",\\"k\\":\\"a b\\"}]}"; ${NO_SET} (keys[0] has a k that is not base64)`,
    ],
    [
      'a time has parts of a millisecond',
      forced({ issuer, timeout: '1500us' }),
      'jwtRules[0].timeout must be a whole number of milliseconds, at least 1, got "1500us"; use for example 500ms',
    ],
    [
      'a time is none',
      forced({ issuer, timeout: Duration.seconds(0) }),
      'jwtRules[0].timeout must be a whole number of milliseconds, at least 1, got "0s"; use for example 500ms',
    ],
    [
      'it is for two things',
      {
        selector: { matchLabels: { app: 'a' } },
        targetRefs: [{ kind: 'Service', name: 'a' }],
      } as unknown as RequestAuthenticationProps,
      'targetRefs is set beside selector; keep one of the two',
    ],
  ])('%s', (_, props, message) => {
    expect(refusals(() => policy(props))).toEqual([message]);
  });

  test('keys are not JSON', () => {
    expect(refusals(() => policy(jwks('{')))).toEqual([
      expect.stringContaining('jwtRules[0].jwks is not a set of keys, got "{"; write it as in RFC 7517 (it is not JSON: '),
    ]);
  });
});
