import { ServiceEntry, type ServiceEntryProps } from '../../lib/networking/service-entry';
import type { WorkloadEndpoint } from '../../lib/networking/workload-endpoint';
import { refusals, testChart } from '../synth';

const hosts = ['a.com'] as const;
const ports = [{ number: 80, name: 'web', protocol: 'HTTP' }] as const;
const socket = { address: 'unix:///var/run/db' };
const staticEntry = (...endpoints: WorkloadEndpoint[]): ServiceEntryProps => ({ hosts, ports, resolution: 'STATIC', endpoints });

describe('fails when', () => {
  test.each<[string, ServiceEntryProps, string[]]>([
    [
      'a static endpoint has a name',
      staticEntry({ address: 'b.com' }),
      ['endpoints[0].address is not an IP address or socket, got "b.com"; use an IP address, or set resolution to DNS'],
    ],
    [
      'an endpoint that is looked up is a socket',
      { hosts, resolution: 'DNS', endpoints: [socket] },
      [
        'endpoints[0].address is not an IP address or DNS name, got "unix:///var/run/db"; ' +
          'use a full DNS name without *, or an IP address',
      ],
    ],
    [
      'a socket is no file',
      staticEntry({ address: 'unix://db' }),
      [
        'endpoints[0].address is not the address of a Unix domain socket, got "unix://db"; ' +
          'use unix:///path/to/socket, or unix://@name for an abstract one',
      ],
    ],
    [
      'a socket has ports, and the service has none',
      { hosts, resolution: 'STATIC', endpoints: [{ ...socket, ports: { web: 80 } }] },
      [
        'endpoints[0].ports is set for a Unix domain socket, got {"web":80}; remove it',
        'endpoints[0].address is a socket, which answers for one port only, got "unix:///var/run/db"; give the service one port',
        'endpoints[0].ports is no port of the service, got "web"; declare it in ports',
      ],
    ],
    [
      'an endpoint has a port that the service has not',
      staticEntry({ address: '10.0.0.1', ports: { wbe: 8080 } }),
      ['endpoints[0].ports is no port of the service, got "wbe"; use one of web, or declare it in ports'],
    ],
    [
      'an endpoint has a port without a number',
      staticEntry({ address: '10.0.0.1', ports: { web: 0 } }),
      ['endpoints[0].ports.web must be a port number, got 0; use a whole number between 1 and 65535'],
    ],
    [
      'the name of an endpoint’s port is too long',
      {
        hosts,
        resolution: 'DNS',
        ports: [{ number: 80, name: 'w'.repeat(63) }],
        endpoints: [{ address: '10.0.0.1', ports: { ['w'.repeat(63)]: 80 } }],
      },
      [
        `endpoints[0].ports is no name of a port of an endpoint, got "${'w'.repeat(63)}"; ` +
          'use at most 62 letters, digits and -, beginning and ending with a letter or digit',
      ],
    ],
    [
      'a label of an endpoint is none',
      staticEntry({ address: '10.0.0.1', labels: { version: 'v 1' } }),
      [
        'endpoints[0].labels.version is a value that no label can have, got "v 1"; ' +
          'use letters, digits, -, _ and ., beginning and ending with a letter or digit',
      ],
    ],
    [
      'a socket is too long',
      staticEntry({ address: `unix:///${'a'.repeat(256)}` }),
      ['endpoints[0].address must have at most 256 characters, got 264; take some away'],
    ],
    [
      'an endpoint has a port, and the service has none',
      { hosts, resolution: 'DNS', endpoints: [{ address: 'b.com', ports: { web: 80 } }] },
      ['endpoints[0].ports is no port of the service, got "web"; declare it in ports'],
    ],
  ])('%s', (_, props, messages) => {
    expect(refusals(() => new ServiceEntry(testChart('shop'), 'entry', props))).toEqual(messages);
  });
});
