import type { SidecarSpecInboundConnectionPool } from '../../imports/networking.istio.io';
import { countProblems } from '../core/numbers';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { durationProblems, endlessDurationProblems } from './duration';

type Pool = Wire<SidecarSpecInboundConnectionPool>;

function tcpProblems(field: string, tcp: NonNullable<Pool['tcp']>): Problem[] {
  const { maxConnections, connectTimeout, tcpKeepalive, maxConnectionDuration, idleTimeout } = tcp;
  return [
    ...countProblems(`${field}.maxConnections`, maxConnections),
    ...durationProblems(`${field}.connectTimeout`, connectTimeout),
    ...durationProblems(`${field}.tcpKeepalive.time`, tcpKeepalive?.time),
    ...durationProblems(`${field}.tcpKeepalive.interval`, tcpKeepalive?.interval),
    ...durationProblems(`${field}.maxConnectionDuration`, maxConnectionDuration),
    ...endlessDurationProblems(`${field}.idleTimeout`, idleTimeout),
  ];
}

const COUNTS = [
  'http1MaxPendingRequests',
  'http2MaxRequests',
  'maxRequestsPerConnection',
  'maxRetries',
  'maxConcurrentStreams',
] as const;

function keepAliveProblems(field: string, name: 'interval' | 'timeout', text: string | undefined): Problem[] {
  if (text !== undefined) return durationProblems(`${field}.${name}`, text);
  return [{ field: `${field}.${name}`, problem: 'is missing', fix: 'set it, or leave out http2KeepAlive' }];
}

function httpProblems(field: string, http: NonNullable<Pool['http']>): Problem[] {
  const { http2KeepAlive: keepAlive, h2UpgradePolicy, idleTimeout, useClientProtocol } = http;
  const fix = 'remove useClientProtocol, or set h2UpgradePolicy to DO_NOT_UPGRADE';
  return [
    ...COUNTS.flatMap((name) => countProblems(`${field}.${name}`, http[name])),
    ...durationProblems(`${field}.idleTimeout`, idleTimeout),
    ...(h2UpgradePolicy === 'UPGRADE' && useClientProtocol
      ? [{ field: `${field}.useClientProtocol`, problem: 'goes against h2UpgradePolicy UPGRADE', got: true, fix }]
      : []),
    ...(keepAlive === undefined
      ? []
      : [
          ...keepAliveProblems(`${field}.http2KeepAlive`, 'interval', keepAlive.interval),
          ...keepAliveProblems(`${field}.http2KeepAlive`, 'timeout', keepAlive.timeout),
        ]),
  ];
}

/** Problems of limits on connections and requests. */
export function connectionPoolProblems(field: string, pool: Pool | undefined): Problem[] {
  if (pool === undefined) return [];
  if (pool.tcp === undefined && pool.http === undefined) {
    return [{ field, problem: 'sets nothing', got: pool, fix: 'set tcp or http, or leave it out' }];
  }
  return [
    ...(pool.tcp === undefined ? [] : tcpProblems(`${field}.tcp`, pool.tcp)),
    ...(pool.http === undefined ? [] : httpProblems(`${field}.http`, pool.http)),
  ];
}
