import { App, Chart } from 'cdk8s';
import type { Manifest } from '../../lib/core/manifest';
import { baseManifests } from '../../lib/install/base';
import { IstioControlPlane, type IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { istiodManifests } from '../../lib/install/istiod';
import { refusals } from '../synth';

function controlPlane(props: IstioControlPlaneProps = {}): IstioControlPlane {
  return new IstioControlPlane(new Chart(new App(), 'mesh'), 'istio', props);
}

function emitted(construct: IstioControlPlane): Manifest[] {
  return Chart.of(construct).toJson() as Manifest[];
}

function kinds(construct: IstioControlPlane): string[] {
  return emitted(construct).map(({ kind }) => kind);
}

function refused(props: IstioControlPlaneProps): string[] {
  return refusals(() => controlPlane(props));
}

describe('what is emitted', () => {
  test.each<IstioControlPlaneProps>([{}, { profile: 'demo', revision: 'canary', namespace: 'mesh' }])(
    'the namespace, and all objects of both charts: %j',
    (props) => {
      const construct = controlPlane(props);
      const { values, namespace } = construct;
      const expected = [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
        ...baseManifests(values),
        ...istiodManifests(values),
      ];
      expect(emitted(construct)).toEqual(JSON.parse(JSON.stringify(expected)));
    },
  );

  test('the objects can be found by kind and name', () => {
    expect(controlPlane().node.tryFindChild('Deployment.istiod')).toBeDefined();
  });

  test('nothing at all with the empty profile', () => {
    const construct = controlPlane({ profile: 'empty' });
    expect(emitted(construct)).toEqual([]);
    expect(construct.injects).toBe(false);
  });

  test('the namespace is marked with the network', () => {
    const [namespace] = emitted(controlPlane({ global: { network: 'network1' } }));
    expect(namespace).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'istio-system', labels: { 'topology.istio.io/network': 'network1' } },
    });
  });

  test('the namespace can be left to others', () => {
    expect(kinds(controlPlane({ createNamespace: false }))).not.toContain('Namespace');
  });

  test('the values are written into a ConfigMap when they are asked for', () => {
    const configMap = (props: IstioControlPlaneProps) =>
      emitted(controlPlane(props)).find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith('values'));
    expect(configMap({})).toBeUndefined();
    expect(configMap({ valuesConfigMap: false })).toBeUndefined();
    expect(configMap({ valuesConfigMap: true, global: { resourceScope: 'cluster' } })).toBeUndefined();
    const object = configMap({ valuesConfigMap: true, revision: 'blue', pilot: { autoscaleMin: 3 } });
    expect(object?.metadata).toMatchObject({ name: 'values-blue', namespace: 'istio-system' });
    const { 'merged-values': text = '' } = (object?.['data'] ?? {}) as Record<string, string>;
    const values: unknown = JSON.parse(text);
    expect(values).toMatchObject({ revision: 'blue', autoscaleMin: 3, global: { hub: 'registry.istio.io/release' } });
    expect(values).not.toHaveProperty('pilot');
    expect(values).not.toHaveProperty('webhooks');
  });

  test('the CRDs can be placed in the chart of an earlier stage', () => {
    const app = new App();
    const stage = new Chart(app, 'crds');
    const construct = new IstioControlPlane(new Chart(app, 'mesh'), 'istio', { crds: stage });
    expect((stage.toJson() as Manifest[]).map(({ kind }) => kind)).toEqual(Array(15).fill('CustomResourceDefinition'));
    expect(kinds(construct)).not.toContain('CustomResourceDefinition');
  });

  test('a second control plane leaves out what it shares with the first one', () => {
    const app = new App();
    new IstioControlPlane(new Chart(app, 'stable'), 'istio');
    const props = { revision: 'canary', components: { base: { enabled: false } }, createNamespace: false };
    const canary = new IstioControlPlane(new Chart(app, 'canary'), 'istio', props);
    expect(kinds(canary)).not.toContain('CustomResourceDefinition');
    expect(() => app.charts.map((chart) => chart.toJson())).not.toThrow();
  });

  test('what is shared can be emitted alone', () => {
    const construct = controlPlane({ components: { pilot: { enabled: false } } });
    expect(kinds(construct)).not.toContain('Deployment');
    expect(construct.injects).toBe(false);
  });
});

