import type { Tracing } from '../../../imports/mesh-config';
import { given, type IstiodValues } from '../values';

/** The tracer of all proxies; `undefined` for none. */
export function defaultTracing({ global }: IstiodValues): Tracing | undefined {
  const { tracer } = global;
  switch (global.proxy.tracer) {
    case 'none':
      return undefined;
    case 'zipkin':
      return { zipkin: { address: given(tracer?.zipkin?.address) ?? `zipkin.${global.istioNamespace}:9411` } };
    case 'datadog':
      return { datadog: { address: given(tracer?.datadog?.address) ?? '$(HOST_IP):8126' } };
    case 'lightstep':
      return { lightstep: tracer?.lightstep };
    case 'stackdriver':
      return {
        stackdriver: {
          debug: false,
          maxNumberOfAttributes: 200,
          maxNumberOfAnnotations: 200,
          maxNumberOfMessageEvents: 200,
        },
      };
  }
}
