import { App, Chart } from 'cdk8s';
import type { Manifest } from '../../lib/core/manifest';
import { MeshNamespace } from '../../lib/injection/mesh-namespace';
import { DefaultRevision } from '../../lib/install/default-revision';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioControlPlane, type IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { OutsideControlPlane } from '../../lib/install/outside-control-plane';
import { manifestOf, manifests, refusals, testChart } from '../synth';

/** Control planes of one program. */
function program(...props: readonly IstioControlPlaneProps[]) {
  const chart = testChart();
  const controlPlanes = props.map((own, i) => new IstioControlPlane(chart, `istio-${i}`, own));
  return { chart, controlPlanes: controlPlanes as [IstioControlPlane, ...IstioControlPlane[]] };
}

const named = (objects: readonly Manifest[]) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

const problemsOf = (chart: Chart) => chart.node.findAll().flatMap((construct) => construct.node.validate());

describe('what control planes share', () => {
  test('the first one emits it, the others do not', () => {
    const { chart } = program({}, { revision: 'canary' });
    expect(problemsOf(chart)).toEqual([]);
    const objects = named(manifests(chart));
    expect(new Set(objects).size).toBe(objects.length);
    expect(objects).toContain('Deployment istiod');
    expect(objects).toContain('Deployment istiod-canary');
  });

  test('each namespace has one object', () => {
    const { chart } = program({}, { revision: 'a', namespace: 'mesh-a' }, { revision: 'b', namespace: 'mesh-a' });
    expect(manifests(chart).filter(({ kind }) => kind === 'Namespace')).toHaveLength(2);
  });

  test('nobody has it when it is switched off', () => {
    const { chart } = program({ components: { base: { enabled: false } } });
    expect(named(manifests(chart))).not.toContain('ValidatingWebhookConfiguration istiod-default-validator');
  });

  test('another one than the first can have it', () => {
    const { chart } = program({ components: { base: { enabled: false } } }, { revision: 'canary', defaultRevision: 'canary' });
    expect(manifestOf(chart, 'ValidatingWebhookConfiguration', 'istiod-default-validator').metadata.labels).toMatchObject({
      'istio.io/rev': 'canary',
    });
  });

  test('another app has its own', () => {
    program({});
    expect(named(manifests(program({}).chart))).toContain('Namespace istio-system');
  });

  test('fails when a control plane says of it what another one emits', () => {
    const props = { revision: 'canary', defaultRevision: 'canary', base: { excludedCRDs: ['sidecars.networking.istio.io'] } };
    expect(refusals(() => program({}, props))).toEqual([
      'defaultRevision has no effect, since test/istio-0 emits what control planes share, got "canary"; set it there',
      'base.excludedCRDs has no effect, since test/istio-0 emits what control planes share, got ["sidecars.networking.istio.io"]; set it there',
    ]);
  });

  test('fails when a control plane says of it what nothing emits', () => {
    expect(refusals(() => program({ defaultRevision: '', components: { base: { enabled: false } } }))).toEqual([
      'defaultRevision has no effect, since nothing here emits what control planes share, got ""; remove it',
    ]);
  });
});

describe('tags', () => {
  test('are handed out for namespaces and gateways', () => {
    const { chart, controlPlanes } = program({ revision: 'blue', revisionTags: ['prod', 'default'] });
    const tag = controlPlanes[0].tag('prod');
    expect(tag).toMatchObject({ revision: 'prod', namespace: 'istio-system', injects: true });
    expect(tag.injectionLabels).toEqual({ 'istio.io/rev': 'prod' });
    expect(controlPlanes[0].tag('default').injectionLabels).toEqual({ 'istio-injection': 'enabled' });
    expect(tag.answersTo).toEqual(['blue', 'prod', 'default']);
    new MeshNamespace(chart, 'shop', { injectedBy: tag });
    new IngressGateway(chart, 'edge', { controlPlane: tag, namespace: 'shop' });
    expect(problemsOf(chart)).toEqual([]);
    expect(manifestOf(chart, 'Namespace', 'shop').metadata.labels).toEqual({ 'istio.io/rev': 'prod' });
    expect(JSON.stringify(manifestOf(chart, 'Deployment', 'edge'))).toContain('"istio.io/rev":"prod"');
  });

  test('fails when a tag names no revision', () => {
    const [tagged] = program({ revision: 'blue', revisionTags: ['prod', 'test'] }).controlPlanes;
    expect(refusals(() => tagged.tag('prd'))).toEqual([
      'tag is not among revisionTags, got "prd"; use one of prod, test, or list it there',
    ]);
    const [untagged] = program({}).controlPlanes;
    expect(refusals(() => untagged.tag('prod'))).toEqual(['tag is not among revisionTags, got "prod"; list it there']);
  });
});

