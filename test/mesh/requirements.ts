import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Packages of Debian and Ubuntu by the programs that they bring. */
const PROGRAMS = {
  ip: 'iproute2',
  iptables: 'iptables',
  'iptables-restore': 'iptables',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  mount: 'mount',
  sysctl: 'procps',
  openssl: 'openssl',
  curl: 'curl',
} as const;

/** What the kernel must be able to do, each tried out in namespaces of its own. */
const FEATURES = {
  'network, mount and process namespaces': 'true',
  'network interfaces of type veth': 'ip link add v0 type veth peer name v1',
  'the file system overlay': [
    'mount -t tmpfs mesh /mnt',
    'mkdir /mnt/image /mnt/upper /mnt/work /mnt/root',
    'mount -t overlay mesh -o lowerdir=/mnt/image:/,upperdir=/mnt/upper,workdir=/mnt/work /mnt/root',
  ].join(' && '),
  'the iptables target REDIRECT': 'iptables -t nat -A OUTPUT -p tcp -j REDIRECT --to-ports 1',
  'the iptables match owner': 'iptables -t nat -A OUTPUT -m owner --uid-owner 1337 -j RETURN',
  'the iptables match conntrack': 'iptables -A INPUT -m conntrack --ctstate INVALID -j DROP',
  'the iptables match statistic': 'iptables -A INPUT -m statistic --mode random --probability 0.5 -j ACCEPT',
} as const;

/** Everything that this machine lacks for a mesh, in words. */
export function missing(): string[] {
  if (process.platform !== 'linux') return [`a mesh needs Linux, got ${process.platform}; use a virtual machine`];
  if (process.getuid?.() !== 0) return [`a mesh needs root, got user id ${process.getuid?.()}; use sudo`];
  const packages = Object.entries(PROGRAMS).filter(([name]) => !isInstalled(name));
  if (packages.length > 0) {
    const names = packages.map(([name]) => name).join(', ');
    const bringers = [...new Set(packages.map(([, bringer]) => bringer))].join(' ');
    return [`a mesh needs the programs ${names}, got none on the PATH; run apt-get install -y ${bringers}`];
  }
  return Object.entries(FEATURES).flatMap(([feature, script]) => {
    const { status, stderr } = spawnSync(
      'unshare',
      [
        ...['--net', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--mount-proc'],
        'sh',
        '-c',
        script,
      ],
      { encoding: 'utf8' },
    );
    return status === 0 ? [] : [`a mesh needs ${feature}, got "${stderr.trim()}"; use a kernel, or a container, that allows it`];
  });
}

/** What is missing for building the real programs. */
export function missingForBuild(): string[] {
  const packages = { go: 'Go 1.26, see https://go.dev/dl', python3: 'apt-get install -y python3-venv' };
  return Object.entries(packages).flatMap(([name, advice]) =>
    isInstalled(name) ? [] : [`building needs ${name}, got none on the PATH; ${advice}`],
  );
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
