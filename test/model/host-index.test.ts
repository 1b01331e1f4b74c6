import fc from 'fast-check';
import { HostIndex } from '../../lib/model/host-index';
import { hostsMeet } from '../../lib/model/hosts';
import '../property-seed';

const host = fc.constantFrom('*', '*.com', '*.a.com', '*a.com', 'a.com', 'x.a.com', 'b.com', 'com', '*.x.a.com', 'xa.com', '*m');

test('the hosts that meet another one are found, and no other', () => {
  fc.assert(
    fc.property(fc.array(host), host, (hosts, asked) => {
      const index = new HostIndex<number>();
      for (const [i, one] of hosts.entries()) index.add(one, i);
      const meeting = [...hosts.keys()].filter((i) => hostsMeet(hosts[i] as string, asked));
      expect(index.meeting(asked).sort((a, b) => a - b)).toEqual(meeting);
    }),
  );
});

test('values of a host as it is written', () => {
  const index = new HostIndex<string>();
  index.add('*.com', 'a');
  expect([index.of('*.com'), index.of('a.com')]).toEqual([['a'], []]);
});
