import { merged, type Tree, treeOf } from '../../../core/tree';
import { Code, literal } from '../literal';
import type { Part, Setting } from './fate';

/** How a part is written: its class, where it goes, its name, and what it refers to. */
interface Written {
  readonly construct: string;
  readonly stage: string;
  readonly id: string;
  readonly refersTo: Readonly<Record<string, string>>;
  /** The name of its variable, where another part may refer to it. @default it has none */
  readonly variable?: string;
}

const OF_SECRETS = 'cdk8s-plus-27';

const IN_ADDONS = { namespace: 'addons' };

const WRITTEN: Readonly<Record<Exclude<Part, 'tracing'>, Written>> = {
  istio: {
    construct: 'IstioControlPlane',
    stage: 'controlPlane',
    id: 'istio',
    refersTo: { crds: 'stages.crds' },
    variable: 'istio',
  },
  cni: { construct: 'IstioCni', stage: 'controlPlane', id: 'istio-cni', refersTo: { controlPlane: 'istio' } },
  ingress: { construct: 'IngressGateway', stage: 'gateways', id: 'istio-ingressgateway', refersTo: { controlPlane: 'istio' } },
  egress: { construct: 'EgressGateway', stage: 'gateways', id: 'istio-egressgateway', refersTo: { controlPlane: 'istio' } },
  mtls: { construct: 'PeerAuthentication', stage: 'traffic', id: 'mtls-strict-all', refersTo: {} },
  prometheus: { construct: 'Prometheus', stage: 'addons', id: 'prometheus', refersTo: IN_ADDONS, variable: 'prometheus' },
  jaeger: { construct: 'Jaeger', stage: 'addons', id: 'jaeger', refersTo: IN_ADDONS, variable: 'jaeger' },
  grafana: {
    construct: 'Grafana',
    stage: 'addons',
    id: 'grafana',
    refersTo: { ...IN_ADDONS, prometheus: 'prometheus', jaeger: 'jaeger' },
    variable: 'grafana',
  },
  kiali: {
    construct: 'Kiali',
    stage: 'addons',
    id: 'kiali',
    refersTo: { ...IN_ADDONS, prometheus: 'prometheus', grafana: 'grafana', jaeger: 'jaeger' },
  },
};

const ADDONS: readonly Part[] = ['prometheus', 'jaeger', 'grafana', 'kiali'];
const OLD_VOLUME = new Code('Size.gibibytes(5)');

/** Props that a part needs and the old values do not name. */
function completed(part: Part, props: Tree, sampling: unknown): Tree {
  if (part === 'mtls') return { metadata: { namespace: new Code('istio.namespace') }, mtls: { mode: 'STRICT' } };
  const storage = props['storage'] as Tree | undefined;
  if (part === 'grafana' && storage !== undefined) return { ...props, storage: { size: OLD_VOLUME, ...storage } };
  if (part !== 'jaeger') return props;
  const volume = storage?.['volume'] as Tree | undefined;
  return {
    ...props,
    ...(volume !== undefined && { storage: { volume: { size: OLD_VOLUME, ...volume } } }),
    ...(sampling !== undefined && { samplingPercentage: sampling }),
  };
}

/** The parts that are made: a part that is switched off has no props either, and some need others. */
function wanted(settings: readonly Setting[]): Part[] {
  const on = new Set(settings.filter(({ path }) => path.length === 0).map(({ part }) => part)).add('istio');
  if (on.has('kiali') || on.has('grafana')) on.add('prometheus');
  return (Object.keys(WRITTEN) as Part[]).filter((part) => on.has(part));
}

function propsOf(part: Part, settings: readonly Setting[]): Tree {
  const own = settings.filter((setting) => setting.part === part && setting.path.length > 0);
  const once = [...new Map(own.map((setting) => [setting.path.join('.'), setting])).values()];
  const props = once.reduce<Tree>((tree, { path, value }) => merged(tree, treeOf(path, value)), {});
  const { reach, ...rest } = props as { readonly reach?: Tree };
  return reach === undefined || reach['host'] === undefined ? rest : props;
}

/** Whether another statement needs the variable. */
function isReferredTo(variable: string | undefined, statements: readonly { readonly call: string }[]): boolean {
  return statements.some(({ call }) => new RegExp(`\\b${variable}\\b`).test(call.replaceAll(/'[^']*'|stages\.\w+/g, '')));
}

/** The program that does what the old values asked for. */
export function oldProgram(settings: readonly Setting[]): string {
  const parts = wanted(settings);
  const sampling = settings.find(({ part }) => part === 'tracing')?.value;
  const made = new Set(parts.flatMap((part) => (part === 'tracing' ? [] : (WRITTEN[part].variable ?? []))));
  const statements = parts.flatMap((part) => {
    if (part === 'tracing') return [];
    const { construct, stage, id, refersTo, variable } = WRITTEN[part];
    const references = Object.entries(refersTo)
      .filter(([, name]) => name === 'addons' || name.includes('.') || made.has(name))
      .map(([prop, name]) => [prop, new Code(name)]);
    const props = { ...Object.fromEntries(references), ...completed(part, propsOf(part, settings), sampling) };
    const call = `new ${construct}(stages.${stage}, ${literal(id)}, ${literal(props)});`;
    return [{ variable, call }];
  });
  const firstAddon = parts.findIndex((part) => ADDONS.includes(part));
  if (firstAddon !== -1) {
    statements.splice(firstAddon, 0, {
      variable: 'addons',
      call: "new AddonsNamespace(stages.addons, 'istio-addons', { controlPlane: istio });",
    });
  }
  const text = statements
    .map(({ variable, call }) => (isReferredTo(variable, statements) ? `const ${variable} = ${call}` : call))
    .join('\n\n');
  const constructs = parts.flatMap((part) => (part === 'tracing' ? [] : [WRITTEN[part].construct]));
  const names = [...constructs, ...(firstAddon === -1 ? [] : ['AddonsNamespace']), 'Stages'].sort();
  const uses = (name: string) => text.includes(`${name}.`);
  const secrets = uses('Secret') ? `\nimport { Secret } from '${OF_SECRETS}';` : '';
  return `import { ${['App', 'Duration', 'Size'].filter((name) => name === 'App' || uses(name)).join(', ')} } from 'cdk8s';
import { ${names.join(', ')} } from 'cdk8s-istio';${secrets}

const app = new App();
const stages = new Stages(app);

${text}

app.synth();
`;
}
