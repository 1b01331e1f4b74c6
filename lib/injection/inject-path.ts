/** What stands in the path of the webhook, by the variable of the proxy that it sets. */
const VARIABLES: Readonly<Record<string, string>> = { cluster: 'ISTIO_META_CLUSTER_ID', net: 'ISTIO_META_NETWORK' };

/**
 * Variables of the proxy that the path of the injection webhook says: `/inject/cluster/c2/net/n2`. Other names are those of variables, in
 * any case; a slash in a value is written `--slash--`.
 */
export function pathVariables(path: string): Readonly<Record<string, string>> {
  const [, , ...parts] = path.replace(/\/$/, '').split('/');
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const name = VARIABLES[parts[i]!] ?? parts[i]!.toUpperCase();
    if (name !== '') pairs.push([name, parts[i + 1]!.replaceAll('--slash--', '/')]);
  }
  return Object.fromEntries(pairs);
}
