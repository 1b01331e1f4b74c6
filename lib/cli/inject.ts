import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { MeshConfig } from '../../imports/mesh-config';
import { readYaml } from '../core/read-yaml';
import { injectText } from '../injection/inject-text';
import { injectorOf } from '../injection/injector-of';
import { ISTIOD_DEFAULTS, type IstiodValues } from '../install/values';
import { readManifests } from './manifest-files';

interface InjectOptions {
  readonly filename: readonly string[];
  readonly values?: string;
  readonly ignoreUnknown: boolean;
  readonly meshConfig?: string;
  readonly revision?: string;
  readonly namespace?: string;
  readonly nativeSidecars?: boolean;
}

/** Prints manifests with sidecars in their pods, as the webhook of an istiod with these values would put them there. */
export function addInject(program: Command): void {
  program
    .command('inject')
    .description('print manifests with sidecars in their pods; all else stays as it is, to the byte')
    .option('-f, --filename <path...>', 'files and folders with manifests, or - for standard input', ['-'])
    .option(
      '--values <file>',
      "values of the istiod chart, or `values` of the injector's ConfigMap (default: those of the chart)",
    )
    .option('--ignore-unknown', 'leave out names in --values that have no meaning, instead of refusing them', false)
    .option('--mesh-config <file>', "mesh configuration, `mesh` of istiod's ConfigMap (default: what follows from the values)")
    .option('--revision <name>', 'revision of the control plane (default: the one in the values)')
    .option('-n, --namespace <name>', 'namespace of objects that name none')
    .option('--native-sidecars', 'the proxy as an init container that keeps running, for Kubernetes 1.33 and later')
    .action((options: InjectOptions) => {
      process.stdout.write(injected(options));
    });
}

/** Files one after the other, each document on its own. */
function injected({
  filename,
  values: file,
  ignoreUnknown,
  meshConfig,
  revision,
  namespace,
  nativeSidecars,
}: InjectOptions): string {
  const values = file === undefined ? ISTIOD_DEFAULTS : valuesOf(file, ignoreUnknown);
  const chosen = revision === undefined ? {} : { revision: revision === 'default' ? '' : revision };
  const mesh = meshConfig === undefined ? undefined : (readMap(meshConfig) as MeshConfig);
  const injector = injectorOf({ ...values, ...chosen }, { mesh, nativeSidecars });
  const texts = readManifests(filename).map(({ source, text }) =>
    injectText(text, source, {
      ...injector,
      namespace,
      onSkip: ({ kind, metadata }, reason) =>
        console.error(`${source}: ${kind} ${metadata?.name ?? ''} stays as it is: it ${reason}`),
    }),
  );
  return texts.reduce(
    (all, text) => `${all}${all === '' || all.endsWith('\n') ? '' : '\n'}${all === '' ? '' : '---\n'}${text}`,
    '',
  );
}

/** Reading values takes all that is known of the charts, which most runs do without. */
function valuesOf(file: string, ignoreUnknown: boolean): IstiodValues {
  return (require('./inject-values') as typeof import('./inject-values')).valuesOf(file, ignoreUnknown);
}

function readMap(file: string): object {
  let value: unknown;
  try {
    value = readYaml(readFileSync(file, 'utf8'));
  } catch (error) {
    const [problem] = (error as Error).message.split('\n');
    throw new Error(`${file}: cannot be read: ${problem}; give a file with YAML or JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${file}: is no map, got ${JSON.stringify(value)}; give a file with fields`);
  }
  return value;
}
