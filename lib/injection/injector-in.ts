import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { providersOf, withProviders } from '../install/extension-providers/mesh-providers';
import type { Injector as ControlPlane } from '../install/injector';
import { effectiveMeshConfig } from '../install/istiod/mesh-config';
import type { IstiodRemoteValues } from '../install/values';
import type { InjectObjectProps } from './inject-object';
import { pathVariables } from './inject-path';
import { type InjectorOfProps, injectorOf, type Surroundings } from './injector-of';
import type { Marks } from './pod';
import type { ProxyConfigObject } from './proxy-config-objects';

/**
 * The injector that the istiod of a program is, as complete as the program is now: with the providers that constructs have added to its
 * mesh configuration, and the ProxyConfigs and namespaces of the app.
 */
export function injectorIn(controlPlane: ControlPlane, choices: Pick<InjectorOfProps, 'nativeSidecars'> = {}): InjectObjectProps {
  const { node, values } = controlPlane;
  const construct = node.scope?.node.tryFindChild(node.id);
  const mesh = withProviders(effectiveMeshConfig(values), (construct && providersOf(construct)) ?? []);
  const surroundings: Surroundings = {
    proxyConfigs: proxyConfigsOf(node.root),
    pathEnv: pathVariables(pathOf(values.istiodRemote)),
    ...(values.global.platform === 'openshift' && { annotationsOf: annotationsIn(node.root) }),
  };
  return injectorOf(values, { ...choices, mesh, seesDefaults: true }, surroundings);
}

function pathOf({ injectionPath, injectionURL }: IstiodRemoteValues): string {
  return URL.canParse(injectionURL) ? new URL(injectionURL).pathname : injectionPath;
}

function objectsOf(app: IConstruct, apiGroup: string, kind: string): ApiObject[] {
  const objects = app.node.findAll().filter(ApiObject.isApiObject);
  return objects.filter((object) => object.apiGroup === apiGroup && object.kind === kind);
}

function proxyConfigsOf(app: IConstruct): ProxyConfigObject[] {
  return objectsOf(app, 'networking.istio.io', 'ProxyConfig').map((object) => {
    const { metadata, spec } = object.toJson();
    return { namespace: metadata.namespace ?? '', spec };
  });
}

function annotationsIn(app: IConstruct): (namespace: string) => Marks {
  const namespaces = objectsOf(app, 'core', 'Namespace');
  return (name) => namespaces.find((object) => object.name === name)?.toJson().metadata.annotations ?? {};
}
