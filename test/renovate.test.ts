import { readFileSync } from 'node:fs';
import { RE2JS } from 're2js';

interface Manager {
  readonly customType: string;
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly datasourceTemplate: string;
  readonly depNameTemplate?: string;
  readonly packageNameTemplate?: string;
  readonly currentValueTemplate?: string;
}

interface Config {
  readonly customManagers: readonly Manager[];
  readonly customDatasources?: Readonly<Record<string, { readonly defaultRegistryUrlTemplate: string }>>;
  readonly packageRules: readonly {
    readonly matchDepNames?: readonly string[];
    readonly matchPackageNames?: readonly string[];
  }[];
}

/** What Renovate knows of a version after it has read the file. */
interface Found {
  /** The constant. */
  readonly constant: string;
  readonly datasource: string;
  readonly depName: string;
  readonly packageName: string;
  readonly currentValue: string | undefined;
  readonly currentDigest: string | undefined;
  /** The part of the file in which it puts the next version. */
  readonly match: string;
}

const REPOSITORIES = [
  { folder: '.', withoutVersion: ['ISTIO_HUB', 'BOOKINFO_HUB', 'HANDSON_IMAGE'] },
  { folder: 'templates/mesh', withoutVersion: [] },
].map((repository) => ({
  ...repository,
  config: JSON.parse(readFileSync(`${repository.folder}/renovate.json`, 'utf8')) as Config,
  text: readFileSync(`${repository.folder}/lib/versions.ts`, 'utf8'),
}));
const [ours] = REPOSITORIES as [(typeof REPOSITORIES)[number]];

