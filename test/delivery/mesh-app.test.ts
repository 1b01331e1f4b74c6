import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { IstioControlPlane, MeshApp, type MeshAppProps, Stages } from '../../lib';

type Files = Readonly<Record<string, string>>;

function within<T>(work: (outdir: string) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-istio-mesh-app-'));
  try {
    return work(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function filesIn(outdir: string): Files {
  const entries = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(outdir, path), readFileSync(path, 'utf8')]));
}

function synthesized(props: MeshAppProps, use: (app: MeshApp) => void): Files {
  return within((outdir) => {
    const app = new MeshApp({ ...props, outdir });
    use(app);
    app.synth();
    return filesIn(outdir);
  });
}

const configMap = (name: string, namespace?: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

const crd = (name: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name },
});

const deployment = (name: string, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec,
});

/** A program of three stages. */
function shop(app: MeshApp): void {
  const stages = new Stages(app);
  new ApiObject(stages.traffic, 'rules', configMap('rules', 'shop'));
  new ApiObject(stages.apps, 'web', deployment('web'));
  new ApiObject(stages.crds, 'things', crd('things.example.com'));
}

const repository = 'https://git.example.com/team/mesh.git';

test('without props it writes what an App writes', () => {
  const use = (app: App) => {
    const stages = new Stages(app);
    new IstioControlPlane(stages.controlPlane, 'istio', { crds: stages.crds });
  };
  const plain = within((outdir) => {
    const app = new App({ outdir });
    use(app);
    app.synth();
    return filesIn(outdir);
  });
  expect(synthesized({}, use)).toEqual(plain);
});

test('validation plugins find the constructs of the objects, as with an App', () => {
  const { 'construct-metadata.json': paths } = synthesized({ recordConstructMetadata: true }, shop);
  expect(JSON.parse(paths!).resources).toMatchObject({ web: { path: '50-apps/web' }, rules: { path: '60-traffic/rules' } });
});

test('validation plugins find the constructs of objects that have one name, by what tells them apart', () => {
  const { 'construct-metadata.json': paths } = synthesized({ recordConstructMetadata: true }, (app) => {
    for (const namespace of ['shop', 'pay']) {
      const chart = new Chart(app, namespace, { namespace });
      new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } });
      new ApiObject(chart, 'rules', { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'web' } });
    }
  });
  expect(JSON.parse(paths!).resources).toEqual({
    web: { path: 'pay/rules' },
    '/Service/shop/web': { path: 'shop/service' },
    '/Service/pay/web': { path: 'pay/service' },
    'networking.istio.io/VirtualService/shop/web': { path: 'shop/rules' },
    'networking.istio.io/VirtualService/pay/web': { path: 'pay/rules' },
  });
});

test('a stage without objects makes no file', () => {
  const files = synthesized({}, (app) => {
    expect(new Stages(app).addons).toBeInstanceOf(Chart);
  });
  expect(files).toEqual({});
});

describe('one file for each object', () => {
  const pathsOf = (...manifests: { apiVersion: string; kind: string; metadata: { name: string; namespace?: string } }[]) =>
    Object.keys(
      synthesized({ layout: 'file-per-object' }, (app) => {
        const chart = new Chart(app, '50-apps');
        manifests.forEach((manifest, i) => void new ApiObject(chart, `${i}`, manifest));
      }),
    );
  const role = (name: string) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name } });

  test('the path has all that names it', () => {
    expect(
      pathsOf(
        configMap('a', 'one'),
        configMap('a', 'two'),
        { ...configMap('a', 'one'), apiVersion: 'networking.istio.io/v1', kind: 'Gateway' },
        { ...configMap('a', 'one'), apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' },
        crd('things.example.com'),
      ),
    ).toEqual([
      '50-apps/+cluster/apiextensions.k8s.io.CustomResourceDefinition.things.example.com.yaml',
      '50-apps/one/core.ConfigMap.a.yaml',
      '50-apps/one/gateway.networking.k8s.io.Gateway.a.yaml',
      '50-apps/one/networking.istio.io.Gateway.a.yaml',
      '50-apps/two/core.ConfigMap.a.yaml',
    ]);
  });

  test('what is not in a namespace comes before every namespace', () => {
    expect(pathsOf(configMap('a', '0'), configMap('a', '1st'), { ...configMap('1st'), kind: 'Namespace' })[0]).toBe(
      '50-apps/+cluster/core.Namespace.1st.yaml',
    );
  });

  test('names that file systems dislike, or do not tell apart, are written as in a URL', () => {
    expect(pathsOf(role('shop:Reader'), role('shop:reader'), configMap('a', 'aux'))).toEqual([
      '50-apps/%61ux/core.ConfigMap.a.yaml',
      '50-apps/+cluster/rbac.authorization.k8s.io.ClusterRole.shop%3A%52eader.yaml',
      '50-apps/+cluster/rbac.authorization.k8s.io.ClusterRole.shop%3Areader.yaml',
    ]);
  });

  test('long names are cut, and stay apart', () => {
    const long = `${'a.'.repeat(125)}a`;
    const paths = pathsOf(configMap(`${long}b`, 'shop'), configMap(`${long}c`, 'shop'));
    expect(new Set(paths.map((path) => path.length))).toEqual(new Set(['50-apps/shop/'.length + 240 + '.yaml'.length]));
    expect(new Set(paths).size).toBe(2);
  });

  test('it fails when two kinds differ in case alone', () => {
    const thing = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } };
    expect(() => pathsOf(thing, { ...thing, kind: 'THING' })).toThrow(
      '50-apps/+cluster/example.com.THING.a.yaml and 50-apps/+cluster/example.com.Thing.a.yaml are one file on some machines; ' +
        'give a chart or a kind another name',
    );
  });
});

