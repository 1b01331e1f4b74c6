import { rejected } from './rejection';

const entry = (more: object) => ({ address: '10.0.0.1', ...more });
const probed = (probe: object) => ({ template: {}, probe });

export const WORKLOADS = [
  ...rejected('WorkloadEntry', {
    'neither an address nor a network': { labels: { app: 'a' } },
    'an address with a blank': entry({ address: 'a b' }),
    'a name with a star': entry({ address: '*.example.com' }),
    'a socket with a port': entry({ address: 'unix:///socket', ports: { http: 80 } }),
    'a socket that is a folder': entry({ address: 'unix:///socket/' }),
    'a port of 0': entry({ ports: { http: 0 } }),
    'a port name with a dot': entry({ ports: { 'a.b': 80 } }),
    'a label name with a blank': entry({ labels: { 'a b': 'c' } }),
    'a weight below 0': entry({ weight: -1 }),
  }),
  ...rejected('WorkloadGroup', {
    'no template': { metadata: { labels: { app: 'a' } } },
    'a port beyond 65535': { template: { ports: { http: 65536 } } },
    'a port name with a dot': { template: { ports: { 'a.b': 80 } } },
    'a label with a blank': { template: {}, metadata: { labels: { app: 'a b' } } },
    'a question that asks nothing': probed({ periodSeconds: 5 }),
    'two questions': probed({ tcpSocket: { port: 80 }, httpGet: { port: 80 } }),
    'a question to port 0': probed({ httpGet: { port: 0 } }),
    'a question by an unknown scheme': probed({ httpGet: { port: 80, scheme: 'FTP' } }),
    'a header with a blank': probed({ httpGet: { port: 80, httpHeaders: [{ name: 'a b', value: 'c' }] } }),
    'a program without a name': probed({ exec: { command: [] } }),
    'a time below 0': probed({ tcpSocket: { port: 80 }, periodSeconds: -1 }),
  }),
];
