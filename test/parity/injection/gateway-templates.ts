import { execFileSync } from 'node:child_process';
import { parse, stringify } from 'yaml';
import type { MeshConfig } from '../../../imports/mesh-config';
import { proxyConfigJson } from '../../../lib/admission/pod-annotations/proxy-config';
import { evaluateTemplate } from '../../../lib/injection/evaluate-template';
import { meshSettings } from '../../../lib/injection/mesh-settings';
import { gatewayTemplates, injectionTemplates } from '../../../lib/install/injection/injection-templates';
import type { Inputs } from '../../../lib/install/injection/inputs';
import { renderCharts } from '../oracle';
import { injectionCases } from './cases';
import { differences, type InjectionMismatch, program } from './compare';
import { type GatewayInput, gatewayInputs, gatewayValues } from './gateway-template-cases';
import { normalized } from './normalize';

const IMAGES = { proxyImage: 'proxy:1', agentgatewayImage: 'agw:1' };

interface Answer {
  readonly objects?: readonly object[];
  readonly error?: string;
}

/** What istiod has when it runs a template. */
interface Mesh {
  readonly name: string;
  readonly mesh: string;
  readonly values: string;
  readonly official: Readonly<Record<string, string>>;
}

/** Compares what the four templates of Gateways make: the official ones, ours in Go, ours in TypeScript. Also tells how many it compared. */
export function compareGateways(): { readonly mismatches: readonly InjectionMismatch[]; readonly compared: number } {
  const ours = injectionTemplates();
  const questions = meshes().flatMap((mesh) =>
    Object.entries(gatewayTemplates).flatMap(([name, template]) =>
      gatewayInputs.map((gateway, i) => ({ name: `${name}, Gateway ${i}, ${mesh.name}`, mesh, gateway, kind: name, template })),
    ),
  );
  const answers = ask(
    questions.flatMap(({ mesh: { official, ...mesh }, gateway, kind }) =>
      [official[kind], ours[kind]].map((template) => ({ ...mesh, ...gateway, ...IMAGES, template })),
    ),
  );
  const mismatches = questions.flatMap(({ name, mesh, gateway, template }, i): InjectionMismatch[] => {
    const [official, printed] = [answers[2 * i]!, answers[2 * i + 1]!];
    if (official.objects === undefined || printed.objects === undefined) {
      return [{ name, places: [`${official.error} -> ${printed.error}`] }];
    }
    const input = { values: JSON.parse(mesh.values) as object, inputs: inputsOf(gateway, mesh) };
    const evaluated = template.map((node) => evaluateTemplate(node, input));
    const places = [
      ...differences(official.objects, printed.objects),
      ...differences(printed.objects.map(normalized), evaluated.map(normalized)).map((place) => `in TypeScript: ${place}`),
    ];
    return places.length === 0 ? [] : [{ name, places }];
  });
  return { mismatches, compared: questions.length };
}

function meshes(): Mesh[] {
  const fitting = injectionCases.filter(({ official, intended, templates }) => !official && !intended && !templates);
  const cases = [...fitting, ...gatewayValues.map((values): { values: object; mesh?: object } => ({ values }))];
  const different = [
    ...new Map(cases.map(({ values = {}, mesh }) => [JSON.stringify([values, mesh]), { values, mesh }])).values(),
  ];
  const requests = different.map(({ values }) => ({ chart: 'istiod', release: 'istiod', namespace: 'istio-system', values }));
  return renderCharts(requests).map((answer, i) => {
    if ('error' in answer) throw new Error(`the official chart says: ${answer.error}`);
    const data = answer.objects.filter(({ kind }) => kind === 'ConfigMap').map((object) => object.data as Record<string, string>);
    const text = (entry: string) => data.map((entries) => entries[entry]).find((found) => found !== undefined) ?? '';
    const { values, mesh } = different[i]!;
    return {
      name: JSON.stringify(values),
      mesh: stringify({ ...parse(text('mesh')), ...mesh }),
      values: text('values'),
      official: parse(text('config')).templates,
    };
  });
}

function ask(requests: readonly object[]): Answer[] {
  const input = requests.map((request) => JSON.stringify(request)).join('\n');
  const output = execFileSync(program('oracle'), ['gateway-template'], { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  return output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Answer] : []));
}

function inputsOf({ gateway, input }: GatewayInput, { mesh }: Mesh): Partial<Inputs> {
  const { trustDomain, proxyConfig } = meshSettings(parse(mesh) as MeshConfig);
  return {
    ...IMAGES,
    annotations: gateway.metadata.annotations,
    revision: input.Revision,
    proxyUser: input.ProxyUID,
    proxyGroup: input.ProxyGID,
    proxyConfigJson: proxyConfigJson(proxyConfig),
    proxyMetadata: proxyConfig.proxyMetadata ?? {},
    interceptionMode: proxyConfig.interceptionMode ?? 'REDIRECT',
    meshTrustDomain: trustDomain,
    gatewayName: gateway.metadata.name,
    gatewayNamespace: gateway.metadata.namespace,
    gatewayUid: gateway.metadata.uid,
    gatewayClass: input.GatewayClass,
    gatewayNameLabel: input.GatewayNameLabel,
    addresses: gateway.spec.addresses,
    controllerLabel: input.ControllerLabel,
    deploymentName: input.DeploymentName,
    gatewayServiceAccount: input.ServiceAccount,
    infrastructureLabels: input.InfrastructureLabels,
    infrastructureAnnotations: input.InfrastructureAnnotations,
    servicePorts: input.Ports as unknown as Inputs['servicePorts'],
    serviceType: input.ServiceType,
    istiodCluster: input.ClusterID,
    kubernetesVersion: input.KubeVersion,
    discoveryAddress: proxyConfig.discoveryAddress ?? '',
  };
}
