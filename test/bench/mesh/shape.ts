/** The services of a mesh by namespace: what a program is asked for by `node program.js <namespaces> <services>`. */
export function servicesByNamespace(): ReadonlyMap<string, readonly string[]> {
  const [count, services] = [Number(process.argv[2]), Number(process.argv[3])];
  const found = new Map<string, string[]>();
  for (let i = 0; i < services; i++) {
    const namespace = `team-${String(i % count).padStart(3, '0')}`;
    const known = found.get(namespace) ?? [];
    known.push(`service-${i}`);
    found.set(namespace, known);
  }
  return found;
}

/** Prints the most memory that this process had at once, in KiB. */
export function printPeak(): void {
  console.log(process.resourceUsage().maxRSS);
}
