import { grpcCall } from '../../lib/recipes/grpc-call';
import { refusals } from '../synth';

test('one method is one path', () => {
  expect(grpcCall('shop.v1.Cart', 'AddItem')).toEqual({ uri: { exact: '/shop.v1.Cart/AddItem' } });
});

test('a service is all paths below its name, and of no longer one', () => {
  expect(grpcCall('shop.v1.Cart')).toEqual({ uri: { prefix: '/shop.v1.Cart/' } });
});

test.each([
  ['/shop.v1.Cart', 'service is not a name of gRPC, got "/shop.v1.Cart"; write it as in the .proto file: shop.v1.Cart'],
  ['shop..Cart', 'service is not a name of gRPC, got "shop..Cart"; write it as in the .proto file: shop.v1.Cart'],
  ['', 'service is not a name of gRPC, got ""; write it as in the .proto file: shop.v1.Cart'],
])('fails when the service is "%s"', (service, message) => {
  expect(refusals(() => grpcCall(service))).toEqual([message]);
});

test('fails when the method is a path', () => {
  expect(refusals(() => grpcCall('shop.v1.Cart', 'Add/Item'))).toEqual([
    'method is not a name of gRPC, got "Add/Item"; write it as in the .proto file: AddItem',
  ]);
});
