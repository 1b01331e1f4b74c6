import type { Problem } from '../core/problem';
import { Principal, type PrincipalRef } from './principal';
import { accountsOf, missingAccountProblems, OutsideServiceAccount, type ServiceAccountItem } from './service-account';
import { namespaceName, type SourceNamespace } from './source-namespace';

/** How values that refer to something stand in YAML, and what is wrong with them. */
interface Reference<Item> {
  texts(item: Item, namespace: string | undefined): readonly string[];
  problems(field: string, item: Item, namespace: string | undefined): Problem[];
}

const PRINCIPALS: Reference<PrincipalRef> = {
  texts: (item, namespace) => (item instanceof Principal ? item.toWire(namespace) : [item]),
  problems(field, item, namespace) {
    if (item instanceof Principal) return item.problems(field, namespace);
    const fix = "use Principal.of(...), Principal.unchecked(...) for one outside of this program, or '*'";
    return item === '*' ? [] : [{ field, problem: 'is not a Principal', got: item, fix }];
  },
};

const NAMESPACES: Reference<SourceNamespace> = {
  texts: (item) => [namespaceName(item)],
  problems: () => [],
};

const ACCOUNTS: Reference<ServiceAccountItem> = {
  texts(item, namespace) {
    if (item instanceof OutsideServiceAccount) return [item.toWire()];
    return accountsOf(item).flatMap((account) => {
      if (account.missing !== undefined) return [];
      const near = account.namespace === undefined || account.namespace === namespace;
      return [near ? account.name : `${account.namespace}/${account.name}`];
    });
  },
  problems: (field, item) => (item instanceof OutsideServiceAccount ? [] : missingAccountProblems(field, item)),
};

const REFERENCES = new Map<string, Reference<never>>(
  Object.entries({
    principals: PRINCIPALS,
    notPrincipals: PRINCIPALS,
    'source.principal': PRINCIPALS,
    namespaces: NAMESPACES,
    notNamespaces: NAMESPACES,
    'source.namespace': NAMESPACES,
    serviceAccounts: ACCOUNTS,
    notServiceAccounts: ACCOUNTS,
    'source.serviceAccount': ACCOUNTS,
  }),
);

/**
 * Values as they stand in YAML: references as what they refer to, numbers as text.
 * @param name of the field or attribute that they are for
 * @param namespace of the policy
 */
export function renderValues(name: string, values: unknown, namespace: string | undefined): unknown {
  if (!Array.isArray(values)) return values;
  const reference = REFERENCES.get(name);
  if (reference === undefined) return values.map((value) => (typeof value === 'number' ? `${value}` : value));
  return values.flatMap((value) => reference.texts(value as never, namespace));
}

/** Problems of what values refer to, beyond what stands in YAML. */
export function referredProblems(field: string, name: string, values: unknown, namespace: string | undefined): Problem[] {
  const reference = REFERENCES.get(name);
  if (reference === undefined || !Array.isArray(values)) return [];
  return values.flatMap((value, i) => reference.problems(`${field}[${i}]`, value as never, namespace));
}