test('stages are in the order of their numbers, those without one come last', () => {
  const { 'apply.sh': script } = synthesized({ delivery: { by: 'kubectl' } }, (app) => {
    for (const id of ['own', '100-late', '20-early']) new ApiObject(new Chart(app, id), 'a', configMap(id, 'shop'));
  });
  expect(script?.match(/(?<=^apply -f "\$dist\/)[^"]*/gm)).toEqual(['20-early.k8s.yaml', '100-late.k8s.yaml', 'own.k8s.yaml']);
});

test('fails when a chart has the name of a folder of the tools', () => {
  const use = (app: MeshApp) => void new ApiObject(new Chart(app, 'argocd'), 'a', configMap('a', 'shop'));
  expect(() => synthesized({ delivery: { by: 'argo-cd', repository } }, use)).toThrow(
    'argocd is a folder for what argo-cd needs; give the chart another name',
  );
});

describe('kubectl', () => {
  test('the script waits for what the next stage needs, and lists what it may delete', () => {
    const files = synthesized({ delivery: { by: 'kubectl', name: 'shop', timeout: Duration.minutes(1) } }, shop);
    expect(Object.keys(files)).toEqual([
      '10-crds.k8s.yaml',
      '50-apps.k8s.yaml',
      '60-traffic.k8s.yaml',
      'apply.sh',
      'kubectl/objects.txt',
    ]);
    expect(files['apply.sh']).toContain(`
apply -f "$dist/10-crds.k8s.yaml"
kubectl wait --for=condition=Established --timeout=60s \\
  crd/things.example.com

apply -f "$dist/50-apps.k8s.yaml"
kubectl rollout status --timeout=60s --namespace=shop deployment/web

apply -f "$dist/60-traffic.k8s.yaml"

`);
    expect(files['apply.sh']).toContain('configmap shop-objects --namespace=default');
    expect(files['kubectl/objects.txt']).toBe(
      'ConfigMap.v1. rules shop\nDeployment.apps web shop\nConfigMap.v1. shop-objects default\n',
    );
  });

  test('the objects of a List are objects like others, since no cluster knows the List', () => {
    const files = synthesized({ delivery: { by: 'kubectl' } }, (app) => {
      const items = [configMap('a', 'shop'), { apiVersion: 'v1', kind: 'List', items: [deployment('web')] }];
      void new ApiObject(new Chart(app, '50-apps'), 'list', { apiVersion: 'v1', kind: 'List', items });
    });
    expect(files['kubectl/objects.txt']).toBe(
      'Deployment.apps web shop\nConfigMap.v1. a shop\nConfigMap.v1. mesh-objects default\n',
    );
    expect(files['apply.sh']).toContain('deployment/web');
    expect(parseAllDocuments(files['50-apps.k8s.yaml']!).map((document) => document.toJS())).toEqual([
      configMap('a', 'shop'),
      deployment('web'),
    ]);
  });

  test('its options go to kubectl as they are, and paths in them count from where it is called', () => {
    within((outdir) => {
      const app = new MeshApp({ outdir: join(outdir, 'di st'), delivery: { by: 'kubectl' } });
      new ApiObject(new Chart(app, '50-apps'), 'a', configMap('a', 'shop'));
      app.synth();
      writeFileSync(join(outdir, 'kubectl'), '#!/bin/sh\npwd >> "$LOG"\nprintf "<%s>" "$@" >> "$LOG"\necho >> "$LOG"\n', {
        mode: 0o755,
      });
      const log = join(outdir, 'log');
      const env = { ...process.env, PATH: `${outdir}:${process.env['PATH']}`, LOG: log };
      const options = ['--kubeconfig=./my config', '--context', "it's $HOME"];
      const { status, stderr } = spawnSync('di st/apply.sh', options, { cwd: outdir, env, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const calls = readFileSync(log, 'utf8');
      expect(calls).toContain(
        `${realpathSync(outdir)}\n<--kubeconfig=./my config><--context><it's $HOME><apply><--server-side><--field-manager=cdk8s-istio><-f><di st/50-apps.k8s.yaml>\n`,
      );
    });
  });

  test('the script can be run, and applies folders where there are some', () => {
    within((outdir) => {
      const app = new MeshApp({ outdir, layout: 'file-per-object', delivery: { by: 'kubectl' } });
      shop(app);
      app.synth();
      expect(statSync(join(outdir, 'apply.sh')).mode & 0o111).not.toBe(0);
      expect(filesIn(outdir)['apply.sh']).toContain('\napply -R -f "$dist/50-apps"\n');
    });
  });

  test('it waits for no workload whose pods are replaced by hand', () => {
    const files = synthesized({ delivery: { by: 'kubectl' } }, (app) => {
      const chart = new Chart(app, '50-apps');
      new ApiObject(chart, 'a', { ...deployment('a', { updateStrategy: { type: 'OnDelete' } }), kind: 'DaemonSet' });
      new ApiObject(chart, 'b', deployment('b', { paused: true }));
    });
    expect(files['apply.sh']).not.toContain('rollout');
  });

  test('it waits until istiod has written its certificate', () => {
    const files = synthesized({ delivery: { by: 'kubectl' } }, (app) => {
      void new IstioControlPlane(new Stages(app).controlPlane, 'istio');
    });
    expect(files['apply.sh']?.match(/(?<=caBundle}' --timeout=300s ).*/g)).toEqual([
      'validatingwebhookconfiguration/istiod-default-validator',
      'mutatingwebhookconfiguration/istio-sidecar-injector',
      'validatingwebhookconfiguration/istio-validator-istio-system',
    ]);
  });
});

test('kustomize: a kustomization of each stage, and one of all', () => {
  const files = synthesized({ layout: 'file-per-object', delivery: { by: 'kustomize' } }, shop);
  const resources = (path: string) => parse(files[path]!).resources as unknown;
  expect(resources('kustomization.yaml')).toEqual(['10-crds', '50-apps', '60-traffic']);
  expect(resources('50-apps/kustomization.yaml')).toEqual(['shop/apps.Deployment.web.yaml']);
  expect(files['apply.sh']).toContain('\napply -k "$dist/50-apps"\n');
  const oneFile = synthesized({ delivery: { by: 'kustomize' } }, shop);
  expect(parse(oneFile['50-apps/kustomization.yaml']!).resources).toEqual(['50-apps.k8s.yaml']);
  expect(oneFile).toHaveProperty(['50-apps/50-apps.k8s.yaml']);
});

describe('Argo CD', () => {
  const annotationsIn = (text: string) => parseAllDocuments(text).map((document) => document.toJS().metadata.annotations);

  test('waves are the numbers of the stages, and no CRD is pruned', () => {
    const files = synthesized({ delivery: { by: 'argo-cd', repository } }, shop);
    expect(annotationsIn(files['10-crds.k8s.yaml']!)).toEqual([
      { 'argocd.argoproj.io/sync-wave': '10', 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
    ]);
    expect(annotationsIn(files['60-traffic.k8s.yaml']!)).toEqual([{ 'argocd.argoproj.io/sync-wave': '60' }]);
  });

  test('annotations of the program stay', () => {
    const annotations = { 'argocd.argoproj.io/sync-wave': '5', 'argocd.argoproj.io/sync-options': 'Replace=true,Prune=true' };
    const manifest = crd('things.example.com');
    const files = synthesized({ delivery: { by: 'argo-cd', repository } }, (app) => {
      void new ApiObject(new Chart(app, 'own'), 'a', { ...manifest, metadata: { ...manifest.metadata, annotations } });
    });
    expect(annotationsIn(files['own.k8s.yaml']!)).toEqual([
      { 'argocd.argoproj.io/sync-wave': '5', 'argocd.argoproj.io/sync-options': 'Replace=true,Prune=true,Delete=false' },
    ]);
  });

  test('an object that is too large for an annotation is applied by the server', () => {
    const files = synthesized({ delivery: { by: 'argo-cd', repository } }, (app) => {
      void new ApiObject(new Chart(app, '50-apps'), 'a', { ...configMap('a', 'shop'), data: { text: 'x'.repeat(256 * 1024) } });
    });
    expect(annotationsIn(files['50-apps.k8s.yaml']!)[0]).toMatchObject({
      'argocd.argoproj.io/sync-options': 'ServerSideApply=true',
    });
  });

  test('Required<Props>: one Application', () => {
    const files = synthesized(
      {
        layout: 'file-per-object',
        delivery: {
          by: 'argo-cd',
          name: 'shop',
          repository,
          path: 'clusters/test',
          revision: 'release',
          applications: 'one',
          namespace: 'gitops',
          project: 'shops',
          server: 'https://10.0.0.1:6443',
          automated: false,
        },
      },
      shop,
    );
    expect(parse(files['argocd/application.yaml']!)).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'shop', namespace: 'gitops' },
      spec: {
        project: 'shops',
        source: {
          repoURL: repository,
          targetRevision: 'release',
          path: 'clusters/test',
          directory: { recurse: true, exclude: 'argocd/*' },
        },
        destination: { server: 'https://10.0.0.1:6443', namespace: 'default' },
        syncPolicy: { retry: { limit: 10, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } } },
      },
    });
  });

  test('one Application for each stage, in waves, and one that makes them', () => {
    const files = synthesized(
      { delivery: { by: 'argo-cd', repository, applications: 'per-stage', server: 'https://10.0.0.1:6443' } },
      shop,
    );
    const root = parse(files['argocd/application.yaml']!);
    expect(root.spec).toMatchObject({
      source: { path: 'dist/argocd/stages' },
      destination: { server: 'https://kubernetes.default.svc' },
    });
    const apps = parse(files['argocd/stages/50-apps.yaml']!);
    expect(apps.metadata).toEqual({
      name: 'mesh-50-apps',
      namespace: 'argocd',
      annotations: { 'argocd.argoproj.io/sync-wave': '50' },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    });
    expect(apps.spec).toMatchObject({
      source: { path: 'dist', directory: { include: '50-apps.k8s.yaml' } },
      destination: { server: 'https://10.0.0.1:6443' },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['SkipDryRunOnMissingResource=true'] },
    });
    expect(annotationsIn(files['50-apps.k8s.yaml']!)).toEqual([undefined]);
  });

  const rulesOf = (use: (app: MeshApp) => void) =>
    parse(synthesized({ delivery: { by: 'argo-cd', repository } }, use)['argocd/application.yaml']!).spec;

  test('webhooks need no rule, since the manifests leave to istiod what istiod writes', () => {
    const spec = rulesOf((app) => void new IstioControlPlane(new Stages(app).controlPlane, 'istio'));
    expect(spec).not.toHaveProperty('ignoreDifferences');
    expect(spec.syncPolicy).not.toHaveProperty('syncOptions');
  });

  test('webhooks that say Ignore, and workloads that are scaled, need one', () => {
    const spec = rulesOf((app) => {
      const stages = new Stages(app);
      new IstioControlPlane(stages.controlPlane, 'istio', { base: { validationFailurePolicy: 'Ignore' } });
      new ApiObject(stages.apps, 'web', deployment('web', { replicas: 2 }));
      new ApiObject(stages.apps, 'scaler', {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
      });
    });
    expect(spec.ignoreDifferences).toEqual([
      {
        group: 'admissionregistration.k8s.io',
        kind: 'ValidatingWebhookConfiguration',
        name: 'istiod-default-validator',
        jqPathExpressions: ['.webhooks[].failurePolicy'],
      },
      {
        group: 'admissionregistration.k8s.io',
        kind: 'ValidatingWebhookConfiguration',
        name: 'istio-validator-istio-system',
        jqPathExpressions: ['.webhooks[].failurePolicy'],
      },
      { group: 'apps', kind: 'Deployment', name: 'web', namespace: 'shop', jqPathExpressions: ['.spec.replicas'] },
    ]);
    expect(spec.syncPolicy.syncOptions).toEqual(['RespectIgnoreDifferences=true']);
  });
});

