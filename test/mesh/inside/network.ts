import { mkdirSync, writeFileSync } from 'node:fs';
import { MEMORY, NODE } from './layout';
import { run } from './run';

/** The network of the node: Service addresses must have a route before kube-proxy translates them. */
export async function prepareNetwork(): Promise<void> {
  for (const folder of ['/run/netns', MEMORY]) {
    mkdirSync(folder, { recursive: true });
    await run('mount', ['-t', 'tmpfs', '-o', 'mode=0755', 'mesh', folder]);
  }
  await run(
    'ip',
    ['-batch', '-'],
    [
      'link set lo up',
      'link add node0 type veth peer name node1',
      'link set node0 up',
      'link set node1 up',
      ...[NODE.ip, NODE.dns, NODE.internet].map((address) => `addr add ${address}/32 dev node0`),
      `route add default dev node0 src ${NODE.ip}`,
      '',
    ].join('\n'),
  );
  const settings = { ip_forward: 1, 'conf/all/rp_filter': 0, 'conf/default/rp_filter': 0 };
  for (const [name, value] of Object.entries(settings)) writeFileSync(`/proc/sys/net/ipv4/${name}`, `${value}`);
}
