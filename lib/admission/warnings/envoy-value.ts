import type { Problem } from '../../core/problem';
import { isMap } from '../../core/schema/values';
import { envoyTypes, jsonName } from '../envoy-types';
import { ownForm } from '../envoy-value';

const NO_FIELDS: Readonly<Record<string, string>> = {};

const fieldsOf = (type: string) => envoyTypes().messages[type] ?? NO_FIELDS;

function unknownInAny(field: string, { '@type': url, ...content }: Record<string, unknown>): string | undefined {
  const type = String(url).slice(String(url).lastIndexOf('/') + 1);
  return ownForm(type) === undefined ? unknownField(field, content, type) : undefined;
}

function unknownIn(field: string, value: unknown, type: string): string | undefined {
  if (type.startsWith('[]')) {
    const items = Array.isArray(value) ? value : [];
    return items.map((item, i) => unknownIn(`${field}[${i}]`, item, type.slice(2))).find((found) => found !== undefined);
  }
  const [, item] = /^\{.+\}(.+)$/.exec(type) ?? [];
  if (item === undefined) return type.includes('.') && !type.startsWith('#') ? unknownField(field, value, type) : undefined;
  const entries = isMap(value) ? Object.entries(value) : [];
  return entries.map(([key, one]) => unknownIn(`${field}.${key}`, one, item)).find((found) => found !== undefined);
}

/** Path of the first field that a message of Envoy does not have; undefined where it has them all. */
function unknownField(field: string, value: unknown, type: string): string | undefined {
  if (!isMap(value)) return undefined;
  const form = ownForm(type);
  if (form !== undefined) return form === 'Any' ? unknownInAny(field, value) : undefined;
  const fields = Object.entries(fieldsOf(type));
  for (const [name, content] of Object.entries(value)) {
    const [, fieldType] = fields.find(([known]) => known === name || jsonName(known) === name) ?? [];
    const found = fieldType === undefined ? `${field}.${name}` : unknownIn(`${field}.${name}`, content, fieldType);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Path of the first extension that is named and has no configuration with a type; undefined where there is none. */
function untypedExtension(field: string, value: unknown, type: string): string | undefined {
  if (!isMap(value) || ownForm(type) !== undefined) return undefined;
  const of = (name: string) => value[name] ?? value[jsonName(name)];
  const fields = fieldsOf(type);
  for (const [name, fieldType] of Object.entries(fields)) {
    const isMessage = fieldType.includes('.') && /^[a-z]/i.test(fieldType);
    const found = isMessage ? untypedExtension(`${field}.${jsonName(name)}`, of(name), fieldType) : undefined;
    if (found !== undefined) return found;
  }
  const isTyped = of('typed_config') !== undefined || of('config_discovery') !== undefined;
  return 'typed_config' in fields && !isTyped ? field : undefined;
}

/**
 * What Istio warns of in a value that it takes for a message of Envoy.
 * @param type full name of the message
 */
export function envoyValueWarnings(field: string, value: unknown, type: string): Problem[] {
  const unknown = unknownField(field, value, type);
  if (unknown !== undefined)
    return [{ field: unknown, problem: 'is no field that istiod knows', fix: 'correct the name, or remove it' }];
  const untyped = untypedExtension(field, value, type);
  if (untyped === undefined) return [];
  return [
    {
      field: untyped,
      problem: 'names an extension without typedConfig, which is an old way',
      fix: 'add typedConfig with its @type',
    },
  ];
}
