import { Size } from 'cdk8s';
import { Secret } from 'cdk8s-plus-27';
import { Gateway, Grafana, Jaeger, Kiali, type KialiProps, Prometheus } from '../../lib';
import { DASHBOARDS } from '../../lib/addons/grafana/dashboards';
import { watchedMesh } from './addons';
import { FoundObjects } from './found';

const CONFIG = ['kiali-kiali-configuration', 'config.yaml'] as const;

test('by itself: anonymous, and without a right to change anything', () => {
  const { chart, namespace } = watchedMesh();
  new Kiali(chart, 'kiali', { namespace, prometheus: new Prometheus(chart, 'prometheus', { namespace }) });
  const found = new FoundObjects(chart);
  expect(found.file(...CONFIG)).toEqual({
    auth: { strategy: 'anonymous' },
    deployment: { namespace: 'istio-addons', instance_name: 'kiali', cluster_wide_access: true, view_only_mode: true },
    external_services: {
      prometheus: { url: 'http://prometheus.istio-addons:9090' },
      grafana: { enabled: false },
      tracing: { enabled: false },
      istio: { root_namespace: 'istio-system' },
    },
    server: { port: 20001, web_root: '/', observability: { metrics: { enabled: true, port: 9090 } } },
  });
  const rules = found.object('ClusterRole', 'kiali-istio-addons').rules as { resources: string[]; verbs: string[] }[];
  const changing = rules.filter(({ verbs }) => verbs.some((verb) => !['get', 'list', 'watch'].includes(verb)));
  expect(changing.map(({ resources }) => resources)).toEqual([['pods/portforward'], ['tokenreviews']]);
});

test('every prop is rendered', () => {
  const { chart, namespace } = watchedMesh();
  const prometheus = new Prometheus(chart, 'prometheus', { namespace });
  const jaeger = new Jaeger(chart, 'jaeger', { namespace, reach: { host: 'jaeger.example.com', ingressClassName: 'nginx' } });
  const admin = Secret.fromSecretName(chart, 'admin', 'grafana-admin');
  const grafana = new Grafana(chart, 'grafana', { namespace, prometheus, admin });
  const props: Required<KialiProps> = {
    namespace,
    prometheus,
    grafana,
    jaeger,
    login: {
      strategy: 'openid',
      sessionKey: Secret.fromSecretName(chart, 'session', 'kiali-session'),
      issuerUri: 'https://id.example.com:8443/realm',
      clientId: 'kiali',
      clientSecret: Secret.fromSecretName(chart, 'client', 'kiali-client'),
      scopes: ['openid'],
      sameRightsForAll: true,
    },
    readOnly: false,
    reach: { host: 'kiali.example.com', path: '/kiali', ingressClassName: 'nginx' },
    budget: { cpuMillis: 100, memory: Size.mebibytes(256), memoryLimit: Size.mebibytes(256) },
  };
  new Kiali(chart, 'kiali', props);
  const found = new FoundObjects(chart);
  expect(found.file(...CONFIG)).toMatchObject({
    auth: {
      strategy: 'openid',
      openid: { issuer_uri: 'https://id.example.com:8443/realm', client_id: 'kiali', scopes: ['openid'], disable_rbac: true },
    },
    deployment: { view_only_mode: false },
    external_services: {
      grafana: { enabled: true, internal_url: 'http://grafana.istio-addons:3000', auth: { type: 'basic' } },
      tracing: {
        enabled: true,
        internal_url: 'http://jaeger.istio-addons:16686',
        external_url: 'http://jaeger.example.com',
        provider: 'jaeger',
        use_grpc: false,
      },
    },
    server: { web_root: '/kiali', web_fqdn: 'kiali.example.com', web_schema: 'http' },
  });
  expect(found.pod('kiali').volumes).toEqual(
    expect.arrayContaining([
      {
        name: 'kiali-override-secrets-login-token-signing-key',
        secret: { secretName: 'kiali-session', items: [{ key: 'key', path: 'value.txt' }] },
      },
      { name: 'kiali-secret', secret: { secretName: 'kiali-client', items: [{ key: 'oidc-secret', path: 'oidc-secret' }] } },
      {
        name: 'kiali-override-secrets-grafana-username',
        secret: { secretName: 'grafana-admin', items: [{ key: 'username', path: 'value.txt' }] },
      },
      {
        name: 'kiali-override-secrets-grafana-password',
        secret: { secretName: 'grafana-admin', items: [{ key: 'password', path: 'value.txt' }] },
      },
    ]),
  );
  expect(found.spec('NetworkPolicy', 'kiali-to-openid')).toMatchObject({
    egress: [{ ports: [{ protocol: 'TCP', port: 8443 }] }],
  });
  expect(found.object('ClusterRole', 'kiali-istio-addons').rules).toContainEqual(
    expect.objectContaining({
      apiGroups: expect.arrayContaining(['networking.istio.io']),
      verbs: expect.arrayContaining(['delete']),
    }),
  );
});

