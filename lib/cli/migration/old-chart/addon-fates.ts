import type { Tree } from '../../../core/tree';
import { Code, literal } from '../literal';
import { at, type Became, type Fate, gone, IMAGE, type Part, prop, type Setting, switches, unlessEmpty } from './fate';

const CLASS = 'kubernetes.io/ingress.class';
const INSIDE = 'it is reached from within the cluster alone';
const NONE = 'no Ingress';

const isOn = (all: Tree, place: string) => at(all, ...place.split('.'), 'enabled') === true;
const setting = (part: Part, path: string, value: unknown): Setting => ({ part, path: path.split('.'), value });
const secret = (name: string, id = name) => new Code(`Secret.fromSecretName(stages.addons, ${literal(id)}, ${literal(name)})`);

/** A part with an Ingress of its own, whose values stand below a path. */
class Exposed {
  /** @param places where the values of an Ingress may stand; of several that are switched on, the first is taken */
  constructor(
    private readonly part: Part,
    private readonly places: readonly string[],
  ) {}

  /** Where the values of its Ingress stand, if one is switched on. */
  private ingress(all: Tree): string | undefined {
    return this.places.find((place) => isOn(all, place));
  }

  private unlessShut(path: string, convert: (value: unknown) => unknown, place?: string): Fate {
    return (value, all) => {
      const taken = this.ingress(all);
      if (taken === undefined || (place !== undefined && !isOn(all, place))) {
        return {
          text: `${taken === undefined ? INSIDE : NONE}, since ${place?.split('.').slice(1).join('.') ?? 'ingress'}.enabled is not true`,
        };
      }
      if (place !== undefined && place !== taken) return { text: `${this.part} has one address, that of ${taken}` };
      const converted = convert(value);
      const text = `reach.${path} of ${this.part}`;
      return converted === undefined
        ? { text: `the default of ${text}` }
        : { text, settings: [setting(this.part, `reach.${path}`, converted)] };
    };
  }

  /** The fates of all that says how it is reached, at one of the places. */
  fates(place: string): Readonly<Record<string, Fate>> {
    const prefix = place.split('.').slice(1).join('.');
    return {
      [`${prefix}.enabled`]: (value, all): Became => {
        if (value === true) {
          return { text: `reach of ${this.part}`, settings: [setting(this.part, 'reach.ingressClassName', 'nginx')] };
        }
        return { text: this.ingress(all) === undefined ? INSIDE : NONE };
      },
      [`${prefix}.hosts`]: this.unlessShut('host', (hosts) => (Array.isArray(hosts) ? (hosts[0] as unknown) : undefined), place),
      [`${prefix}.annotations`]: this.unlessShut('ingressClassName', (annotations) => at(annotations, CLASS), place),
      [`${prefix}.tls`]: this.unlessShut(
        'tls',
        (tls) => {
          const name = Array.isArray(tls) ? at(tls[0], 'secretName') : undefined;
          return name === undefined ? undefined : secret(String(name), `${this.part}-tls`);
        },
        place,
      ),
    };
  }

  readonly contextPath: Fate = this.unlessShut('path', (path) =>
    typeof path === 'string' && path.startsWith('/') && path !== '/' ? path.replace(/\/+$/, '') : undefined,
  );
}

/** A ReadWriteOnce volume; the old chart had 5 GiB. */
const persists =
  (part: Part, path: string): Fate =>
  (value) =>
    value === true
      ? { text: `${path} of ${part}`, settings: [setting(part, path, {})] }
      : { text: 'what it has kept is gone with its pod' };

const keepsTraces = (all: Tree) => at(all, 'tracing', 'jaeger', 'persist') === true;

const UNITS: Readonly<Record<string, readonly [name: string, seconds: number]>> = {
  s: ['seconds', 1],
  m: ['minutes', 60],
  h: ['hours', 3600],
  d: ['days', 86400],
};

/** A time as Prometheus writes it, `6h`. */
function timeOf(value: unknown): { readonly code: Code; readonly seconds: number } | undefined {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(String(value)) ?? [];
  const [name, seconds] = UNITS[unit ?? ''] ?? [];
  return count === undefined || seconds === undefined
    ? undefined
    : { code: new Code(`Duration.${name}(${count})`), seconds: Number(count) * seconds };
}

