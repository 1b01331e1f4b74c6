import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster } from './cluster';
import { startControllers } from './controllers';
import { Dns } from './dns';
import { readInstructions } from './instructions';
import { IMAGE, MEMORY, NODE, OUTSIDE_SOCKET } from './layout';
import { LoadBalancer } from './load-balancer';
import { prepareNetwork } from './network';
import { registerNode } from './node';
import { prepareImages } from './pods/image';
import { Pods } from './pods/pods';
import { Servers } from './servers';

/** The first process in the namespaces of a mesh: when it ends, all of it ends. */
async function main(file: string): Promise<void> {
  const instructions = readInstructions(file);
  const logs = join(instructions.state, 'logs');
  mkdirSync(logs, { recursive: true });
  const servers = new Servers(logs);
  const step = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const start = Date.now();
    const result = await work();
    console.log(`${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    return result;
  };

  await step('network', prepareNetwork);
  const cluster = await step('etcd and API server', () => startCluster(instructions, servers));
  const { api } = cluster;
  await step('node', async () => {
    mkdirSync(join(MEMORY, 'sockets'));
    chmodSync(join(MEMORY, 'sockets'), 0o777);
    prepareImages(instructions);
    await registerNode(api);
    await new Pods(api, instructions).start();
  });
  await step('controllers, names and addresses', async () => {
    startControllers(instructions, cluster, servers);
    await new Dns(api, await new LoadBalancer(api).start()).start();
    const internet = { app: 'internet', pod: 'internet', namespace: '', address: NODE.internet, socket: OUTSIDE_SOCKET };
    const ports = [{ port: 80 }, { name: 'https', port: 443 }];
    const certificate = join(instructions.state, 'internet');
    servers.start('internet', process.execPath, [join(IMAGE, 'mesh/app.js')], {
      MESH_APP: JSON.stringify({ ...internet, ports, certificate }),
    });
  });
  writeFileSync(join(instructions.state, 'ready'), '');
  console.log('ready');
}

process.on('SIGTERM', () => process.exit(0));
process.on('unhandledRejection', (error) => {
  console.error(`error: ${error instanceof Error ? error.stack : error}`);
  process.exit(1);
});
main(process.argv[2] ?? '').catch((error: Error) => {
  console.error(`error: ${error.message}`);
  process.exit(1);
});
