import type { Marks, Pod } from './pod';

const PREFIX = 'resource.opentelemetry.io/';

/** The resource attributes of OpenTelemetry's conventions for Kubernetes, as the variable OTEL_RESOURCE_ATTRIBUTES has them. */
export function openTelemetryAttributes({ metadata, spec }: Pod, namespace: string): string {
  const { annotations = {}, labels = {} } = metadata;
  const { containers = [] } = spec;
  const [first] = containers;
  const instance = first === undefined ? '' : `${namespace}.$(POD_NAME).${first.name}`;
  const image = containers.length === 1 ? imageVersion(first?.image ?? '') : '';
  const attributes = {
    'service.namespace': own(annotations, 'service.namespace') || namespace,
    'service.version': own(annotations, 'service.version') || labels['app.kubernetes.io/version'] || image,
    'service.instance.id': own(annotations, 'service.instance.id') || instance,
  };
  return Object.entries(attributes)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

function own(annotations: Marks, name: string): string {
  return annotations[`${PREFIX}${name}`] ?? '';
}

/** Tag and digest of an image reference, joined by @. */
function imageVersion(image: string): string {
  const [name = '', ...rest] = image.split('@');
  const digest = rest.join('@');
  const colon = name.lastIndexOf(':');
  const tag = colon > name.lastIndexOf('/') ? name.slice(colon + 1) : '';
  return [tag, digest].filter((part) => part !== '').join('@');
}
