import type { Problem } from '../../core/problem';
import { type HeaderModifierSpec, headerModifierProblems } from './header-modifier';
import { type MirrorSpec, mirrorProblems } from './mirror';
import { uniqueTextProblems } from './unique-texts';

/** A new path, as it stands in YAML. */
export interface PathModifierSpec {
  readonly type: string;
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
}

/** Which pages of other origins may call, as it stands in YAML. */
export interface CorsSpec {
  readonly allowOrigins?: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
}

/** A filter of a route, as it stands in YAML. */
export interface FilterSpec {
  readonly type: string;
  readonly requestHeaderModifier?: HeaderModifierSpec;
  readonly responseHeaderModifier?: HeaderModifierSpec;
  readonly requestMirror?: MirrorSpec;
  readonly requestRedirect?: { readonly path?: PathModifierSpec };
  readonly urlRewrite?: { readonly path?: PathModifierSpec };
  readonly cors?: CorsSpec;
  readonly extensionRef?: object;
}

/** The field that each type of filter has its settings in. */
const SETTINGS = {
  RequestHeaderModifier: 'requestHeaderModifier',
  ResponseHeaderModifier: 'responseHeaderModifier',
  RequestMirror: 'requestMirror',
  RequestRedirect: 'requestRedirect',
  URLRewrite: 'urlRewrite',
  CORS: 'cors',
  ExtensionRef: 'extensionRef',
} as const satisfies Record<string, keyof FilterSpec>;

/** Types that a rule may have several filters of. */
const REPEATABLE: readonly string[] = ['RequestMirror', 'ExtensionRef'];

function settingsProblems(field: string, filter: FilterSpec): Problem[] {
  return Object.entries(SETTINGS).flatMap(([type, name]) => {
    const isSet = filter[name] !== undefined;
    if (isSet === (filter.type === type)) return [];
    if (isSet) {
      const fix = `set the type to ${type}, or remove ${name}`;
      return [{ field: `${field}.${name}`, problem: `does not belong to type ${filter.type}`, got: filter[name], fix }];
    }
    return [{ field: `${field}.${name}`, problem: `is missing for type ${type}`, fix: 'give it, or remove the filter' }];
  });
}

const PATH_FIELDS = { ReplaceFullPath: 'replaceFullPath', ReplacePrefixMatch: 'replacePrefixMatch' } as const;

function pathModifierProblems(field: string, path: PathModifierSpec | undefined): Problem[] {
  if (path === undefined) return [];
  return Object.entries(PATH_FIELDS).flatMap(([type, name]) => {
    if ((path[name] !== undefined) === (path.type === type)) return [];
    const problem = path[name] === undefined ? `is missing for type ${type}` : `does not belong to type ${path.type}`;
    return [{ field: `${field}.${name}`, problem, got: path[name], fix: `give ${name} and type ${type} together` }];
  });
}

function corsProblems(field: string, cors: CorsSpec | undefined): Problem[] {
  const lists = ['allowOrigins', 'allowMethods', 'allowHeaders', 'exposeHeaders'] as const;
  return lists.flatMap((name) => {
    const texts = cors?.[name] ?? [];
    const problems = uniqueTextProblems(`${field}.${name}`, texts);
    if (name === 'exposeHeaders' || texts.length < 2 || !texts.includes('*')) return problems;
    return [
      ...problems,
      { field: `${field}.${name}`, problem: 'has others beside *', got: texts, fix: 'write * alone, or name each' },
    ];
  });
}

function repeatedTypes(field: string, filters: readonly FilterSpec[]): Problem[] {
  return filters.flatMap(({ type }, i) => {
    const first = filters.findIndex((other) => other.type === type);
    if (first === i || REPEATABLE.includes(type)) return [];
    return [{ field: `${field}[${i}].type`, problem: `is that of ${field}[${first}] as well`, got: type, fix: 'merge the two' }];
  });
}

/** Problems of the filters of one rule, or of one of its backends. */
export function filtersProblems(field: string, filters: readonly FilterSpec[] | undefined): Problem[] {
  const all = filters ?? [];
  const rewrite = all.findIndex(({ type }) => type === 'URLRewrite');
  const redirects = all.some(({ type }) => type === 'RequestRedirect');
  return [
    ...all.flatMap((filter, i) => [
      ...settingsProblems(`${field}[${i}]`, filter),
      ...headerModifierProblems(`${field}[${i}].requestHeaderModifier`, filter.requestHeaderModifier),
      ...headerModifierProblems(`${field}[${i}].responseHeaderModifier`, filter.responseHeaderModifier),
      ...mirrorProblems(`${field}[${i}].requestMirror`, filter.requestMirror),
      ...pathModifierProblems(`${field}[${i}].requestRedirect.path`, filter.requestRedirect?.path),
      ...pathModifierProblems(`${field}[${i}].urlRewrite.path`, filter.urlRewrite?.path),
      ...corsProblems(`${field}[${i}].cors`, filter.cors),
    ]),
    ...repeatedTypes(field, all),
    ...(rewrite !== -1 && redirects
      ? [{ field: `${field}[${rewrite}]`, problem: 'rewrites what is redirected', got: 'URLRewrite', fix: 'keep one of the two' }]
      : []),
  ];
}
