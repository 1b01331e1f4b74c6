/** A ServiceAccount, of cdk8s-plus-27 or any object with its name, or its name alone. */
export type AccountRef = string | { readonly name: string };

/** The name of a ServiceAccount. */
export function accountName(account: AccountRef | undefined): string | undefined {
  return typeof account === 'object' ? account.name : account;
}
