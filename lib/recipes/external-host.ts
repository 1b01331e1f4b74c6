import type { Construct } from 'constructs';
import type { NonEmpty } from '../core/one-of';
import { refuse } from '../core/problem';
import { type PropNames, pathOf, refuseProps } from '../core/prop-names';
import type { ResourceProps } from '../core/resource';
import { ServiceEntry, type ServiceEntryProps } from '../networking/service-entry';

/** Props of an ExternalHost. */
export interface ExternalHostProps extends ResourceProps {
  /** DNS name of a host outside the mesh. `*.` at its beginning stands for all names below, each of which is looked up by itself. */
  readonly host: string;
  /** What applications speak with it: HTTP on port 80, HTTPS on port 443. @default HTTPS alone */
  readonly protocols?: NonEmpty<'HTTP' | 'HTTPS'>;
  /** Namespaces whose applications may call it: names, `.` for this one, `*` for all. @default by the mesh config, else all */
  readonly exportTo?: readonly string[];
}

const PORTS = {
  HTTP: { number: 80, name: 'http', protocol: 'HTTP' },
  HTTPS: { number: 443, name: 'tls', protocol: 'TLS' },
} as const;

const isBelow = (host: string): host is `*${string}` => host.startsWith('*');

function entryOf({ host, protocols = ['HTTPS'], exportTo, metadata }: ExternalHostProps): ServiceEntryProps {
  const others = { metadata, location: 'MESH_EXTERNAL', exportTo, ports: protocols.map((protocol) => PORTS[protocol]) } as const;
  return isBelow(host)
    ? { hosts: [host], resolution: 'DYNAMIC_DNS', ...others }
    : { hosts: [host], resolution: 'DNS', ...others };
}

const NAMES: PropNames<ExternalHostProps> = {
  metadata: 'optional',
  host: 'required',
  protocols: 'optional list',
  exportTo: 'optional list',
};

/** Lets the mesh call a host outside, where it may call none but those it knows. Rules can then say timeouts and retries for it. */
export class ExternalHost extends ServiceEntry {
  /** @throws InvalidProps when the host is no DNS name, or a protocol stands twice */
  constructor(scope: Construct, id: string, props: ExternalHostProps) {
    refuseProps(pathOf(scope, id), NAMES, props);
    super(scope, id, entryOf(props));
    if (isBelow(props.host) && !props.host.startsWith('*.')) {
      const fix = 'use for example *.example.com';
      refuse(this.node.path, [{ field: 'host', problem: 'is not a DNS name', got: props.host, fix }]);
    }
  }
}
