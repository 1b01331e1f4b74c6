import { rejected } from './rejection';

const hosts = ['./*'];
const port = { number: 9080, name: 'http', protocol: 'HTTP' };

const listening = (one: object) => ({ egress: [{ hosts, ...one }] });
const taking = (one: object) => ({ ingress: [{ port, ...one }] });

export const SIDECARS = rejected('Sidecar', {
  'nothing at all': {},
  'a listener without hosts': listening({ hosts: [] }),
  'a host without a namespace': listening({ hosts: ['reviews.demo.svc.cluster.local'] }),
  'a host without a dot': listening({ hosts: ['./reviews'] }),
  'a listener for every port that is not the last': { egress: [{ hosts }, { hosts, port }] },
  'two listeners for one port': { egress: [{ hosts, port }, { hosts, port: { ...port, name: 'other' } }, { hosts }] },
  'a socket with redirection': listening({ port: { ...port, number: 0 }, bind: 'unix:///socket', captureMode: 'IPTABLES' }),
  'an unknown way to redirect': listening({ captureMode: 'ALWAYS' }),
  'requests to another host': taking({ defaultEndpoint: '10.0.0.1:8080' }),
  'TLS on a port of plain HTTP': taking({ tls: { mode: 'SIMPLE', serverCertificate: '/cert.pem', privateKey: '/key.pem' } }),
  'a Secret for TLS': taking({ port: { ...port, protocol: 'HTTPS' }, tls: { mode: 'SIMPLE', credentialName: 'cert' } }),
  'a way out where hosts must be known': {
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY', egressProxy: { host: 'out.demo.svc.cluster.local', port: { number: 80 } } },
  },
});