const constantsOf = (text: string) =>
  new Map([...text.matchAll(/^export const (\w+) = '([^']*)';$/gm)].map(([, name, value]) => [name!, value!]));

/** The regular expressions of a config over a text, by the engine of Renovate, and its templates filled in. */
function find({ customManagers }: Config, text: string): Found[] {
  return customManagers.flatMap((manager) =>
    manager.matchStrings.flatMap((expression) => {
      const pattern = RE2JS.compile(expression);
      const matcher = pattern.matcher(text);
      const found: Found[] = [];
      while (matcher.find()) {
        const group = (name: string) => (name in pattern.namedGroups() ? (matcher.group(name) ?? undefined) : undefined);
        const filled = (template: string | undefined) =>
          template?.replaceAll(/\{\{\{?(\w+)\}\}\}?/g, (_, name) => group(name) ?? '');
        const depName = filled(manager.depNameTemplate) ?? group('depName') ?? '';
        const at = group('currentDigest') === undefined || group('currentValue') !== undefined ? 'currentValue' : 'currentDigest';
        const before = text.slice(0, matcher.start(at));
        found.push({
          constant: before.slice(before.lastIndexOf('export const ')).split(' ')[2] ?? '',
          datasource: manager.datasourceTemplate,
          depName,
          packageName: filled(manager.packageNameTemplate) ?? depName,
          currentValue: group('currentValue'),
          currentDigest: group('currentDigest'),
          match: matcher.group()!,
        });
      }
      return found;
    }),
  );
}

const foundIn = (text: string) => find(ours.config, text);

describe.each(REPOSITORIES)('renovate.json in $folder', ({ config, text, withoutVersion }) => {
  const found = find(config, text);

  test('finds the version of each constant, once', () => {
    const names = [...constantsOf(text).keys()].filter((name) => !withoutVersion.includes(name));
    expect(names.length).toBeGreaterThan(0);
    expect(found.map(({ constant }) => constant).sort()).toEqual(names.sort());
  });

  test('what has no version has none indeed', () => {
    for (const name of withoutVersion) expect(constantsOf(text).get(name)).toMatch(/^[a-z.]+(\/[a-z-]+)+$/);
  });

  test('reads lib/versions.ts alone', () => {
    for (const { managerFilePatterns, customType } of config.customManagers) {
      expect(customType).toBe('regex');
      for (const pattern of managerFilePatterns) {
        const expression = new RegExp(pattern.slice(1, -1));
        expect(
          ['lib/versions.ts', 'lib/versions/ts', 'test/lib/versions.ts', 'lib/versions.tsx'].map((path) => expression.test(path)),
        ).toEqual([true, false, false, false]);
      }
    }
  });

  test.each(found)('$constant: the next version changes this line, and is found again', (one) => {
    const { constant, currentValue, currentDigest, match } = one;
    const now = currentValue ?? currentDigest ?? '';
    const next = currentValue === undefined ? '0badcafe' : currentValue.replace(/\d+(?=\D*$)/, '9999');
    expect(text.split(match)).toHaveLength(2);
    expect(match.split(now)).toHaveLength(2);
    const updated = text.replace(match, match.replace(now, next));
    const [before, after] = [constantsOf(text), constantsOf(updated)];
    expect([...after].filter(([name, value]) => before.get(name) !== value)).toEqual([
      [constant, before.get(constant)!.replace(now, next)],
    ]);
    const again = find(config, updated).find((other) => other.constant === constant);
    expect(again).toEqual({
      ...one,
      match: match.replace(now, next),
      [currentValue === undefined ? 'currentDigest' : 'currentValue']: next,
    });
  });

  test.each(found)(
    '$constant: the place to ask is one of $datasource',
    ({ datasource, packageName, depName, constant, currentValue }) => {
      const [kind, custom] = datasource.split('.');
      switch (kind) {
        case 'docker':
          expect(packageName).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+(\/[a-z0-9._-]+)+$/);
          if (constant.endsWith('IMAGE')) expect(constantsOf(text).get(constant)).toBe(`${packageName}:${currentValue}`);
          return;
        case 'github-releases':
          expect(packageName).toMatch(/^[\w-]+\/[\w.-]+$/);
          return;
        default:
          expect(kind).toBe('custom');
          expect(config.customDatasources?.[custom!]?.defaultRegistryUrlTemplate).toMatch(/^https:\/\/.*\{\{packageName\}\}/);
          expect(depName.endsWith(packageName)).toBe(true);
      }
    },
  );

  test('rules are for what is there', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const npm = Object.keys({ ...dependencies, ...devDependencies });
    const has = (names: readonly string[], wanted: string) => {
      const isExpression = wanted.startsWith('/');
      const expression = isExpression ? new RegExp(wanted.slice(1, -1)) : new RegExp(`^${wanted.replaceAll('*', '.*')}$`);
      return names.some((name) => expression.test(name));
    };
    for (const { matchDepNames = [], matchPackageNames = [] } of config.packageRules) {
      const depNames = found.map(({ depName }) => depName);
      expect(matchDepNames.filter((name) => !has(depNames, name))).toEqual([]);
      expect(matchPackageNames.filter((name) => !has(npm, name))).toEqual([]);
    }
  });
});

test('the images that are asked for are those of the demo', () => {
  const apps = readFileSync('dist/50-apps.k8s.yaml', 'utf8');
  const { packageName, currentValue } = foundIn(ours.text).find(({ constant }) => constant === 'BOOKINFO_TAG')!;
  expect(apps).toContain(`image: ${packageName}:${currentValue}\n`);
});

test('an image with a digest is found with both, one of a port of a registry too', () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
  expect(foundIn(`export const KIALI_IMAGE = 'registry.example.com:5000/kiali/kiali:v2.27@${digest}';`)).toMatchObject([
    { depName: 'registry.example.com:5000/kiali/kiali', currentValue: 'v2.27', currentDigest: digest },
  ]);
});

test('both configs read images in the same way', () => {
  const [, mesh] = REPOSITORIES;
  expect(ours.config.customManagers).toEqual(expect.arrayContaining([...mesh!.config.customManagers]));
});
