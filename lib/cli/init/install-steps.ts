import { quoted } from './shell';

interface PackageJson {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly jest?: object;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What `npm init` writes for a test. */
const PLACEHOLDER = /no test specified/;

/** Entries that the other has not. */
const missing = (wanted: Readonly<Record<string, string>> = {}, there: Readonly<Record<string, string>>) =>
  Object.entries(wanted).filter(([name]) => PLACEHOLDER.test(there[name] ?? '') || !Object.hasOwn(there, name));

/** For npm: a file or a URL is named by itself. */
const wordOf = ([name, range]: [string, string]) => quoted(/^\w+:/.test(range) ? range : `${name}@${range}`);

/**
 * The commands that install what a repository needs.
 * @param there the text of its package.json
 * @param wanted the text of the one that it would get
 */
export function installSteps(there: string, wanted: string): string[] {
  const is = JSON.parse(there) as PackageJson;
  const needs = JSON.parse(wanted) as PackageJson;
  const installed = { ...is.dependencies, ...is.devDependencies };
  const scripts = missing(needs.scripts, is.scripts ?? {}).map(([name, script]) => quoted(`scripts.${name}=${script}`));
  const [libraries, tools] = [needs.dependencies, needs.devDependencies].map((names) => missing(names, installed).map(wordOf));
  const steps = [
    ...(scripts.length === 0 ? [] : [`npm pkg set ${scripts.join(' ')}`]),
    ...(is.jest !== undefined ? [] : [`npm pkg set --json ${quoted(`jest=${JSON.stringify(needs.jest)}`)}`]),
    ...(libraries?.length ? [`npm install ${libraries.join(' ')}`] : []),
    ...(tools?.length ? [`npm install --save-dev ${tools.join(' ')}`] : []),
  ];
  return steps.some((step) => step.startsWith('npm install')) ? steps : [...steps, 'npm install'];
}
