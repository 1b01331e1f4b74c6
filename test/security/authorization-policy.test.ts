import { Deployment, ServiceAccount } from 'cdk8s-plus-27';
import { PolicyTarget } from '../../lib/networking/policy-target';
import { OutsideProvider } from '../../lib/networking/provider-reference';
import { Workload } from '../../lib/networking/workload';
import {
  type AllowPolicy,
  AuthorizationPolicy,
  type AuthorizationPolicyProps,
  type CustomPolicy,
} from '../../lib/security/authorization-policy';
import type { Rule } from '../../lib/security/authorization-rule';
import { Principal } from '../../lib/security/principal';
import { OutsideServiceAccount } from '../../lib/security/service-account';
import { manifestOf, specOf, testChart } from '../synth';

const policy = (props: AuthorizationPolicyProps) => new AuthorizationPolicy(testChart('shop'), 'policy', props);
const spec = (props: AuthorizationPolicyProps) => specOf(policy(props), 'AuthorizationPolicy', 'policy');
const account = (name: string, namespace = 'shop') => ({ name, metadata: { namespace } });

test('nothing said: nothing is let through', () => {
  const chart = testChart('shop');
  new AuthorizationPolicy(chart, 'nothing');
  expect(manifestOf(chart, 'AuthorizationPolicy', 'nothing')).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'nothing', namespace: 'shop' },
    spec: {},
  });
});

test('an empty list of rules stays one, and an empty rule too', () => {
  expect(spec({ rules: [] })).toEqual({ rules: [] });
  expect(spec({ rules: [{}] })).toEqual({ rules: [{}] });
});

test('every prop of ALLOW', () => {
  const rule: Required<Rule> = {
    from: [
      {
        source: {
          principals: [Principal.of(account('cart')), Principal.unchecked('*/sa/probe'), '*'],
          notPrincipals: [Principal.of(account('guest', 'other'), { trustDomain: 'partner' })],
          requestPrincipals: ['https://issuer.example.com/*'],
          notRequestPrincipals: ['*/guest'],
          namespaces: ['shop', { name: 'other' }],
          notNamespaces: ['test-*'],
          trustDomains: ['cluster.local', '*.example.com'],
          notTrustDomains: ['old'],
          ipBlocks: ['10.0.0.0/8', '2001:db8::1'],
          notIpBlocks: ['10.0.0.1'],
          remoteIpBlocks: ['203.0.113.0/24'],
          notRemoteIpBlocks: ['203.0.113.1'],
        },
      },
      {
        source: {
          serviceAccounts: [account('cart'), account('probe', 'ops'), OutsideServiceAccount.unchecked('a/b')],
          notServiceAccounts: [account('guest')],
        },
      },
    ],
    to: [
      {
        operation: {
          hosts: ['shop.example.com', '*.local'],
          notHosts: ['old.example.com'],
          ports: [8080, '9090'],
          notPorts: [0],
          methods: ['GET'],
          notMethods: ['DELETE'],
          paths: ['/items/{*}/{**}', '/info*', '*.html'],
          notPaths: ['/items/secret'],
        },
      },
    ],
    when: [
      { key: 'request.headers[x-user]', values: ['jason', 'j*'], notValues: ['james'] },
      { key: 'source.principal', values: [Principal.of(account('cart')), '*'] },
      { key: 'source.namespace', values: [{ name: 'shop' }] },
      { key: 'source.serviceAccount', notValues: [account('probe', 'ops')] },
      { key: 'destination.port', values: [80, '81'] },
    ],
  };
  const props: Required<AllowPolicy> & AuthorizationPolicyProps = {
    metadata: { name: 'cart', namespace: 'shop', labels: { a: 'b' }, annotations: { note: 'none' } },
    selector: { matchLabels: { app: 'cart' } },
    action: 'ALLOW',
    dryRun: true,
    rules: [rule],
  };
  expect(manifestOf(policy(props), 'AuthorizationPolicy', 'cart')).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'cart', namespace: 'shop', labels: { a: 'b' }, annotations: { note: 'none', 'istio.io/dry-run': 'true' } },
    spec: {
      selector: { matchLabels: { app: 'cart' } },
      action: 'ALLOW',
      rules: [
        {
          from: [
            {
              source: {
                principals: ['cluster.local/ns/shop/sa/cart', '*/sa/probe', '*'],
                notPrincipals: ['partner/ns/other/sa/guest'],
                requestPrincipals: ['https://issuer.example.com/*'],
                notRequestPrincipals: ['*/guest'],
                namespaces: ['shop', 'other'],
                notNamespaces: ['test-*'],
                trustDomains: ['cluster.local', '*.example.com'],
                notTrustDomains: ['old'],
                ipBlocks: ['10.0.0.0/8', '2001:db8::1'],
                notIpBlocks: ['10.0.0.1'],
                remoteIpBlocks: ['203.0.113.0/24'],
                notRemoteIpBlocks: ['203.0.113.1'],
              },
            },
            { source: { serviceAccounts: ['cart', 'ops/probe', 'a/b'], notServiceAccounts: ['guest'] } },
          ],
          to: [
            {
              operation: {
                hosts: ['shop.example.com', '*.local'],
                notHosts: ['old.example.com'],
                ports: ['8080', '9090'],
                notPorts: ['0'],
                methods: ['GET'],
                notMethods: ['DELETE'],
                paths: ['/items/{*}/{**}', '/info*', '*.html'],
                notPaths: ['/items/secret'],
              },
            },
          ],
          when: [
            { key: 'request.headers[x-user]', values: ['jason', 'j*'], notValues: ['james'] },
            { key: 'source.principal', values: ['cluster.local/ns/shop/sa/cart', '*'] },
            { key: 'source.namespace', values: ['shop'] },
            { key: 'source.serviceAccount', notValues: ['ops/probe'] },
            { key: 'destination.port', values: ['80', '81'] },
          ],
        },
      ],
    },
  });
});

