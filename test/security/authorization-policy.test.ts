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
import { manifestOf, refusals, specOf, testChart } from '../synth';

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

const ANY = 'use for example 10.0.0.1 or 10.0.0.0/24';
const EMPTY = 'must not be empty, got ""; remove it, or write the value';
const TEMPLATE = 'write a whole segment as {*} or, as the last template, {**}; no other * beside them: /shops/{*}/items/{**}';
const OTHERWISE = 'leave the decision to the provider, or put it into an ALLOW or DENY policy';
const forced = (props: object) => props as AuthorizationPolicyProps;
const rule = (parts: object) => forced({ rules: [parts] });
const source = (fields: object) => rule({ from: [{ source: fields }] });
const operation = (fields: object) => rule({ to: [{ operation: fields }] });
const when = (condition: object) => rule({ when: [condition] });

describe('fails when', () => {
  test.each<[string, AuthorizationPolicyProps, string]>([
    [
      'DENY has no rule',
      forced({ action: 'DENY' }),
      'rules is empty, so DENY would never be done, got []; give a rule; {} is for every request',
    ],
    [
      'a source says nothing',
      source({}),
      'rules[0].from[0].source says nothing, got {}; give for example principals or namespaces, or leave the entry out',
    ],
    [
      'a source is missing',
      rule({ from: [{}] }),
      'rules[0].from[0].source says nothing; give for example principals or namespaces, or leave the entry out',
    ],
    [
      'an operation says nothing',
      operation({ methods: [] }),
      'rules[0].to[0].operation says nothing, got {"methods":[]}; give for example methods or paths, or leave the entry out',
    ],
    [
      'a principal is a text',
      source({ principals: ['a'] }),
      'rules[0].from[0].source.principals[0] is not a Principal, got "a"; use Principal.of(...), Principal.unchecked(...) for one outside of this program, or \'*\'',
    ],
    ['a namespace is empty', source({ namespaces: [''] }), `rules[0].from[0].source.namespaces[0] ${EMPTY}`],
    [
      'an address is none',
      source({ ipBlocks: ['10.0.0.256'] }),
      `rules[0].from[0].source.ipBlocks[0] is not an IP address or subnet, got "10.0.0.256"; ${ANY}`,
    ],
    [
      'a subnet is none',
      source({ notRemoteIpBlocks: ['10.0.0.0/33'] }),
      `rules[0].from[0].source.notRemoteIpBlocks[0] is not an IP address or subnet, got "10.0.0.0/33"; ${ANY}`,
    ],
    [
      'an account has too many parts',
      source({ serviceAccounts: [OutsideServiceAccount.unchecked('a/b/c')] }),
      'rules[0].from[0].source.serviceAccounts[0] is not a service account, got "a/b/c"; use <name> for one in the namespace of the policy, or <namespace>/<name>',
    ],
    [
      'an account has a *',
      source({ serviceAccounts: [OutsideServiceAccount.unchecked('a/*')] }),
      'rules[0].from[0].source.serviceAccounts[0] has a *, which service accounts do not take, got "a/*"; use <name> for one in the namespace of the policy, or <namespace>/<name>',
    ],
    [
      'accounts stand beside namespaces',
      source({ serviceAccounts: [account('a')], namespaces: ['b'] }),
      'rules[0].from[0].source.namespaces cannot stand beside serviceAccounts, got ["b"]; remove one of the two; a service account is of a namespace already',
    ],
    [
      'a trust domain is a principal',
      source({ trustDomains: ['td/ns/a'] }),
      'rules[0].from[0].source.trustDomains[0] is not a trust domain, got "td/ns/a"; use what stands before the first / of a principal',
    ],
    [
      'a trust domain has a * in its middle',
      source({ trustDomains: ['a*b'] }),
      'rules[0].from[0].source.trustDomains[0] has a * that stands neither for its beginning nor for its end, got "a*b"; use one * at one end',
    ],
    [
      'a port is none',
      operation({ ports: [65536] }),
      'rules[0].to[0].operation.ports[0] is not the number of a port, got "65536"; use a whole number between 0 and 65535',
    ],
    [
      'a port has a name',
      operation({ ports: ['http'] }),
      'rules[0].to[0].operation.ports[0] is not the number of a port, got "http"; use a whole number between 0 and 65535',
    ],
    ['a path is empty', operation({ paths: [''] }), `rules[0].to[0].operation.paths[0] ${EMPTY}`],
    [
      'a template is part of a segment',
      operation({ paths: ['/a{*}'] }),
      `rules[0].to[0].operation.paths[0] has a brace that belongs to no template, got "/a{*}"; ${TEMPLATE}`,
    ],
    [
      'a template stands behind the last one',
      operation({ paths: ['/{**}/{*}'] }),
      `rules[0].to[0].operation.paths[0] has a template after {**}, got "/{**}/{*}"; ${TEMPLATE}`,
    ],
    [
      'a * stands beside a template',
      operation({ notPaths: ['/{*}/a*'] }),
      `rules[0].to[0].operation.notPaths[0] has a segment that no path with a template can have, got "/{*}/a*"; ${TEMPLATE}`,
    ],
    [
      'a condition compares with nothing',
      when({ key: 'source.ip' }),
      'rules[0].when[0] compares with nothing, got "source.ip"; give values, or notValues',
    ],
    [
      'a condition is about something else',
      when({ key: 'destination.labels[app]', values: ['a'] }),
      'rules[0].when[0].key is nothing that a condition can ask about, got "destination.labels[app]"; use the selector of the policy',
    ],
    [
      'a header has no name',
      when({ key: 'request.headers[]', values: ['a'] }),
      'rules[0].when[0].key has no name in brackets, got "request.headers[]"; write for example request.headers[x-user]',
    ],
    [
      'a condition on a port has none',
      when({ key: 'destination.port', values: ['http'] }),
      'rules[0].when[0].values[0] is not the number of a port, got "http"; use a whole number between 0 and 65535',
    ],
    [
      'a condition on an address has none',
      when({ key: 'remote.ip', notValues: ['a'] }),
      `rules[0].when[0].notValues[0] is not an IP address or subnet, got "a"; ${ANY}`,
    ],
    [
      'CUSTOM has no rule',
      forced({ action: 'CUSTOM', rules: [] }),
      'rules is empty, so CUSTOM would never be done, got []; give a rule; {} is for every request',
    ],
    [
      'CUSTOM has no provider',
      forced({ action: 'CUSTOM', rules: [{}] }),
      'provider.name is missing, so nobody can be asked; name an extension provider of the mesh config',
    ],
    [
      'CUSTOM asks who it is',
      forced({
        action: 'CUSTOM',
        provider: OutsideProvider.unchecked('authorization', 'opa'),
        rules: [{ from: [{ source: { namespaces: ['a'] } }] }],
      }),
      `rules[0].from[0].source.namespaces does not go with CUSTOM, got ["a"]; ${OTHERWISE}`,
    ],
    [
      'CUSTOM asks for a claim',
      forced({
        action: 'CUSTOM',
        provider: OutsideProvider.unchecked('authorization', 'opa'),
        rules: [{ when: [{ key: 'request.auth.claims[a]', values: ['a'] }] }],
      }),
      `rules[0].when[0].key does not go with CUSTOM, got "request.auth.claims[a]"; ${OTHERWISE}`,
    ],
    [
      'ALLOW has a provider',
      forced({ provider: OutsideProvider.unchecked('authorization', 'opa') }),
      'provider does not go with ALLOW, got {"name":"opa"}; remove it, or set CUSTOM',
    ],
    [
      'the provider is for something else',
      forced({ action: 'CUSTOM', provider: OutsideProvider.unchecked('tracing', 'jaeger'), rules: [{}] }),
      'provider[0] is a provider for tracing, got "jaeger"; use one for authorization',
    ],
    [
      'an audit is tried out',
      forced({ action: 'AUDIT', dryRun: true }),
      'metadata.annotations.istio.io/dry-run does not go with AUDIT, got "true"; remove it',
    ],
    [
      'the annotation is not true',
      { metadata: { annotations: { 'istio.io/dry-run': 'yes' } } },
      'metadata.annotations.istio.io/dry-run is neither true nor false, got "yes"; write true, or remove it',
    ],
    [
      'it is for two things',
      forced({ selector: { matchLabels: { app: 'a' } }, targetRef: { kind: 'Service', name: 'a' } }),
      'targetRef is set beside selector; keep one of the two',
    ],
    [
      'a label has a *',
      { selector: { matchLabels: { app: 'a*' } } },
      'selector.matchLabels has a *, which picks nothing, got "app=a*"; write the whole key and the whole value',
    ],
    [
      'a workload is of another namespace',
      { selector: Workload.of({ labels: { app: 'a' }, namespace: 'other' }) },
      'selector is a workload of another namespace than shop, got "other"; put the policy in namespace other; in the mesh\'s root namespace write matchLabels',
    ],
    [
      'a workload has no labels',
      { selector: Workload.of({ labels: {} }) },
      'selector has no labels by which its pods could be told from others; pass one workload or Service whose pods have labels of their own, or Workload.unchecked(...)',
    ],
  ])('%s', (_, props, message) => {
    expect(refusals(() => policy(props))).toEqual([message]);
  });

  test.each<[string, unknown]>([
    ['a rule', [null]],
    ['a misspelled field of a rule, which would leave a rule for every request', [{ form: [{ source: { namespaces: ['a'] } }] }]],
    ['a misspelled field beside a source', [{ from: [{ sauce: {}, source: { namespaces: ['a'] } }] }]],
    ['a misspelled field of a source', [{ from: [{ source: { namespace: ['a'] } }] }]],
    ['a misspelled field of a condition', [{ when: [{ key: 'source.ip', values: ['10.0.0.1'], value: ['a'] }] }]],
    ['an entry', [{ from: [null] }]],
    ['a source', [{ from: [{ source: 'a' }] }]],
    ['a list', [{ to: [{ operation: { paths: '/a' } }] }]],
    ['all rules', {}],
  ])('the schema does not know %s', (_, rules) => {
    expect(refusals(() => policy(forced({ rules })))).toHaveLength(1);
  });

  test('an account is shared', () => {
    const chart = testChart('shop');
    const deployment = new Deployment(chart, 'cart', {
      metadata: { name: 'cart' },
      containers: [{ image: 'cart', portNumber: 80 }],
    });
    const rules = [{ from: [{ source: { principals: [Principal.of(deployment)] } }] }] as const;
    expect(refusals(() => new AuthorizationPolicy(chart, 'policy', { rules }))).toEqual([
      'rules[0].from[0].source.principals[0] has a Deployment cart without a ServiceAccount of its own: ' +
        'it shares default with others; give it a ServiceAccount, and pass either of the two',
    ]);
  });

  test('an account is nowhere', () => {
    const rules = [{ from: [{ source: { principals: [Principal.of({ name: 'cart', metadata: {} })] } }] }] as const;
    expect(refusals(() => new AuthorizationPolicy(testChart(), 'policy', { rules }))).toEqual([
      'rules[0].from[0].source.principals[0] is of an account whose namespace is not known, got "cart"; ' +
        'give the ServiceAccount or its chart a namespace',
    ]);
  });
});
