/** Where an output folder lists what its `apply.sh` may delete one day. */
export const REMEMBERED = 'kubectl/objects.txt';

/** Namespace of the ConfigMap in which `apply.sh` keeps that list between two runs. */
export const MEMORY_NAMESPACE = 'default';

/** Name of that ConfigMap. */
export const memoryName = (name: string): string => `${name}-objects`;

/** How the list names a ConfigMap. */
export const CONFIG_MAP = 'ConfigMap.v1.';
