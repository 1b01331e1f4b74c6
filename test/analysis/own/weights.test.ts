import { service, virtualService } from './manifests';
import { testRule } from './rule-cases';

const reviews = service('reviews');
const split = (...weights: (number | undefined)[]) =>
  reviews +
  virtualService(
    'reviews',
    JSON.stringify({
      hosts: ['reviews'],
      http: [{ route: weights.map((weight, i) => ({ destination: { host: 'reviews', subset: `v${i}` }, weight })) }],
    }),
  );

testRule({
  code: 'MESH0118',
  trips: {
    'the rest is not written': [split(90, undefined), 'spec.http[0].route[1] has no weight, beside destinations that have one'],
    'the first has none': [split(undefined, 10), 'spec.http[0].route[0]'],
    'one of three': [split(50, 50, undefined), 'spec.http[0].route[2]'],
    connections: [
      reviews +
        virtualService(
          'reviews',
          '{ hosts: [reviews], tcp: [{ route: [{ destination: { host: reviews }, weight: 5 }, { destination: { host: other } }] }] }',
        ),
      'spec.tcp[0].route[1]',
    ],
  },
  misses: {
    'all have one': split(90, 10),
    'none is meant': split(100, 0),
    'one destination': split(undefined),
    'none has one': split(undefined, undefined),
  },
});

const root = (delegate: string, namespace = 'shop') =>
  virtualService('root', `{ hosts: [reviews], http: [{ match: [{ uri: { prefix: /a } }], delegate: ${delegate} }] }`, namespace);
const delegate = (namespace = 'shop') =>
  virtualService('part', '{ http: [{ route: [{ destination: { host: reviews } }] }] }', namespace);

testRule({
  code: 'MESH0119',
  trips: {
    'nobody does': [reviews + delegate(), 'VirtualService shop/part has no hosts, and no other VirtualService delegates to it'],
    'another name': [reviews + delegate() + root('{ name: parts }'), 'shop/part'],
    'another namespace': [reviews + delegate('pay') + root('{ name: part }'), 'pay/part'],
  },
  misses: {
    'of the own namespace': reviews + delegate() + root('{ name: part }'),
    'of another namespace': reviews + delegate('pay') + root('{ name: part, namespace: pay }'),
    'it has hosts': reviews + delegate().replace('http:', 'hosts: [reviews], http:'),
  },
});
