import { NODE } from '../layout';
import { run } from '../run';

/** The host end of every pod's cable; pods need no more of a gateway. */
const GATEWAY = '169.254.1.1';

/** Address of the pod with a number: 10.244.0.2 and on. */
export function podAddress(number: number): string {
  const host = number + 1;
  return `10.244.${host >> 8}.${host & 255}`;
}

/** A network namespace with one cable to the node. */
export async function connectPod(id: string, ip: string): Promise<void> {
  await run('ip', ['netns', 'add', id]);
  await run(
    'ip',
    ['-batch', '-'],
    [
      `link add ${id} type veth peer name eth0 netns ${id}`,
      `addr add ${GATEWAY}/32 dev ${id}`,
      `link set ${id} up`,
      `route add ${ip}/32 dev ${id} src ${NODE.ip}`,
      '',
    ].join('\n'),
  );
  await run(
    'ip',
    ['-netns', id, '-batch', '-'],
    [
      'link set lo up',
      'link set eth0 up',
      `addr add ${ip}/32 dev eth0`,
      `route add ${GATEWAY} dev eth0 scope link`,
      `route add default via ${GATEWAY} dev eth0`,
      '',
    ].join('\n'),
  );
  await run('ip', ['netns', 'exec', id, 'sysctl', '-qw', 'net.ipv4.ip_unprivileged_port_start=0']);
}

/** Kills everything in a pod's network, and the network. */
export async function disconnectPod(id: string): Promise<void> {
  for (const pid of (await run('ip', ['netns', 'pids', id])).split('\n')) {
    if (pid === '') continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // it ended by itself
    }
  }
  await run('ip', ['link', 'del', id]);
  await run('ip', ['netns', 'del', id]);
}