describe('Flux', () => {
  test('Required<Props>: Kustomizations one after the other, and their source', () => {
    const files = synthesized(
      {
        delivery: {
          by: 'flux',
          name: 'shop',
          repository,
          branch: 'release',
          path: 'clusters/test',
          namespace: 'gitops',
          interval: Duration.hours(1),
          timeout: Duration.minutes(1),
        },
      },
      shop,
    );
    expect(Object.keys(files)).toEqual([
      '10-crds/10-crds.k8s.yaml',
      '50-apps/50-apps.k8s.yaml',
      '60-traffic/60-traffic.k8s.yaml',
      'flux-system/10-crds.yaml',
      'flux-system/50-apps.yaml',
      'flux-system/60-traffic.yaml',
      'flux-system/source.yaml',
    ]);
    expect(parse(files['flux-system/50-apps.yaml']!)).toEqual({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'shop-50-apps', namespace: 'gitops' },
      spec: {
        dependsOn: [{ name: 'shop-10-crds' }],
        sourceRef: { kind: 'GitRepository', name: 'shop' },
        path: './clusters/test/50-apps',
        prune: true,
        interval: '3600s',
        retryInterval: '30s',
        timeout: '60s',
        healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' }],
      },
    });
    expect(parse(files['flux-system/source.yaml']!)).toEqual({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'shop', namespace: 'gitops' },
      spec: { url: repository, ref: { branch: 'release' }, interval: '1m' },
    });
    expect(parse(files['10-crds/10-crds.k8s.yaml']!).metadata.annotations).toEqual({
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
  });

  test('a source that is there makes none', () => {
    const source = { kind: 'OCIRepository', name: 'manifests', namespace: 'sources' } as const;
    const files = synthesized({ delivery: { by: 'flux', source } }, shop);
    expect(files).not.toHaveProperty(['flux-system/source.yaml']);
    expect(parse(files['flux-system/10-crds.yaml']!).spec.sourceRef).toEqual(source);
  });
});

