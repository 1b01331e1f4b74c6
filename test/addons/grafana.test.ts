import { Size } from 'cdk8s';
import { Secret } from 'cdk8s-plus-27';
import { Grafana, type GrafanaProps, Jaeger, Prometheus } from '../../lib';
import { watchedMesh } from './addons';
import { FoundObjects } from './found';

test('by itself: everybody sees, nobody changes, nothing is asked of the internet', () => {
  const { chart, namespace } = watchedMesh();
  const prometheus = new Prometheus(chart, 'prometheus', { namespace });
  const grafana = new Grafana(chart, 'grafana', { namespace, prometheus });
  const found = new FoundObjects(chart);
  expect(grafana.login).toBeUndefined();
  expect(found.env('grafana')).toEqual({
    GF_SERVER_HTTP_PORT: '3000',
    GF_SERVER_ROOT_URL: 'http://localhost:3000/',
    GF_SERVER_SERVE_FROM_SUB_PATH: 'false',
    GF_AUTH_ANONYMOUS_ENABLED: 'true',
    GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
    GF_AUTH_DISABLE_LOGIN_FORM: 'true',
    GF_AUTH_BASIC_ENABLED: 'false',
    GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: 'true',
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
  });
  expect(found.file('grafana-etc-grafana-provisioning-datasources', 'mesh.yaml')).toEqual({
    apiVersion: 1,
    datasources: [
      {
        type: 'prometheus',
        uid: 'prometheus',
        access: 'proxy',
        editable: false,
        name: 'Prometheus',
        url: 'http://prometheus.istio-addons:9090',
        isDefault: true,
        jsonData: { timeInterval: '15s' },
      },
    ],
  });
  expect(found.pod('grafana')['automountServiceAccountToken']).toBe(false);
});

test('every prop is rendered', () => {
  const { chart, namespace } = watchedMesh();
  const prometheus = new Prometheus(chart, 'prometheus', { namespace, scrapeIntervalSeconds: 60 });
  const jaeger = new Jaeger(chart, 'jaeger', { namespace });
  const admin = Secret.fromSecretName(chart, 'admin', 'grafana-admin');
  const tls = Secret.fromSecretName(chart, 'tls', 'grafana-tls');
  const props: Required<GrafanaProps> = {
    namespace,
    prometheus,
    jaeger,
    admin,
    anonymous: false,
    storage: { size: Size.gibibytes(1) },
    reach: { host: 'istio-grafana.sample.com', path: '/grafana', ingressClassName: 'nginx', tls },
    budget: { cpuMillis: 200, memory: Size.mebibytes(300), memoryLimit: Size.mebibytes(600) },
  };
  const grafana = new Grafana(chart, 'grafana', props);
  const found = new FoundObjects(chart);
  expect(grafana.login).toBe(admin);
  expect(found.env('grafana')).toMatchObject({
    GF_SERVER_ROOT_URL: 'https://istio-grafana.sample.com/grafana/',
    GF_SERVER_SERVE_FROM_SUB_PATH: 'true',
    GF_AUTH_ANONYMOUS_ENABLED: 'false',
    GF_AUTH_DISABLE_LOGIN_FORM: 'false',
    GF_AUTH_BASIC_ENABLED: 'true',
    GF_SECURITY_ADMIN_USER: { secretKeyRef: { name: 'grafana-admin', key: 'username' } },
    GF_SECURITY_ADMIN_PASSWORD: { secretKeyRef: { name: 'grafana-admin', key: 'password' } },
    GF_SECURITY_COOKIE_SECURE: 'true',
  });
  expect(found.file('grafana-etc-grafana-provisioning-datasources', 'mesh.yaml')).toMatchObject({
    datasources: [
      { uid: 'prometheus', jsonData: { timeInterval: '60s' } },
      { uid: 'jaeger', type: 'jaeger', url: 'http://jaeger.istio-addons:16686' },
    ],
  });
  expect(found.spec('Ingress', 'grafana')).toMatchObject({
    ingressClassName: 'nginx',
    tls: [{ hosts: ['istio-grafana.sample.com'], secretName: 'grafana-tls' }],
  });
  expect(found.names('PersistentVolumeClaim')).toEqual(['grafana-data']);
  expect(found.container('grafana')['resources']).toEqual({
    requests: { cpu: '200m', memory: '300Mi' },
    limits: { memory: '600Mi' },
  });
});

test('fails when nobody is let in', () => {
  const { chart, namespace } = watchedMesh();
  const prometheus = new Prometheus(chart, 'prometheus', { namespace });
  expect(() => new Grafana(chart, 'grafana', { namespace, prometheus, anonymous: false })).toThrow(
    'addons/grafana: anonymous lets nobody in without admin, got false; give admin',
  );
});