describe('what others need of it', () => {
  test('without a revision', () => {
    expect(controlPlane()).toMatchObject({
      namespace: 'istio-system',
      revision: '',
      injects: true,
      injectionLabels: { 'istio-injection': 'enabled' },
    });
  });

  test('with a revision', () => {
    expect(controlPlane({ revision: 'canary', namespace: 'mesh' })).toMatchObject({
      namespace: 'mesh',
      revision: 'canary',
      injectionLabels: { 'istio.io/rev': 'canary' },
    });
  });

  test('the revision default is no revision', () => {
    expect(controlPlane({ revision: 'default' }).revision).toBe('');
    expect(emitted(controlPlane({ revision: 'default' }))).toEqual(emitted(controlPlane()));
  });

  test('the values, with profile and props', () => {
    const { values } = controlPlane({ profile: 'demo', hub: 'own', pilot: { resources: { limits: { cpu: 1 } } } });
    expect(values.global).toMatchObject({ hub: 'own', tag: '1.31.1', istioNamespace: 'istio-system' });
    expect(values.pilot).toMatchObject({
      autoscaleEnabled: false,
      traceSampling: 100,
      resources: { requests: { cpu: '10m', memory: '100Mi' }, limits: { cpu: 1 } },
    });
  });

  test('it injects nothing without the configuration of its injector', () => {
    expect(controlPlane({ global: { omitSidecarInjectorConfigMap: true } }).injects).toBe(false);
    expect(controlPlane({ global: { omitSidecarInjectorConfigMap: true }, istiodRemote: { enabled: true } }).injects).toBe(true);
  });

  test('the props stay as they are', () => {
    const props: IstioControlPlaneProps = {
      profile: 'demo',
      pilot: { env: { A: '1' } },
      gatewayClasses: { istio: { service: {} } },
    };
    const before = JSON.stringify(props);
    emitted(controlPlane(props));
    expect(JSON.stringify(props)).toBe(before);
  });
});

test('what takes something away from a Gateway class reaches istiod', () => {
  const service = { metadata: { annotations: { gone: null } } };
  const object = emitted(controlPlane({ gatewayClasses: { istio: { service } } })).find(
    ({ metadata }) => metadata.name === 'istio-default-gatewayclass-istio',
  );
  expect(object?.['data']).toEqual({ service: 'metadata:\n  annotations:\n    gone: null\n' });
});

