/** The registry logins of a service account or pod; `undefined` for none. */
export function pullSecrets(names: readonly string[]): readonly { readonly name: string }[] | undefined {
  return names.length === 0 ? undefined : names.map((name) => ({ name }));
}