/** Where there was a password, nobody may come in without one: a token of a service account takes its place. */
const login: Fate = () => ({
  text: 'Kiali has no password of its own any more: login of kiali, by tokens; make the Secret kiali-session (docs/addons.md)',
  settings: [setting('kiali', 'login', { strategy: 'token', sessionKey: secret('kiali-session') })],
});
const loginIf: Fate = (value, all) => (value === true ? login(value, all) : { text: 'nothing to do' });

const admin: Fate = (value) =>
  value === true
    ? {
        text: 'admin of grafana; make the Secret grafana-admin with the entries username and password',
        settings: [setting('grafana', 'admin', secret('grafana-admin'))],
      }
    : { text: 'everybody who reaches it sees the dashboards, and nobody changes them' };

const grafana = new Exposed('grafana', ['grafana.ingress']);
const prometheus = new Exposed('prometheus', ['prometheus.ingress']);
const kiali = new Exposed('kiali', ['kiali.ingress']);
const jaeger = new Exposed('jaeger', ['tracing.ingress', 'tracing.jaeger.ingress']);

/** What became of the values of the parts that watch the mesh. */
export const ADDON_FATES: Readonly<Record<string, Readonly<Record<string, Fate>>>> = {
  grafana: {
    enabled: switches('grafana', 'a Grafana'),
    'security.enabled': admin,
    'security.adminUser': gone('entry username of the Secret grafana-admin'),
    'security.adminPassword': gone('entry password of the Secret grafana-admin, which belongs into no values file'),
    persist: persists('grafana', 'storage'),
    storageClassName: (value, all) =>
      at(all, 'grafana', 'persist') === true
        ? prop('grafana', 'storage.storageClassName', unlessEmpty)(value, all)
        : { text: 'it has no volume' },
    ...grafana.fates('grafana.ingress'),
    contextPath: grafana.contextPath,
    image: gone(IMAGE),
    '**': gone('no prop of Grafana here'),
  },
  prometheus: {
    enabled: switches('prometheus', 'a Prometheus'),
    retention: prop('prometheus', 'retention', (value) => timeOf(value)?.code),
    scrapeInterval: prop('prometheus', 'scrapeIntervalSeconds', (value) => timeOf(value)?.seconds),
    ...prometheus.fates('prometheus.ingress'),
    contextPath: prometheus.contextPath,
    hub: gone(IMAGE),
    tag: gone(IMAGE),
    '**': gone('no prop of Prometheus here'),
  },
  tracing: {
    enabled: switches('jaeger', 'a Jaeger, its provider and a Telemetry'),
    provider: gone('Jaeger, which takes OTLP; other receivers by a TracingProvider'),
    'jaeger.hub': gone(IMAGE),
    'jaeger.tag': gone(IMAGE),
    'jaeger.memory.max_traces': (value, all) =>
      keepsTraces(all) ? { text: 'traces are on the volume' } : prop('jaeger', 'storage.maxTraces')(value, all),
    'jaeger.persist': persists('jaeger', 'storage.volume'),
    'jaeger.storageClassName': (value, all) =>
      keepsTraces(all)
        ? prop('jaeger', 'storage.volume.storageClassName', unlessEmpty)(value, all)
        : { text: 'it has no volume' },
    'jaeger.accessMode': gone('ReadWriteOnce, since one pod writes'),
    ...jaeger.fates('tracing.ingress'),
    ...jaeger.fates('tracing.jaeger.ingress'),
    contextPath: jaeger.contextPath,
    'jaeger.contextPath': jaeger.contextPath,
    '**': gone('no prop of Jaeger here'),
  },
  kiali: {
    enabled: switches('kiali', 'a Kiali'),
    hub: gone(IMAGE),
    tag: gone(IMAGE),
    ...kiali.fates('kiali.ingress'),
    contextPath: kiali.contextPath,
    'dashboard.grafanaURL': gone('taken from the Grafana of the program'),
    'dashboard.jaegerURL': gone('taken from the Jaeger of the program'),
    'dashboard.username': login,
    'dashboard.usernameKey': login,
    'dashboard.passphrase': login,
    'dashboard.passphraseKey': login,
    'dashboard.secretName': login,
    createDemoSecret: loginIf,
    '**': gone('no prop of Kiali here'),
  },
};