describe('refusals', () => {
  test('all problems are reported together, each with the path of the construct', () => {
    const props = { tag: '', namespace: 'Mesh', pilot: { autoscaleMin: 6 } };
    expect(() => controlPlane(props)).toThrow(
      [
        'mesh/istio: namespace is not a valid Kubernetes name, got "Mesh"; use at most 63 characters of a-z, 0-9 and -, beginning and ending with a letter or digit',
        'mesh/istio: tag is empty, got ""; name one, or leave it out',
        'mesh/istio: pilot.autoscaleMin is more than pilot.autoscaleMax, which is 5, got 6; raise autoscaleMax, or lower autoscaleMin',
      ].join('\n'),
    );
  });

  const proxy = (values: NonNullable<IstioControlPlaneProps['global']>['proxy']): IstioControlPlaneProps => ({
    global: { proxy: values },
  });

  test.each<[string, IstioControlPlaneProps, string[]]>([
    [
      'a profile is unknown',
      // @ts-expect-error it does not compile either
      { profile: 'tiny' },
      [
        'profile is unknown, got "tiny"; use one of default, minimal, demo, empty, ambient, openshift, openshift-ambient, preview, remote, stable',
      ],
    ],
    ['a hub is empty', { hub: '' }, ['hub is empty, got ""; name a registry and path without a trailing slash, or leave it out']],
    [
      'a hub ends with a slash',
      { hub: 'registry.example.com/' },
      ['hub ends with a slash, got "registry.example.com/"; name a registry and path without a trailing slash, or leave it out'],
    ],
    [
      'a revision is no label',
      { revision: '1.31' },
      [
        'revision is not a valid Kubernetes name, got "1.31"; use at most 63 characters of a-z, 0-9 and -, beginning and ending with a letter or digit',
      ],
    ],
    [
      'a revision makes the name of the Service too long',
      { revision: 'r'.repeat(57) },
      [
        `revision makes the name of the Service istiod-${'r'.repeat(57)} too long, got "${'r'.repeat(57)}"; use at most 56 characters`,
      ],
    ],
    [
      'a tag is the revision',
      { revision: 'blue', revisionTags: ['prod', 'blue'] },
      ['revisionTags[1] is the revision itself, so pods would be injected twice, got "blue"; remove it'],
    ],
    [
      'the default tag is one of the control plane without revision',
      { revisionTags: ['default'] },
      ['revisionTags[0] is the revision itself, so pods would be injected twice, got "default"; remove it'],
    ],
    ['a tag is listed twice', { revisionTags: ['a', 'a'] }, ['revisionTags[1] is listed twice, got "a"; remove it']],
    [
      'replicas are no whole number',
      { pilot: { autoscaleEnabled: false, replicaCount: 1.5 } },
      ['pilot.replicaCount must be a whole number of at least 0, got 1.5; use 0 or more'],
    ],
    [
      'autoscaleMin is 0',
      { pilot: { autoscaleMin: 0 } },
      ['pilot.autoscaleMin must be a whole number of at least 1, got 0; use 1 or more'],
    ],
    [
      'a percentage has no sign',
      { pilot: { rollingMaxSurge: '25', pdb: { maxUnavailable: '-1%' } } },
      [
        'pilot.rollingMaxSurge must be a number of pods or a percentage, got "25"; use for example 1 or \'25%\'',
        'pilot.pdb.maxUnavailable must be a number of pods or a percentage, got "-1%"; use for example 1 or \'25%\'',
      ],
    ],
    [
      'no update could begin',
      { pilot: { rollingMaxSurge: 0, rollingMaxUnavailable: '0%' } },
      [
        'pilot.rollingMaxUnavailable must not be 0 while pilot.rollingMaxSurge is 0, or no update could begin, got "0%"; raise one of the two',
      ],
    ],
    [
      'an amount is none',
      { pilot: { resources: { requests: { cpu: '500mm' } } } },
      ['pilot.resources.requests.cpu is no amount, got "500mm"; use for example 500m or 128Mi'],
    ],
    [
      'a request is more than its limit',
      proxy({ resources: { requests: { memory: '2Gi' } } }),
      ['global.proxy.resources.requests.memory is more than the limit, which is 1024Mi, got "2Gi"; lower it, or raise the limit'],
    ],
    [
      'a label of the pods is one that istiod sets',
      { pilot: { podLabels: { istio: 'mine' } } },
      ['pilot.podLabels.istio is a label that istiod sets itself, got "mine"; use another label'],
    ],
    [
      'a container has a Helm template',
      { pilot: { initContainers: [{ name: 'wait', image: '{{ .Values.global.hub }}/wait' }] } },
      ['pilot.initContainers[0] has a Helm template, which nothing fills in here, got "wait"; write the text itself'],
    ],
    [
      'a length of time is none',
      { pilot: { keepaliveMaxServerConnectionAge: '30' } },
      ['pilot.keepaliveMaxServerConnectionAge is no length of time, got "30"; use for example 30m'],
    ],
    [
      'more than everything is traced',
      { pilot: { traceSampling: 101 } },
      ['pilot.traceSampling must be between 0 and 100, got 101; use a percentage, for example 1'],
    ],
    [
      'istiod could approve any certificate',
      { global: { pilotCertProvider: 'k8s.io/example.com/ca' } },
      [
        'global.certSigners must name the signers whose requests istiod approves, or it could approve those of any, got []; list them, for example clusterissuers.cert-manager.io/istio-ca',
      ],
    ],
    [
      'lightstep has no address',
      proxy({ tracer: 'lightstep' }),
      ['global.tracer.lightstep is missing, which tracer lightstep needs; set address and accessToken'],
    ],
    [
      'a port is none',
      proxy({ statusPort: 70000 }),
      ['global.proxy.statusPort must be a port number, got 70000; use a whole number between 1 and 65535, or 0 for none'],
    ],
  ])('fails when %s', (_name, props, messages) => {
    expect(refused(props)).toEqual(messages);
  });

  test('fails when a CRD to leave out is none of Istio', () => {
    expect(refused({ base: { excludedCRDs: ['gateways.networking.istio'] } })).toEqual([
      expect.stringMatching(
        /^base\.excludedCRDs\[0\] is no CRD of Istio, got "gateways\.networking\.istio"; use names of .*, gateways\.networking\.istio\.io, /,
      ),
    ]);
  });
});

test('what is no choice does not compile', () => {
  const values: IstioControlPlaneProps[] = [
    // @ts-expect-error the namespace has its own prop
    { global: { istioNamespace: 'mesh' } },
    // @ts-expect-error not a policy of Istio
    { global: { proxy: { autoInject: 'on' } } },
    // @ts-expect-error Kubernetes itself signs no certificates any more
    { global: { pilotCertProvider: 'kubernetes' } },
    // @ts-expect-error the switch is a boolean, and text would be ignored
    { pilot: { env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: 'true' } } },
    // @ts-expect-error numbers in environment variables are written as text
    { pilot: { env: { LIMIT: 1000000 } } },
    // @ts-expect-error a typing error, which the chart would swallow
    { pilot: { autoscaleMinimum: 2 } },
  ];
  expect(values).toHaveLength(6);
});
