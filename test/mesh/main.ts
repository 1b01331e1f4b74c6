import { apply } from './commands/apply';
import { curl, down, exec, kubectl, logs, status } from './commands/look';
import { type Options, parseOptions } from './commands/options';
import { build, up } from './commands/up';

const COMMANDS: Readonly<Record<string, (options: Options) => void | Promise<void>>> = {
  build,
  up,
  apply,
  status,
  logs,
  exec,
  curl,
  kubectl,
  down,
};

const USAGE = `A real Istio mesh on this machine, as plain processes, from the manifests in dist/. Needs Linux and root.

npm run mesh -- build                     build the real programs; takes minutes once, up does it too
npm run mesh -- up                        start an empty cluster
npm run mesh -- apply [-f dist] [--as-is] apply a folder, file by file; --as-is leaves out the settings for a plain Envoy
npm run mesh -- status                    which meshes run, and what is in this one
npm run mesh -- logs <pod> [-c container] [--follow]
npm run mesh -- exec <pod> [-c container] -- <command>
npm run mesh -- curl <pod> <url>          a request out of a pod, through its sidecar; options of curl after --
npm run mesh -- curl outside <url>        a request from outside, to an address of a load balancer; status has them
npm run mesh -- kubectl -- <arguments>
npm run mesh -- down                      end it; nothing is left

--name <name> in each of them: several meshes run side by side`;

async function main([command = '', ...args]: readonly string[]): Promise<void> {
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (run === undefined) {
    console.log(USAGE);
    process.exitCode = ['', 'help', '--help'].includes(command) ? 0 : 2;
    return;
  }
  await run(parseOptions(args));
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
});
