import { Command } from 'commander';
import { ISTIO_VERSION } from '../versions';
import { imagesCommand } from './images';
import { injectCommand } from './inject';
import { migrateCommand } from './migrate';
import { renderCommand } from './render';

const program = new Command('cdk8s-istio')
  .description('the commands beside `cdk8s synth`')
  .version(`for Istio ${ISTIO_VERSION}`)
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('(--help lists the commands and their options)');

program.addCommand(imagesCommand());
program.addCommand(injectCommand());
program.addCommand(renderCommand());
program.addCommand(migrateCommand());

program.parseAsync().catch((error: unknown) => {
  console.error(`cdk8s-istio: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});
