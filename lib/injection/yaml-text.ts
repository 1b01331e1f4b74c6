import { stringify } from 'yaml';

/** Plain values as YAML that readers of YAML 1.1 and 1.2 take for the same: fields in the order in which they were written. */
export function yamlText(value: object): string {
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}
