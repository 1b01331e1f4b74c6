import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { connect } from 'node:net';
import type { Container, Probe } from '../kube-object';

/** Whether a probe succeeds. A probe of a kind that this node does not know always does. */
export function succeeds(
  ip: string,
  container: Container,
  { httpGet: http, tcpSocket, timeoutSeconds = 1 }: Probe,
): Promise<boolean> {
  const timeout = timeoutSeconds * 1000;
  if (http !== undefined) {
    const https = http.scheme === 'HTTPS';
    const url = `${https ? 'https' : 'http'}://${ip}:${portOf(container, http.port)}${http.path ?? '/'}`;
    return answersOk(https, url, timeout);
  }
  return tcpSocket === undefined ? Promise.resolve(true) : connects(ip, portOf(container, tcpSocket.port), timeout);
}

function portOf({ ports = [], name }: Container, port: number | string): number {
  if (typeof port === 'number') return port;
  const found = ports.find((candidate) => candidate.name === port);
  if (found === undefined) throw new Error(`container ${name} has a probe of the port "${port}", but no such port`);
  return found.containerPort;
}

function answersOk(https: boolean, url: string, timeout: number): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { agent: false, timeout, rejectUnauthorized: false };
    const request = (https ? httpsGet : httpGet)(url, options, (response) => {
      const status = response.resume().statusCode ?? 0;
      resolve(status >= 200 && status < 400);
    });
    request.on('timeout', () => request.destroy()).on('error', () => resolve(false));
  });
}

function connects(host: string, port: number, timeout: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout });
    const done = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket
      .on('connect', () => done(true))
      .on('timeout', () => done(false))
      .on('error', () => done(false));
  });
}