test('its links to dashboards have their titles and their choices', () => {
  const { chart, namespace } = watchedMesh();
  const prometheus = new Prometheus(chart, 'prometheus', { namespace });
  new Kiali(chart, 'kiali', { namespace, prometheus, grafana: new Grafana(chart, 'grafana', { namespace, prometheus }) });
  const { external_services } = new FoundObjects(chart).file(...CONFIG) as {
    external_services: { grafana: { dashboards: { name: string; variables?: Record<string, string> }[] } };
  };
  const linked = external_services.grafana.dashboards;
  expect(linked.map(({ name }) => name).sort()).toEqual(DASHBOARDS.map(({ title }) => title).sort());
  for (const { name, variables = {} } of linked) {
    const dashboard = DASHBOARDS.find(({ title }) => title === name);
    const chosen = (dashboard?.templating?.list ?? []).map((variable) => variable.name);
    for (const variable of Object.values(variables)) expect(chosen).toContain(variable.replace(/^var-/, ''));
  }
});

test('a session of its own for a token login, and the port of its address', () => {
  const { chart, namespace, controlPlane, ingress } = watchedMesh();
  const gateway = new Gateway(chart, 'odd-port', {
    metadata: { namespace: controlPlane.namespace },
    selector: ingress,
    servers: [
      {
        port: { number: 8443, name: 'https', protocol: 'HTTPS' },
        hosts: ['*'],
        tls: { mode: 'SIMPLE', credentialName: 'tools' },
      },
    ],
  });
  const kiali = new Kiali(chart, 'kiali', {
    namespace,
    prometheus: new Prometheus(chart, 'prometheus', { namespace }),
    login: { strategy: 'token', sessionKey: Secret.fromSecretName(chart, 'session', 'kiali-session') },
    reach: { host: 'kiali.example.com', gateway },
  });
  expect(kiali.url).toBe('https://kiali.example.com:8443');
  expect(new FoundObjects(chart).file(...CONFIG)).toMatchObject({
    auth: { strategy: 'token' },
    server: { web_fqdn: 'kiali.example.com', web_schema: 'https', web_port: '8443' },
  });
});

test.each(['id.example.com', 'ftp://id.example.com', ''])('fails when the OpenID provider is at %j', (issuerUri) => {
  const { chart, namespace } = watchedMesh();
  const sessionKey = Secret.fromSecretName(chart, 'session', 'kiali-session');
  const prometheus = new Prometheus(chart, 'prometheus', { namespace });
  const login = { strategy: 'openid', sessionKey, issuerUri, clientId: 'kiali' } as const;
  expect(() => new Kiali(chart, 'kiali', { namespace, prometheus, login })).toThrow(
    `addons/kiali: login.issuerUri is not a URL, got ${JSON.stringify(issuerUri)}; write https://<host>`,
  );
});

test('fails with its own message when the host is none', () => {
  const { chart, namespace } = watchedMesh();
  const prometheus = new Prometheus(chart, 'prometheus', { namespace });
  const reach = { host: 'a b', ingressClassName: 'nginx' };
  expect(() => new Kiali(chart, 'kiali', { namespace, prometheus, reach })).toThrow(
    'addons/kiali: reach.host is not a host name',
  );
});