describe('two that answer to one name', () => {
  const fix = 'use another name, or take this one from the other';

  test.each<[string, IstioControlPlaneProps, IstioControlPlaneProps, string[]]>([
    [
      'both have no revision',
      {},
      { namespace: 'other' },
      [`revision makes a second default revision besides test/istio-0, so pods would be injected twice, got "default"; ${fix}`],
    ],
    [
      'the default tag is of another one than the control plane without revision',
      {},
      { revision: 'canary', revisionTags: ['default'] },
      [
        `revisionTags[0] makes a second default revision besides test/istio-0, so pods would be injected twice, got "default"; ${fix}`,
      ],
    ],
    [
      'a tag is used twice',
      { revision: 'blue', revisionTags: ['prod'] },
      { revision: 'green', revisionTags: ['test', 'prod'], namespace: 'other' },
      [`revisionTags[1] is a revision or tag of test/istio-0 as well, so pods would be injected twice, got "prod"; ${fix}`],
    ],
    [
      'a tag is the revision of another one',
      { revision: 'blue', revisionTags: ['green'] },
      { revision: 'green' },
      [`revision is a revision or tag of test/istio-0 as well, so pods would be injected twice, got "green"; ${fix}`],
    ],
  ])('fails when %s', (_name, first, second, messages) => {
    const { controlPlanes } = program(first, second);
    expect(controlPlanes[0].node.validate()).toEqual([]);
    expect(controlPlanes[1]?.node.validate()).toEqual(messages);
  });

  test('one whose webhooks are not emitted answers to nothing', () => {
    const { chart } = program({}, { namespace: 'other', global: { operatorManageWebhooks: true } });
    expect(problemsOf(chart)).toEqual([]);
  });
});

