import { stringify } from 'yaml';

/** A configuration file, without aliases: not every program reads them. */
export const yamlText = (content: object): string => stringify(content, { aliasDuplicateObjects: false, lineWidth: 0 });
