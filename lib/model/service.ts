import type { Labels } from '../core/labels';
import type { Values } from '../core/schema/values';
import type { MeshSettings } from './mesh-config';
import { type MeshObject, mapOf, mapsOf, textOf, textsOf } from './mesh-object';
import { type PortProtocol, protocolNamed, protocolOf } from './port-protocol';
import type { Specs } from './specs';

/** A port of a service, as clients call it. */
export interface ServicePort {
  readonly number: number;
  /** Empty where it has none. */
  readonly name: string;
  readonly protocol: PortProtocol;
  /** Where the endpoints listen: a number, or the name of a port of their containers. */
  readonly targetPort: number | string;
  /** Index in the list of ports of its object. */
  readonly index: number;
}

/** How the proxy finds the endpoints. */
export type Resolution = 'endpoints' | 'none' | 'static' | 'dns' | 'alias';

/** What clients call: a Service of Kubernetes, or one host of a ServiceEntry. */
export interface Service {
  readonly object: MeshObject;
  /** The full name by which it is called. */
  readonly host: string;
  readonly name: string;
  readonly namespace: string;
  readonly isKubernetes: boolean;
  readonly ports: readonly ServicePort[];
  /** Labels of the pods behind it; undefined where it picks none. */
  readonly selector: Labels | undefined;
  /** The namespaces that see it, not empty. */
  readonly exportTo: readonly string[];
  readonly resolution: Resolution;
  /** A Service without an address of its own. */
  readonly isHeadless: boolean;
  /** The host of which it is another name. */
  readonly externalName: string | undefined;
  /** Addresses that are its own, where they are written down. */
  readonly addresses: readonly string[];
  /** What it stands for is not part of the mesh. */
  readonly isExternal: boolean;
}

const EXPORT_TO = 'networking.istio.io/exportTo';

function exportsOf({ annotations }: MeshObject, settings: MeshSettings): readonly string[] {
  const said = annotations[EXPORT_TO];
  if (said === undefined || said === '') return settings.defaultServiceExportTo;
  return said.split(',').map((one) => one.trim());
}

function servicePort(port: Values, index: number): ServicePort[] {
  if (typeof port.port !== 'number') return [];
  const name = textOf(port.name) ?? '';
  const target = port.targetPort;
  const isSet = (typeof target === 'number' && target !== 0) || (typeof target === 'string' && target !== '');
  return [
    {
      number: port.port,
      name,
      protocol: protocolOf(port.port, name, textOf(port.protocol) ?? 'TCP', textOf(port.appProtocol)),
      targetPort: isSet ? target : port.port,
      index,
    },
  ];
}

/** The service that a Service of Kubernetes is. */
export function kubernetesService(object: MeshObject, settings: MeshSettings): Service {
  const spec = mapOf(object.spec);
  const alias = spec.type === 'ExternalName';
  const selector = textsOf(spec.selector);
  const isHeadless = !alias && spec.clusterIP === 'None';
  const address = textOf(spec.clusterIP) ?? '';
  return {
    object,
    host: `${object.name}.${object.namespace}.svc.${settings.domain}`,
    name: object.name,
    namespace: object.namespace,
    isKubernetes: true,
    ports: mapsOf(spec.ports).flatMap(servicePort),
    selector: Object.keys(selector).length === 0 ? undefined : selector,
    exportTo: exportsOf(object, settings),
    resolution: alias ? 'alias' : 'endpoints',
    isHeadless,
    externalName: alias ? textOf(spec.externalName) : undefined,
    addresses: address === '' || isHeadless || alias ? [] : [address],
    isExternal: false,
  };
}

const RESOLUTIONS: Readonly<Record<string, Resolution>> = { NONE: 'none', STATIC: 'static' };

/** The services that a ServiceEntry stands for, one a host. */
export function entryServices(object: MeshObject<Specs['networking.istio.io/ServiceEntry']>, settings: MeshSettings): Service[] {
  const { hosts = [], ports = [], exportTo = [], addresses = [], resolution = 'NONE', location, workloadSelector } = object.spec;
  return hosts.map((host) => ({
    object,
    host,
    name: object.name,
    namespace: object.namespace,
    isKubernetes: false,
    ports: ports.map(({ number, name, protocol = '', targetPort }, index) => ({
      number,
      name,
      protocol: protocolNamed(protocol),
      targetPort: targetPort === undefined || targetPort === 0 ? number : targetPort,
      index,
    })),
    selector: workloadSelector?.labels,
    exportTo: exportTo.length > 0 ? exportTo : settings.defaultServiceExportTo,
    resolution: RESOLUTIONS[resolution] ?? 'dns',
    isHeadless: false,
    externalName: undefined,
    addresses,
    isExternal: location !== 'MESH_INTERNAL',
  }));
}
