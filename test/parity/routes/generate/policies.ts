import type { Random } from '../../admission/random';
import type { KubeObject } from '../../compare';
import { METHODS } from './pools';
import { NAMESPACES, ROOT } from './services';

type Fields = Readonly<Record<string, unknown>>;

const some = (random: Random, share: number, fields: () => Fields): Fields => (random.chance(share) ? fields() : {});

function source(random: Random): Fields {
  const accounts = [
    'cluster.local/ns/c/sa/client',
    'cluster.local/ns/a/sa/reviews',
    `cluster.local/ns/${ROOT}/sa/ingress`,
    '*/sa/client',
    'cluster.local/ns/c/*',
    '*',
  ];
  return random.pick<Fields>([
    { principals: [random.pick(accounts)] },
    { notPrincipals: [random.pick(accounts)] },
    { namespaces: [random.pick([...NAMESPACES, ROOT])] },
    { notNamespaces: [random.pick([...NAMESPACES, ROOT])] },
    { serviceAccounts: [random.pick(['c/client', 'reviews', `${ROOT}/ingress`])] },
    { ipBlocks: [random.pick(['10.1.0.0/16', '198.51.100.0/24', '10.9.0.0/16'])] },
    { notIpBlocks: [random.pick(['10.1.0.0/16', '198.51.100.5'])] },
    { remoteIpBlocks: [random.pick(['10.1.0.0/16', '198.51.100.0/24'])] },
  ]);
}

function operation(random: Random): Fields {
  const paths = ['/foo', '/foo*', '*/bar', '/api/*', '*', '/api/v1', '/new*'];
  return random.pick<Fields>([
    { methods: [random.pick(METHODS)] },
    { notMethods: [random.pick(METHODS)] },
    { paths: [random.pick(paths), random.pick(paths)] },
    { notPaths: [random.pick(paths)] },
    { hosts: [random.pick(['reviews.a.svc.cluster.local', 'a.com', '*.com', '*', 'reviews.a.svc.cluster.local:*'])] },
    { ports: [random.pick(['9080', '8080', '80'])] },
    { methods: ['GET', 'POST'], paths: ['/foo*', '/api*'] },
    { paths: ['/foo/{*}', '/api/{**}'] },
  ]);
}

function condition(random: Random): Fields {
  return random.pick<Fields>([
    { key: 'request.headers[end-user]', values: [random.pick(['jason', 'jas*', '*'])] },
    { key: 'request.headers[x-kind]', notValues: ['tom'] },
    { key: 'source.namespace', values: [random.pick(NAMESPACES)] },
    { key: 'source.ip', values: ['10.1.0.0/16'] },
    { key: 'destination.port', values: ['9080'] },
    { key: 'source.principal', values: ['cluster.local/ns/c/*'] },
  ]);
}

function rule(random: Random): Fields {
  return {
    ...some(random, 0.5, () => ({
      from: [{ source: source(random) }, ...(random.chance(0.2) ? [{ source: source(random) }] : [])],
    })),
    ...some(random, 0.6, () => ({ to: [{ operation: operation(random) }] })),
    ...some(random, 0.3, () => ({ when: [condition(random)] })),
  };
}

const PLACES = [
  { namespace: 'a', selector: { app: 'reviews' } },
  { namespace: 'a' },
  { namespace: 'b', selector: { app: 'details' } },
  { namespace: ROOT, selector: { istio: 'ingressgateway' } },
  { namespace: ROOT, selector: { istio: 'ingressgateway' } },
  { namespace: ROOT },
] as const;

/** Who may call what; nothing in most of the meshes. */
export function policies(random: Random): KubeObject[] {
  if (random.chance(0.6)) return [];
  return Array.from({ length: random.pick([1, 1, 2, 3]) }, (_, i) => {
    const { namespace, ...place } = random.pick(PLACES);
    const rules = Array.from({ length: random.pick([0, 1, 1, 2]) }, () => rule(random));
    const action = random.pick([{}, { action: 'ALLOW' }, { action: 'DENY' }, { action: 'DENY' }]);
    return {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: `policy-${i}`, namespace },
      spec: {
        ...('selector' in place && { selector: { matchLabels: place.selector } }),
        ...action,
        ...(random.chance(0.95) && { rules }),
      },
    };
  });
}
