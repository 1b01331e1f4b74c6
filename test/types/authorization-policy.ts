import { App, Chart } from 'cdk8s';
import { ConfigMap, Deployment, Namespace, Service, ServiceAccount } from 'cdk8s-plus-27';
import {
  type AuthorizationPolicyProps,
  type Condition,
  type Operation,
  OutsideProvider,
  Principal,
  type Source,
  Workload,
} from '../../lib';

// What must not compile. Nothing runs this file.

const chart = new Chart(new App(), 'types', { namespace: 'shop' });
const account = new ServiceAccount(chart, 'cart');
const deployment = new Deployment(chart, 'deployment', { serviceAccount: account });
const service = new Service(chart, 'service', { ports: [{ port: 80 }] });
const namespace = new Namespace(chart, 'other');
const provider = OutsideProvider.unchecked('authorization', 'opa');
const tracing = OutsideProvider.unchecked('tracing', 'jaeger');
const selector = Workload.of(deployment);

export const policies: AuthorizationPolicyProps[] = [
  {},
  { rules: [] },
  { rules: [{}], dryRun: true },
  { action: 'DENY', rules: [{}], selector },
  { action: 'AUDIT', selector: { matchLabels: { app: 'cart' } } },
  { action: 'CUSTOM', provider, rules: [{ to: [{ operation: { paths: ['/admin/*'] } }] }] },
  { targetRefs: [{ kind: 'Service', name: 'cart' }], rules: [{}] },
  { selector: Workload.of(service), rules: [{}] },
  // @ts-expect-error no such action
  { action: 'deny', rules: [{}] },
  // @ts-expect-error it would never stop anything
  { action: 'DENY' },
  // @ts-expect-error it would never stop anything
  { action: 'DENY', rules: [] },
  // @ts-expect-error nobody to ask
  { action: 'CUSTOM', rules: [{}] },
  // @ts-expect-error it would never ask
  { action: 'CUSTOM', provider, rules: [] },
  // @ts-expect-error nobody is asked
  { action: 'ALLOW', provider, rules: [{}] },
  // @ts-expect-error a provider is for one thing
  { action: 'CUSTOM', provider: tracing, rules: [{}] },
  // @ts-expect-error a provider is an object
  { action: 'CUSTOM', provider: { name: 'opa' }, rules: [{}] },
  // @ts-expect-error the authorizer is asked before anybody is known
  { action: 'CUSTOM', provider, rules: [{ from: [{ source: { principals: ['*'] } }] }] },
  // @ts-expect-error nor is a token
  { action: 'CUSTOM', provider, rules: [{ when: [{ key: 'request.auth.claims[group]', values: ['a'] }] }] },
  // @ts-expect-error an audit cannot be tried out
  { action: 'AUDIT', rules: [{}], dryRun: true },
  // @ts-expect-error by label or by reference
  { selector, targetRefs: [{ kind: 'Service', name: 'cart' }], rules: [{}] },
  // @ts-expect-error no policy is for a Deployment by name
  { targetRefs: [{ group: 'apps', kind: 'Deployment', name: 'cart' }], rules: [{}] },
  // @ts-expect-error no object
  { targetRefs: [], rules: [{}] },
  // @ts-expect-error an empty list would be anywhere
  { rules: [{ from: [] }] },
  // @ts-expect-error an empty list would be anything
  { rules: [{ to: [] }] },
  // @ts-expect-error a misspelt field
  { rules: [{ form: [] }] },
];

export const sources: Source[] = [
  { principals: ['*', Principal.of(account), Principal.of(deployment, { trustDomain: 'other' })] },
  { namespaces: ['shop', namespace], notPrincipals: [Principal.unchecked('*/sa/guest')] },
  { serviceAccounts: [account, deployment], ipBlocks: ['10.0.0.0/8'] },
  // @ts-expect-error says nothing
  {},
  // @ts-expect-error an identity is got from an account
  { principals: ['cluster.local/ns/shop/sa/cart'] },
  // @ts-expect-error nobody
  { principals: [] },
  // @ts-expect-error an account is of a namespace already
  { serviceAccounts: [account], namespaces: ['shop'] },
  // @ts-expect-error an account is an object
  { serviceAccounts: ['shop/cart'] },
  // @ts-expect-error a Service is no account
  { principals: [Principal.of(service)] },
  // @ts-expect-error an account is no namespace
  { namespaces: [account] },
  // @ts-expect-error a principal cannot be made by hand
  { principals: [new Principal(account, 'cluster.local')] },
];

export const operations: Operation[] = [
  { ports: [8080, '9090'], methods: ['GET', 'PROPFIND'], paths: ['/items/{*}/**', '*.html'], hosts: ['shop.example.com'] },
  // @ts-expect-error says nothing
  {},
  // @ts-expect-error methods are in capital letters
  { methods: ['get'] },
  // @ts-expect-error a path begins with a slash
  { paths: ['admin'] },
  // @ts-expect-error a port has a number
  { ports: ['http'] },
  // @ts-expect-error none
  { ports: [] },
];

export const conditions: Condition[] = [
  { key: 'request.headers[x-user]', values: ['jason'] },
  { key: 'request.auth.claims[realm][roles]', notValues: ['guest'] },
  { key: 'source.principal', values: [Principal.of(account)] },
  { key: 'destination.port', values: [80, '81'] },
  // @ts-expect-error compares with nothing
  { key: 'source.ip' },
  // @ts-expect-error the name of the header is missing
  { key: 'request.headers', values: ['jason'] },
  // @ts-expect-error the selector is for that
  { key: 'destination.labels[app]', values: ['cart'] },
  // @ts-expect-error an identity is got from an account
  { key: 'source.principal', values: ['cluster.local/ns/shop/sa/cart'] },
  // @ts-expect-error a port has a number
  { key: 'destination.port', values: ['http'] },
];

// @ts-expect-error a ConfigMap has no pods
Workload.of(new ConfigMap(chart, 'config'));
// @ts-expect-error nor has a name
Workload.of('cart');
