/** The namespaces that see an object: names of namespaces, `.` for its own, `*` for all, `~` for none. */
export type ExportTo = readonly string[];

/**
 * Whether a namespace sees an object.
 * @param exportTo not empty
 * @param home namespace of the object
 */
export function isVisible(exportTo: ExportTo, home: string, namespace: string): boolean {
  return exportTo.some((one) => one === '*' || one === namespace || (one === '.' && home === namespace));
}