test('every prop of CUSTOM', () => {
  const props: Required<CustomPolicy> & AuthorizationPolicyProps = {
    targetRefs: [PolicyTarget.service(account('cart'))],
    action: 'CUSTOM',
    provider: OutsideProvider.unchecked('authorization', 'opa'),
    rules: [{ from: [{ source: { notIpBlocks: ['10.0.0.0/8'] } }], when: [{ key: 'connection.sni', values: ['a.com'] }] }],
  };
  expect(spec(props)).toEqual({
    targetRefs: [{ group: '', kind: 'Service', name: 'cart' }],
    action: 'CUSTOM',
    provider: { name: 'opa' },
    rules: [{ from: [{ source: { notIpBlocks: ['10.0.0.0/8'] } }], when: [{ key: 'connection.sni', values: ['a.com'] }] }],
  });
});

test('workloads and accounts of cdk8s-plus', () => {
  const chart = testChart('shop');
  const serviceAccount = new ServiceAccount(chart, 'account', { metadata: { name: 'cart' } });
  const deployment = new Deployment(chart, 'cart', {
    serviceAccount,
    podMetadata: { labels: { app: 'cart' } },
    containers: [{ image: 'cart', portNumber: 8080 }],
  });
  new AuthorizationPolicy(chart, 'policy', {
    selector: Workload.of(deployment),
    rules: [{ from: [{ source: { principals: [Principal.of(serviceAccount), Principal.of(deployment)] } }] }],
  });
  expect(specOf(chart, 'AuthorizationPolicy', 'policy')).toEqual({
    selector: { matchLabels: deployment.matchLabels },
    rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/cart', 'cluster.local/ns/shop/sa/cart'] } }] }],
  });
});

describe('labels that pick nothing', () => {
  const messages = (namespace: string, selector: AuthorizationPolicyProps['selector']) => {
    const chart = testChart('shop');
    const metadata = { labels: { app: 'cart' } };
    new Deployment(chart, 'cart', { podMetadata: metadata, containers: [{ image: 'cart', portNumber: 80 }] });
    new AuthorizationPolicy(chart, 'policy', { metadata: { namespace }, selector: selector as Workload });
    return chart.node.root.node.findAll().flatMap(({ node }) => node.validate());
  };

  test('are refused where the program makes pods, and none that they pick', () => {
    const message =
      'test/policy: selector matches none of the pods that this program makes in namespace shop, got {"app":"crat"}; ' +
      'pass the workload itself, Workload.of(...), or Workload.unchecked(...) for pods outside of this program (IST0127)';
    expect(messages('shop', { matchLabels: { app: 'crat' } })).toEqual([message]);
    expect(messages('shop', Workload.of({ labels: { app: 'crat' } }))).toEqual([message]);
  });

  test('are taken where they pick some, where it makes none, and where they are outside', () => {
    expect(messages('shop', { matchLabels: { app: 'cart' } })).toEqual([]);
    expect(messages('other', { matchLabels: { app: 'crat' } })).toEqual([]);
    expect(messages('shop', Workload.unchecked({ app: 'crat' }))).toEqual([]);
  });
});
