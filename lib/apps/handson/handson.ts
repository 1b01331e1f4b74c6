import { Construct } from 'constructs';
import { wholeNumberProblems } from '../../core/numbers';
import type { NonEmpty } from '../../core/one-of';
import { refuse } from '../../core/problem';
import { type PropNames, refuseProps } from '../../core/prop-names';
import { MeshNamespace } from '../../injection/mesh-namespace';
import type { GatewayWorkload } from '../../install/gateway-workload';
import type { Injector } from '../../install/injector';
import { DestinationRule } from '../../networking/destination-rule';
import { Gateway } from '../../networking/gateway';
import { VirtualService } from '../../networking/virtual-service';
import { ColouredApp } from './coloured-app';

/** Props of HandsOn. */
export interface HandsOnProps {
  /** The control plane that gives every pod a sidecar. */
  readonly controlPlane: Injector;
  /** The gateway through which the app is reached. */
  readonly ingress: GatewayWorkload;
  /** Host names of the app, as people write them. */
  readonly hosts: NonEmpty<string>;
  /** Where the rules go, for example a later stage than the workloads. @default the scope of the workloads */
  readonly traffic?: Construct;
  /** Name of the namespace, which is made here. @default handson */
  readonly namespace?: string;
  /** Share of the requests that the green pods answer, in whole percent; the blue ones answer the rest. @default 0 */
  readonly green?: number;
}

const NAMES: PropNames<HandsOnProps> = {
  controlPlane: 'required',
  ingress: 'required',
  hosts: 'required list',
  traffic: 'optional',
  namespace: 'optional',
  green: 'optional',
};

/** The hands-on app: one program in two colours, blue and green, behind a Gateway and a VirtualService that say who sees which. */
export class HandsOn extends Construct {
  readonly app: ColouredApp;
  /** The rules, to which more can be added. */
  readonly routes: VirtualService;

  /** @throws InvalidProps when the share is no whole number between 0 and 100 */
  constructor(scope: Construct, id: string, props: HandsOnProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { controlPlane, ingress, hosts, traffic = this, namespace = 'handson', green = 0 } = props;
    refuse(this.node.path, wholeNumberProblems('green', green, 0, 100));
    new MeshNamespace(this, namespace, { injectedBy: controlPlane });
    this.app = new ColouredApp(this, 'app', { namespace });
    const rules = traffic === this ? traffic : new Construct(traffic, id);
    const metadata = { name: 'handson', namespace };
    const gateway = new Gateway(rules, 'gateway', {
      metadata,
      selector: ingress,
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts }],
    });
    const colours = new DestinationRule(rules, 'colours', {
      metadata,
      host: this.app.service,
      subsets: { blue: { labels: { color: 'blue' } }, green: { labels: { color: 'green' } } },
    });
    this.routes = new VirtualService(rules, 'routes', {
      metadata,
      hosts,
      gateways: [gateway],
      http: [
        {
          route: [
            { destination: colours.subset('blue'), weight: 100 - green },
            { destination: colours.subset('green'), weight: green },
          ],
        },
      ],
    });
  }
}
