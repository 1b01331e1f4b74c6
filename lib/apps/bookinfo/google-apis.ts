import { Construct } from 'constructs';
import { DestinationRule } from '../../networking/destination-rule';
import { ServiceEntry } from '../../networking/service-entry';
import { VirtualService } from '../../networking/virtual-service';

const HTTPS = 443;

/** Google's APIs for callers inside the mesh: they ask by plain HTTP, and their proxies go on by HTTPS. */
export class GoogleApis extends Construct {
  constructor(scope: Construct, id: string, { namespace }: { readonly namespace: string }) {
    super(scope, id);
    const metadata = { namespace };
    const apis = new ServiceEntry(this, 'googleapis', {
      metadata,
      hosts: ['www.googleapis.com'],
      resolution: 'DNS',
      ports: [
        { number: 80, name: 'http', protocol: 'HTTP' },
        { number: HTTPS, name: 'https', protocol: 'HTTPS' },
      ],
    });
    new VirtualService(this, 'rewrite-port-for-googleapis', {
      metadata,
      hosts: [apis.host],
      http: [{ match: [{ port: 80 }], route: [{ destination: apis.destination(HTTPS) }] }],
    });
    new DestinationRule(this, 'originate-tls-for-googleapis', {
      metadata,
      host: apis.host,
      trafficPolicy: {
        loadBalancer: { simple: 'ROUND_ROBIN' },
        portLevelSettings: [{ port: { number: HTTPS }, tls: { mode: 'SIMPLE' } }],
      },
    });
  }
}
