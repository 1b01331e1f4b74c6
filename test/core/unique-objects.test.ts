import { ApiObject, App, Chart } from 'cdk8s';
import { emit } from '../../lib/core/emit';

const configMap = (name: string, namespace?: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } });

function chart(namespace?: string): Chart {
  return new Chart(new App({ outdir: '/nonexistent' }), 'chart', { namespace });
}

test('one name in two namespaces is two objects', () => {
  const scope = chart();
  emit(scope, [configMap('settings', 'a')]);
  emit(new Chart(scope.node.root as App, 'other'), [configMap('settings', 'b')]);
  expect(scope.toJson()).toHaveLength(1);
});

test('one name in two versions of a group is one object', () => {
  const scope = chart('shop');
  emit(scope, [{ apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'web' } }]);
  new ApiObject(scope, 'again', { apiVersion: 'networking.istio.io/v1beta1', kind: 'Gateway', metadata: { name: 'web' } });
  expect(() => scope.toJson()).toThrow(
    'chart/again: metadata.name is taken by the Gateway at chart/Gateway.web in namespace shop, got "web"; rename one of the two, ' +
      'or put it in another namespace; the cluster would keep only the last one',
  );
});

test('Gateways of Istio and of the Gateway API may share a name', () => {
  const scope = chart('shop');
  emit(scope, [{ apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'web' } }]);
  new ApiObject(scope, 'other', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'web' } });
  expect(scope.toJson()).toHaveLength(2);
});

test('fails when an object of another library has no valid name', () => {
  const scope = chart();
  emit(scope, [configMap('good', 'a')]);
  new ApiObject(scope, 'bad', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'Not_Good' } });
  expect(() => scope.toJson()).toThrow(
    'chart/bad: metadata.name is not a valid Kubernetes name, got "Not_Good"; use at most 253 characters',
  );
});

test('the names of rules of access control are parts of a path', () => {
  const role = (name: string) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name } });
  const scope = chart();
  emit(scope, [role('system:auth-delegator'), role('Reader')]);
  expect(scope.toJson()).toHaveLength(2);
  emit(scope, [role('a/b')]);
  expect(() => scope.toJson()).toThrow(
    'chart/ClusterRole.a--b: metadata.name is not a valid Kubernetes name, got "a/b"; use no / and no %',
  );
});