test.each(['kubectl', 'kustomize', 'argo-cd', 'flux'] as const)(
  '%s: the validation webhooks leave to istiod what it writes',
  (by) => {
    const app = new MeshApp({ delivery: by === 'kubectl' || by === 'kustomize' ? { by } : { by, repository } });
    const { values } = new IstioControlPlane(new Stages(app).controlPlane, 'istio');
    expect(values.webhooks.delivery).toBe(by === 'argo-cd' || by === 'flux' ? by : 'server-side-apply');
  },
);

test.each<[string, MeshAppProps, string]>([
  [
    'an unknown way',
    { delivery: { by: 'helm' } as never },
    'MeshApp: delivery.by is unknown, got "helm"; use one of kubectl, kustomize, argo-cd, flux',
  ],
  [
    'an unknown layout',
    { layout: 'file' as never },
    'MeshApp: layout is unknown, got "file"; use one of file-per-stage, file-per-object',
  ],
  [
    'an address that Flux does not take',
    { delivery: { by: 'flux', repository: 'git@git.example.com:team/mesh.git' } },
    'MeshApp: delivery.repository is not an address of a Git repository, got "git@git.example.com:team/mesh.git"; ' +
      'use https://<host>/<path>, or ssh://git@<host>/<path>',
  ],
  [
    'a path outside of the repository',
    { delivery: { by: 'argo-cd', repository, path: '../dist' } },
    'MeshApp: delivery.path is not the place of the output folder, got "../dist"; use a folder below the root of the repository, as dist',
  ],
  [
    'no source for Flux',
    { delivery: { by: 'flux' } as never },
    'MeshApp: delivery.repository is not an address of a Git repository; use https://<host>/<path>, or ssh://git@<host>/<path>',
  ],
  [
    'a source that Flux has not',
    { delivery: { by: 'flux', source: { kind: 'Git' as never, name: 'Mesh' } } },
    'MeshApp: delivery.source.kind is unknown, got "Git"; use one of GitRepository, OCIRepository, Bucket',
  ],
  [
    'a time as text',
    { delivery: { by: 'kubectl', timeout: '5m' as never } },
    'MeshApp: delivery.timeout must be a Duration, got "5m"; use for example Duration.seconds(2)',
  ],
  [
    'no time',
    { delivery: { by: 'kubectl', timeout: Duration.seconds(0) } },
    'MeshApp: delivery.timeout is too short, got "0 seconds"; use at least Duration.seconds(1)',
  ],
])('fails when the props have %s', (_what, props, message) => {
  expect(() => new MeshApp(props)).toThrow(message);
});
