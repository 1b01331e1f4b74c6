import type { Api } from '../api';
import type { Container, EnvVar, Pod } from '../kube-object';
import { podField, resourceField } from './fields';
import { readStored } from './stored';

const ALWAYS = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/',
  KUBERNETES_SERVICE_HOST: '10.96.0.1',
  KUBERNETES_SERVICE_PORT: '443',
};

/** The environment of a container; nothing while an object that it is read from is missing. */
export async function environmentOf(
  api: Api,
  pod: Pod,
  ip: string,
  container: Container,
): Promise<Record<string, string> | undefined> {
  const environment: Record<string, string> = { ...ALWAYS, HOSTNAME: pod.metadata.name };
  const namespace = pod.metadata.namespace;
  for (const { configMapRef, secretRef } of container.envFrom ?? []) {
    const reference = configMapRef ?? secretRef;
    if (reference === undefined) continue;
    const stored = await readStored(api, configMapRef ? 'configmaps' : 'secrets', namespace, reference.name);
    if (stored === undefined) return undefined;
    for (const [name, value] of Object.entries(stored)) environment[name] = value.toString();
  }
  const resolveValue = async ({ value, valueFrom }: EnvVar): Promise<string | undefined> => {
    if (valueFrom?.fieldRef !== undefined) return podField(pod, ip, valueFrom.fieldRef.fieldPath);
    if (valueFrom?.resourceFieldRef !== undefined) {
      return resourceField(container, valueFrom.resourceFieldRef.resource, valueFrom.resourceFieldRef.divisor);
    }
    const reference = valueFrom?.configMapKeyRef ?? valueFrom?.secretKeyRef;
    if (reference === undefined) return expand(value ?? '', environment);
    const stored = await readStored(api, valueFrom?.configMapKeyRef ? 'configmaps' : 'secrets', namespace, reference.name);
    return stored?.[reference.key]?.toString() ?? (reference.optional === true ? '' : undefined);
  };
  for (const variable of container.env ?? []) {
    const value = await resolveValue(variable);
    if (value === undefined) return undefined;
    environment[variable.name] = value;
  }
  return environment;
}

/** `$(NAME)` is the value of a variable above, `$$(NAME)` is `$(NAME)`. */
function expand(text: string, environment: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([^)]+)\)/g, (all, name?: string) =>
    name === undefined ? '$' : Object.hasOwn(environment, name) ? (environment[name] as string) : all,
  );
}

/** Arguments refer to variables in the same way. */
export function argumentsOf({ args = [] }: Container, environment: Readonly<Record<string, string>>): string[] {
  return args.map((argument) => expand(argument, environment));
}
