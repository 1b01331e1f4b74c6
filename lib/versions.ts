/** The Istio release whose objects are emitted: labels, and the default image tag. */
export const ISTIO_VERSION = '1.31.1';

/** Where the images of Istio come from, without a trailing slash. */
export const ISTIO_HUB = 'registry.istio.io/release';

/** Where the images of bookinfo come from, without a trailing slash. */
export const BOOKINFO_HUB = 'registry.istio.io/release';

/** The release of bookinfo's images. */
export const BOOKINFO_TAG = '1.20.3';

/** The images of what stands around the mesh. */
export const PROMETHEUS_IMAGE = 'docker.io/prom/prometheus:v3.10.0';
export const GRAFANA_IMAGE = 'docker.io/grafana/grafana:12.0.1';
export const KIALI_IMAGE = 'quay.io/kiali/kiali:v2.27';
export const JAEGER_IMAGE = 'docker.io/jaegertracing/jaeger:2.17.0';
export const OTEL_COLLECTOR_IMAGE = 'docker.io/otel/opentelemetry-collector-contrib:0.152.0';

/** The image of the hands-on app, without its tag, which is the colour it shows. */
export const HANDSON_IMAGE = 'docker.io/argoproj/rollouts-demo';

/** The release of the Gateway API whose kinds are there, of its standard channel. */
export const GATEWAY_API_VERSION = 'v1.6.0';

/** Envoy's reference service for rate limits. */
export const RATE_LIMIT_IMAGE = 'docker.io/envoyproxy/ratelimit:3fb70258';

/** Where that service keeps its counts. */
export const REDIS_IMAGE = 'docker.io/library/redis:7.4-alpine';