describe('the default revision', () => {
  test('leads to the control plane', () => {
    const { chart, controlPlanes } = program({ revision: 'blue', defaultRevision: '' }, { revision: 'green' });
    const revision = new DefaultRevision(chart, 'default', { controlPlane: controlPlanes[1]! });
    expect(problemsOf(chart)).toEqual([]);
    const injector = manifestOf(chart, 'MutatingWebhookConfiguration', 'istio-revision-tag-default');
    const validator = manifestOf(chart, 'ValidatingWebhookConfiguration', 'istiod-default-validator');
    expect(injector.metadata.labels).toMatchObject({ 'istio.io/rev': 'green', 'istio.io/tag': 'default' });
    expect(validator.metadata.labels).toMatchObject({ 'istio.io/rev': 'green', 'istio.io/tag': 'default' });
    expect(JSON.stringify(injector)).toContain('"name":"istiod-green"');
    expect(revision.injectionLabels).toEqual({ 'istio-injection': 'enabled' });
    expect(revision.answersTo).toEqual(['default', 'green']);
  });

  test('namespaces and gateways can be bound to it', () => {
    const { chart, controlPlanes } = program({ revision: 'blue', defaultRevision: '' });
    const revision = new DefaultRevision(chart, 'default', { controlPlane: controlPlanes[0] });
    new MeshNamespace(chart, 'shop', { injectedBy: revision });
    new IngressGateway(chart, 'edge', { controlPlane: revision, namespace: 'shop' });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('fails when the control plane is the default one anyway', () => {
    const { chart, controlPlanes } = program({ defaultRevision: '' });
    expect(refusals(() => new DefaultRevision(chart, 'default', { controlPlane: controlPlanes[0] }))).toEqual([
      'controlPlane has no revision, so everything that names none goes to it anyway, got "test/istio-0"; remove this, or give the control plane a revision',
    ]);
  });

  test('fails when the control plane injects nothing', () => {
    const { chart, controlPlanes } = program({
      revision: 'blue',
      defaultRevision: '',
      components: { pilot: { enabled: false } },
    });
    expect(refusals(() => new DefaultRevision(chart, 'default', { controlPlane: controlPlanes[0] }))).toEqual([
      'controlPlane injects nothing, got "test/istio-0"; use one that injects',
    ]);
  });

  test('fails when another object is the default validator', () => {
    const { chart, controlPlanes } = program({ revision: 'blue', defaultRevision: 'blue' });
    expect(refusals(() => new DefaultRevision(chart, 'default', { controlPlane: controlPlanes[0] }))).toEqual([
      'defaultRevision of test/istio-0 makes another ValidatingWebhookConfiguration istiod-default-validator, got "blue"; set it to \'\'',
    ]);
  });

  test('fails when there are two', () => {
    const { chart, controlPlanes } = program({ revision: 'blue', defaultRevision: '' }, { revision: 'green' });
    new DefaultRevision(chart, 'first', { controlPlane: controlPlanes[0] });
    const second = new DefaultRevision(chart, 'second', { controlPlane: controlPlanes[1]! });
    expect(second.node.validate()).toEqual([
      'the default revision makes a second default revision besides test/first, so pods would be injected twice, got "default"; use another name, or take this one from the other',
    ]);
  });
});

describe('a control plane of another program', () => {
  const outside = () => {
    const chart = testChart();
    return { chart, old: new OutsideControlPlane(chart, 'old', { revision: 'blue', revisionTags: ['prod'], namespace: 'mesh' }) };
  };

  test('emits nothing, and takes namespaces and gateways', () => {
    const { chart, old } = outside();
    expect(manifests(chart)).toEqual([]);
    new MeshNamespace(chart, 'shop', { injectedBy: old.tag('prod') });
    new IngressGateway(chart, 'edge', { controlPlane: old });
    expect(problemsOf(chart)).toEqual([]);
    expect(manifestOf(chart, 'Deployment', 'edge').metadata.namespace).toBe('mesh');
    expect(manifestOf(chart, 'Namespace', 'shop').metadata.labels).toEqual({ 'istio.io/rev': 'prod' });
  });

  test('fails when one of this program answers to its tag', () => {
    const { chart } = outside();
    const next = new IstioControlPlane(chart, 'next', { revision: 'green', revisionTags: ['prod'] });
    expect(next.node.validate()).toEqual([
      'revisionTags[0] is a revision or tag of test/old as well, so pods would be injected twice, got "prod"; use another name, or take this one from the other',
    ]);
  });

  test('fails when a choice or a name is none', () => {
    const chart = testChart();
    // @ts-expect-error it does not compile either
    expect(refusals(() => new OutsideControlPlane(chart, 'a', { profile: 'tiny' }))).toEqual([
      expect.stringMatching(/^profile is unknown, got "tiny"; use one of default, /),
    ]);
    expect(refusals(() => new OutsideControlPlane(chart, 'b', { namespace: 'Mesh' }))).toEqual([
      expect.stringMatching(/^namespace is not a valid Kubernetes name, got "Mesh"; /),
    ]);
  });
});

test('an app can be asked for its charts one by one', () => {
  const app = new App();
  new IstioControlPlane(new Chart(app, 'old'), 'istio');
  new IstioControlPlane(new Chart(app, 'new'), 'istio', { revision: 'canary' });
  expect(app.charts.map((chart) => chart.toJson().length)).toEqual([expect.any(Number), expect.any(Number)]);
});
