import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Mesh } from '../mesh';
import { rejections } from '../rejections';
import { sweep } from '../state';
import type { Options } from './options';

/** Stands for no pod but for whoever is outside of the cluster. */
const OUTSIDE = 'outside';

const BALANCED =
  '{range .items[?(@.spec.type=="LoadBalancer")]}{.metadata.name} {.status.loadBalancer.ingress[0].ip}{"\\n"}{end}';

/** Which meshes run, and the pods of one. */
export async function status({ name }: Options): Promise<void> {
  const names = sweep();
  console.log(`meshes: ${names.join(', ') || 'none'}`);
  if (!names.includes(name)) return;
  const mesh = Mesh.find(name);
  console.log(`\npods of "${name}"; kubeconfig and logs are in ${mesh.folder}`);
  console.table(
    mesh.pods.map(({ namespace, name: pod, ip, ready, containers }) => ({
      namespace,
      pod,
      ready,
      ip,
      containers: containers.map((container) => container.name).join(' '),
    })),
  );
  const addresses = await mesh.kubectlOutput(['get', 'services', '--all-namespaces', '-o', `jsonpath=${BALANCED}`]);
  if (addresses !== '') console.log(`load balancers, for "curl outside http://<address>/":\n${addresses}`);
  const rejected = rejections(mesh);
  if (rejected.length > 0) console.log(`configuration that an Envoy rejected:\n${rejected.join('\n')}`);
}

/** The log of a container, by default of the application. */
export function logs({ name, container, follow, rest: [wanted = ''] }: Options): Promise<void> {
  const mesh = Mesh.find(name);
  const pod = mesh.pod(wanted);
  const file = join(mesh.folder, 'logs', `${pod.namespace}_${pod.name}_${container ?? pod.containers[0]?.name}.log`);
  return show(['tail', '-n', '+1', ...(follow ? ['--follow'] : []), file]);
}

/** Runs a command in a pod. */
export function exec({ name, container, rest: [wanted = '', ...command] }: Options): Promise<void> {
  if (command.length === 0) throw new Error('exec needs a pod and a command: npm run mesh -- exec <pod> -- <command>');
  const mesh = Mesh.find(name);
  return show(mesh.execCommand(mesh.pod(wanted), command, container));
}

/** A real request out of a pod, through its sidecar; or from outside, to the address of a load balancer. */
export function curl({ name, container, rest: [wanted = '', ...args] }: Options): Promise<void> {
  if (args.length === 0) throw new Error('curl needs a pod and a URL: npm run mesh -- curl <pod> <url>');
  const mesh = Mesh.find(name);
  const command = ['curl', '--silent', '--show-error', ...args];
  return show(wanted === OUTSIDE ? mesh.outsideCommand(command) : mesh.execCommand(mesh.pod(wanted), command, container));
}

export function kubectl({ name, rest }: Options): Promise<void> {
  return show(Mesh.find(name).kubectlCommand(rest));
}

export async function down({ name }: Options): Promise<void> {
  const names = sweep();
  if (!names.includes(name)) {
    console.log(`no mesh "${name}" runs, and nothing is left of it`);
    return;
  }
  await Mesh.find(name).stop();
  console.log(`mesh "${name}" ended, and nothing is left of it`);
}

/** Runs a command on this terminal, and ends as it does. */
function show([command = '', ...args]: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    child.on('error', reject).on('close', (code) => {
      process.exitCode = code ?? 1;
      resolve();
    });
  });
}
