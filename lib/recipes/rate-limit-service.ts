import { createHash } from 'node:crypto';
import { Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { emit } from '../core/emit';
import type { Manifest } from '../core/manifest';
import { labelNameProblems } from '../core/names';
import { describeProblem, refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import { yamlText } from '../core/yaml-text';
import type { ServiceRef } from '../networking/service-host';
import { RATE_LIMIT_IMAGE, REDIS_IMAGE } from '../versions';
import { hardenedProgram } from './hardened-program';
import { descriptorsOf, type GlobalLimit } from './rate-limit-config';

/** Port of the service on which proxies ask, by gRPC. */
export const RATE_LIMIT_PORT = 8081;
const HEALTH_PORT = 8080;
const REDIS_PORT = 6379;

/** Users of the images. */
const RATE_LIMIT_USER = 65532;
const REDIS_USER = 999;

/** Props of a RateLimitService. */
export interface RateLimitServiceProps {
  /** @default that of the chart */
  readonly namespace?: string;
  /** Pods of the service. They count together, in Redis. @default 2 */
  readonly replicas?: number;
  /** Address of a Redis that is there, `<host>:<port>`. @default one of its own, which forgets all counts when it restarts */
  readonly redis?: string;
}

const NAMES: PropNames<RateLimitServiceProps> = { namespace: 'optional', replicas: 'optional', redis: 'optional' };

/**
 * Counts requests for all proxies together: Envoy's reference service for rate limits, and a Redis behind it unless one is there. What is
 * counted is said by each `GlobalRateLimit` that takes the service.
 */
export class RateLimitService extends Construct {
  readonly service: ServiceRef;
  private readonly domains = new Map<string, readonly GlobalLimit[]>();

  /** @throws InvalidProps when there is no namespace, or the name becomes too long */
  constructor(scope: Construct, id: string, props: RateLimitServiceProps = {}) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { namespace, replicas = 2, redis } = props;
    const place = namespace ?? Chart.of(this).namespace;
    const fix = 'set it, or that of the chart';
    refuse(this.node.path, [
      ...labelNameProblems('id', `${id}-redis`),
      ...(place === undefined ? [{ field: 'namespace', problem: 'is missing, so proxies would not find the service', fix }] : []),
    ]);
    this.service = { name: id, metadata: { namespace: place } };
    const redisName = `${id}-redis`;
    emit(this, [
      this.configMap(),
      ...this.ratelimit(redis ?? `${redisName}:${REDIS_PORT}`, replicas),
      ...(redis === undefined ? this.redis(redisName) : []),
    ]);
    this.node.addValidation({ validate: () => this.problems() });
  }

  /** Adds limits under a name of their own. Called by what asks for them. */
  addDomain(domain: string, limits: readonly GlobalLimit[]): void {
    this.domains.set(domain, limits);
  }

  private problems(): string[] {
    if (this.domains.size > 0) return [];
    const fix = 'pass it to a GlobalRateLimit, or remove it';
    return [describeProblem({ field: 'service', problem: 'counts nothing', got: this.service.name, fix })];
  }

  private config(): Record<string, string> {
    const files = [...this.domains].map(([domain, limits]) => {
      return [`${domain}.yaml`, yamlText({ domain, descriptors: descriptorsOf(limits) })] as const;
    });
    return Object.fromEntries(files);
  }

  private configMap(): Manifest {
    const { name, metadata } = this.service;
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, ...metadata, labels: { app: name } },
      data: Lazy.any({ produce: () => this.config() }),
    };
  }

  /** Pods are new when the limits are, since the service reads them as it starts. */
  private ratelimit(redis: string, replicas: number): Manifest[] {
    const { name, metadata } = this.service;
    const digest = () => createHash('sha256').update(JSON.stringify(this.config())).digest('hex').slice(0, 16);
    return hardenedProgram({
      name,
      namespace: metadata.namespace,
      image: RATE_LIMIT_IMAGE,
      user: RATE_LIMIT_USER,
      replicas,
      command: ['/bin/ratelimit'],
      env: {
        REDIS_SOCKET_TYPE: 'tcp',
        REDIS_URL: redis,
        USE_STATSD: 'false',
        RUNTIME_ROOT: '/data',
        RUNTIME_SUBDIRECTORY: 'ratelimit',
        RUNTIME_WATCH_ROOT: 'false',
        RUNTIME_IGNOREDOTFILES: 'true',
      },
      ports: { grpc: RATE_LIMIT_PORT, http: HEALTH_PORT },
      ready: { httpGet: { path: '/healthcheck', port: HEALTH_PORT }, periodSeconds: 5 },
      resources: { cpu: '50m', memory: '64Mi', limit: '256Mi' },
      podAnnotations: Lazy.any({ produce: () => ({ 'cdk8s-istio/limits': digest() }) }),
      files: { configMap: name, folder: '/data/ratelimit/config' },
    });
  }

  private redis(name: string): Manifest[] {
    return hardenedProgram({
      name,
      namespace: this.service.metadata.namespace,
      image: REDIS_IMAGE,
      user: REDIS_USER,
      replicas: 1,
      args: ['redis-server', '--save', '', '--appendonly', 'no'],
      ports: { 'tcp-redis': REDIS_PORT },
      ready: { tcpSocket: { port: REDIS_PORT }, periodSeconds: 5 },
      resources: { cpu: '50m', memory: '64Mi', limit: '256Mi' },
    });
  }
}
