import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { durationProblems, portProblems } from '../../core/format';
import type { OneOf } from '../../core/one-of';
import { servicesIn } from '../../core/pod-makers';
import type { Problem } from '../../core/problem';
import { ServiceEntry } from '../../networking/service-entry';
import { ServiceHost, type ServiceRef } from '../../networking/service-host';

/** Who answers for a provider. */
export interface ProviderService {
  /**
   * A Service, of cdk8s-plus-27 or any object with its name and namespace, or a ServiceEntry for a host outside of the cluster. Istio
   * leaves the provider out where the mesh does not know the service.
   */
  readonly service: ServiceRef | ServiceEntry;
  /** Number of the service's port. */
  readonly port: number;
}

/** Without these nobody answers. */
export const SERVICE_NEEDS = ['service', 'port'] as const satisfies readonly (keyof ProviderService)[];

/** A header of the requests that proxies send to a provider: `value` itself, or that of a variable in the environment of istiod. */
export type ProviderHeader = { readonly name: string } & OneOf<{ value: string; envName: string }>;

/** Calls of a provider by HTTP. */
export interface ProviderHttpService {
  /** Path of the requests. */
  readonly path: string;
  /** After that time a call is given up. */
  readonly timeout: Duration;
  /** Headers of the requests. @default none */
  readonly headers?: readonly ProviderHeader[];
}

/** The service under the name that is the same everywhere, as `[<namespace>/]<host>`. */
function serviceName(service: ServiceRef | ServiceEntry): string {
  if (!(service instanceof ServiceEntry)) return ServiceHost.of(service).qualified;
  const { namespace, host } = service;
  return namespace === undefined ? host.qualified : `${namespace}/${host.qualified}`;
}

/** A definition with its service under the name that istiod knows. */
export function withServiceName<Value extends ProviderService>({ service, ...rest }: Value): object {
  return { service: serviceName(service), ...rest };
}

/** Problems of the service of a provider. */
export function providerServiceProblems(field: string, { service, port }: ProviderService): Problem[] {
  if (service instanceof ServiceEntry) return portProblems(`${field}.port`, port);
  const { name, metadata } = service;
  return [
    ...portProblems(`${field}.port`, port),
    ...(metadata.namespace === undefined
      ? [
          {
            field: `${field}.service`,
            problem: 'has no namespace, so istiod would not find it',
            got: name,
            fix: 'pass { name, metadata: { namespace } }, or give its chart a namespace',
          },
        ]
      : []),
  ];
}

/** Numbers of the ports of a service; undefined where the program does not define it. */
function portsOf(service: ServiceRef | ServiceEntry, app: IConstruct): readonly number[] | undefined {
  if (service instanceof ServiceEntry) {
    const { spec } = service.toJson() as { readonly spec: { readonly ports?: readonly { readonly number: number }[] } };
    return (spec.ports ?? []).map(({ number }) => number);
  }
  const { name, metadata } = service;
  const found = servicesIn(app).find((known) => known.name === name && known.namespace === metadata.namespace);
  return found?.ports.map(({ port }) => port);
}

/** Problems of a port that a service of this program does not have. */
export function unknownPortProblems(field: string, { service, port }: ProviderService, construct: IConstruct): Problem[] {
  const ports = portsOf(service, construct.node.root);
  if (ports === undefined || ports.includes(port)) return [];
  const fix = ports.length === 0 ? 'declare it there' : `use one of ${ports.join(', ')}`;
  return [{ field: `${field}.port`, problem: `is not one of ${serviceName(service)}`, got: port, fix, code: 'IST0101' }];
}

/** Problems of the time that a call may take. */
export function timeoutProblems(field: string, { timeout }: { readonly timeout?: Duration }): Problem[] {
  return durationProblems(`${field}.timeout`, timeout);
}
