import { Size } from 'cdk8s';
import { Secret } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Gateway } from '../../lib';
import { type AddonsNamespace, Grafana, ImageMirror, Jaeger, Kiali, OpenTelemetryCollector, Prometheus } from '../../lib';

declare const scope: Construct;
declare const namespace: AddonsNamespace;
declare const prometheus: Prometheus;
declare const jaeger: Jaeger;
declare const gateway: Gateway;

const HOST = { host: 'tools.example.com' } as const;
const secret = Secret.fromSecretName(scope, 'secret', 'secret');

// @ts-expect-error: without a Prometheus it has nothing to show
new Kiali(scope, 'a', { namespace });
// @ts-expect-error: a context path begins with a slash
new Prometheus(scope, 'b', { namespace, reach: { ...HOST, path: 'prometheus', ingressClassName: 'nginx' } });
// @ts-expect-error: a volume has a size
new Prometheus(scope, 'c', { namespace, storage: { storageClassName: 'fast' } });
// @ts-expect-error: one way in, not two
new Prometheus(scope, 'd', { namespace, reach: { ...HOST, ingressClassName: 'nginx', gateway } });
// @ts-expect-error: a Gateway asks nobody for name and password
new Prometheus(scope, 'e', { namespace, reach: { ...HOST, gateway, basicAuth: secret } });
// @ts-expect-error: a Gateway has its own certificate
new Prometheus(scope, 'f', { namespace, reach: { ...HOST, gateway, tls: secret } });
// @ts-expect-error: a host without a way
new Prometheus(scope, 'g', { namespace, reach: HOST });
// @ts-expect-error: sessions are signed
new Kiali(scope, 'h', { namespace, prometheus, login: { strategy: 'token' } });
// @ts-expect-error: Kiali has no passwords
new Kiali(scope, 'i', { namespace, prometheus, login: { strategy: 'password', sessionKey: secret } });
// @ts-expect-error: in memory or on a volume
new Jaeger(scope, 'j', { namespace, storage: { maxTraces: 1, volume: { size: Size.gibibytes(1) } } });
// @ts-expect-error: what is kept in memory has no age
new Jaeger(scope, 'k', { namespace, storage: { maxTraces: 1, retention: 3 } });
// @ts-expect-error: an outside store has an address
new Jaeger(scope, 'l', { namespace, storage: { elasticsearch: { servers: [] } } });
// @ts-expect-error: traces go somewhere
new OpenTelemetryCollector(scope, 'm', { namespace });
// @ts-expect-error: to one place
new OpenTelemetryCollector(scope, 'n', { namespace, traces: { jaeger, endpoint: 'a:1' } });
// @ts-expect-error: Jaeger keeps no logs
new OpenTelemetryCollector(scope, 'o', { namespace, traces: { jaeger }, logs: { jaeger } });
// @ts-expect-error: a login is a Secret, not a password
new Grafana(scope, 'p', { namespace, prometheus, admin: 'admin' });
// @ts-expect-error: digests are by image
new ImageMirror(scope, 'q', { digests: ['sha256:0'] });
