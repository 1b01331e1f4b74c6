import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  dictionary,
  integer,
  oneof,
  record,
  stringMatching,
} from 'fast-check';
import { COMPATIBILITY_VERSIONS } from '../../lib/install/compatibility';
import { PLATFORMS, type PlatformName } from '../../lib/install/platforms';
import { CHART_PROFILES, type ChartProfileName } from '../../lib/install/profiles';

/** Some of the fields, each with a value of its arbitrary. */
export function some<T extends object>(fields: { readonly [K in keyof T]: Arbitrary<T[K]> }): Arbitrary<Partial<T>> {
  return record(fields, { requiredKeys: [], noNullPrototype: true }) as Arbitrary<Partial<T>>;
}

/** One of the values, the first one being the simplest. */
export const oneOf = constantFrom;

export const flag = boolean();

/** A name as Kubernetes takes it for most objects. */
export const name = stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);

/** A revision; some of them look like something else than text. */
export const revision = oneof(
  { weight: 6, arbitrary: name },
  { weight: 1, arbitrary: constantFrom('131', '1e3', 'true', '0x10') },
);

/** Text without quotes, backslashes and line ends. */
export const text = stringMatching(/^[A-Za-z0-9 _.:/,@=+-]{0,12}$/);

/** Text that means the same without quotes. */
export const word = stringMatching(/^[A-Za-z][-A-Za-z0-9_]{0,8}$/);

const labelKey = stringMatching(/^([a-z]{1,6}\.example\.com\/)?[a-z]([-a-z0-9_.]{0,6}[a-z0-9])?$/);

/** Labels, and annotations with values as short. */
export const labels = dictionary(labelKey, oneof(name, constantFrom('', 'true', '12')), { maxKeys: 3, noNullPrototype: true });

/** Environment variables. */
export const env = dictionary(stringMatching(/^X_[A-Z][A-Z0-9_]{0,6}$/), oneof(text, constantFrom('true', '1000000')), {
  maxKeys: 3,
});

/** Folders of a node. */
export const folder = stringMatching(/^(\/[a-z][a-z0-9.]{0,5}){1,3}$/);

/** Number of seconds. */
export const seconds = integer({ min: 0, max: 600 });

/** Addresses with a port. */
export const address = name.map((host) => `${host}.example.com:15012`);

export const pullPolicy = constantFrom('' as const, 'Always' as const, 'IfNotPresent' as const, 'Never' as const);

/** Resources, of which some are amounts that count as none. */
export const resources = some({
  requests: some({ cpu: constantFrom('10m', '', '0.1'), memory: constantFrom('16Mi', '64M', ''), storage: constant('1Gi') }),
  limits: some({ cpu: constantFrom('2', '1500m', ''), memory: constantFrom('1Gi', ''), 'example.com/gpu': constant('1') }),
});

export const tolerations = array(
  constantFrom(
    { key: 'edge', operator: 'Exists' } as const,
    { key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 30 } as const,
  ),
  { maxLength: 2 },
);

export const affinity = constantFrom(
  {},
  {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'edge', operator: 'In' as const, values: ['true', 'yes'] }] }],
      },
    },
  },
);

export const volumes = array(
  constantFrom({ name: 'a', emptyDir: {} }, { name: 'b', secret: { secretName: 'b', optional: true } }),
  { maxLength: 2 },
);

export const volumeMounts = array(constantFrom({ name: 'a', mountPath: '/a' }, { name: 'b', mountPath: '/b', readOnly: true }), {
  maxLength: 2,
});

export const dnsPolicy = constantFrom('' as const, 'None' as const, 'Default' as const, 'ClusterFirst' as const);

export const dnsConfig = constantFrom({}, { nameservers: ['192.0.2.1'], options: [{ name: 'ndots', value: '2' }] });

export const seLinuxOptions = constantFrom({}, { level: 's0:c1,c2' }, { type: 'spc_t' }, { type: 'own_t', user: 'u' });

export const resourceScope = constantFrom('all' as const, 'namespace' as const, 'cluster' as const);

/** What the defaults of all charts depend on. */
export const choices = some({
  profile: constantFrom(...(Object.keys(CHART_PROFILES) as ChartProfileName[])),
  platform: constantFrom(...(Object.keys(PLATFORMS) as PlatformName[])),
  compatibilityVersion: constantFrom(...COMPATIBILITY_VERSIONS),
});
