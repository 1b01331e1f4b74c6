// @ts-check
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { istioctl } from './istioctl.mjs';
import { nameOf, parseManifests } from './manifests.mjs';

/** @typedef {import('./manifests.mjs').Manifest} Manifest */
/** @typedef {import('./manifests.mjs').ManifestFile} ManifestFile */
/** @typedef {{ metadata?: Partial<import('./manifests.mjs').Metadata>, spec: any }} PodTemplate */

/**
 * Injects every pod that the webhooks of the folder would be asked about, with the configuration in the
 * folder, and looks at what comes out.
 *
 * @param {string} folder where the configuration is put for istioctl
 * @param {ManifestFile[]} files
 * @returns {Promise<{ sidecars: number, gateways: number, others: number }>}
 */
export async function checkInjection(folder, files) {
  const all = files.flatMap(({ manifests }) => manifests);
  const count = { sidecars: 0, gateways: 0, others: 0 };
  const problems = [];
  for (const file of files) {
    /** @type {Map<string, Manifest[]>} */
    const byRevision = new Map();
    for (const workload of file.manifests) {
      const template = podTemplate(workload);
      if (!template) {
        continue;
      }
      const revision = injectingRevision(all, workload, template);
      if (revision === undefined || optedOut(template)) {
        count.others++;
        problems.push(...leftAlone(all, workload, template).map((problem) => `${file.name}: ${nameOf(workload)}: ${problem}`));
      } else {
        byRevision.set(revision, [...(byRevision.get(revision) ?? []), workload]);
      }
    }
    for (const [revision, workloads] of byRevision) {
      const injected = await inject(folder, all, file, revision);
      for (const workload of workloads) {
        const before = podTemplate(workload);
        const after = injected.find((candidate) => nameOf(candidate) === nameOf(workload));
        const templates = before?.metadata?.annotations?.['inject.istio.io/templates'] ?? 'sidecar';
        count[templates.includes('gateway') ? 'gateways' : 'sidecars']++;
        problems.push(
          ...shortcomings(after && podTemplate(after), templates).map(
            (problem) => `${file.name}: ${nameOf(workload)}: ${problem}`,
          ),
        );
      }
    }
  }
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  return count;
}

/**
 * @param {Manifest} manifest
 * @returns {PodTemplate | undefined}
 */
function podTemplate({ kind, metadata, spec }) {
  switch (kind) {
    case 'Pod':
      return { metadata, spec };
    case 'Deployment':
    case 'DaemonSet':
    case 'StatefulSet':
    case 'ReplicaSet':
    case 'Job':
      return spec.template;
    case 'CronJob':
      return spec.jobTemplate.spec.template;
  }
}

/**
 * The revision of the first webhook that selects the pod; the others of its revision change nothing more.
 *
 * @param {Manifest[]} all
 * @param {Manifest} workload
 * @param {PodTemplate} template
 */
function injectingRevision(all, workload, template) {
  const namespace = {
    ...namespaceLabels(all, workload),
    'kubernetes.io/metadata.name': workload.metadata.namespace ?? 'default',
  };
  return all
    .filter(({ kind }) => kind === 'MutatingWebhookConfiguration')
    .find(({ webhooks = [] }) =>
      webhooks.some(
        ({ namespaceSelector, objectSelector }) =>
          selects(namespaceSelector, namespace) && selects(objectSelector, template.metadata?.labels ?? {}),
      ),
    )?.metadata.labels?.['istio.io/rev'];
}

/**
 * @param {Manifest[]} all
 * @param {Manifest} workload
 */
function namespaceLabels(all, workload) {
  return (
    all.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === workload.metadata.namespace)?.metadata.labels ?? {}
  );
}

/**
 * @param {{ matchLabels?: Record<string, string>, matchExpressions?: { key: string, operator: string, values?: string[] }[] } | undefined} selector
 * @param {Record<string, string>} labels
 */
function selects(selector, labels) {
  const same = Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return (
    same &&
    (selector?.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      const label = labels[key];
      switch (operator) {
        case 'In':
          return label !== undefined && values.includes(label);
        case 'NotIn':
          return label === undefined || !values.includes(label);
        case 'Exists':
          return label !== undefined;
        case 'DoesNotExist':
          return label === undefined;
      }
      throw new Error(`selector operator "${operator}" is not one of Kubernetes`);
    })
  );
}

/** @param {PodTemplate} template */
function optedOut({ metadata, spec }) {
  const inject = metadata?.labels?.['sidecar.istio.io/inject'] ?? metadata?.annotations?.['sidecar.istio.io/inject'];
  return inject === 'false' || spec.hostNetwork === true;
}

/**
 * What is wrong with a pod that no webhook will change.
 *
 * @param {Manifest[]} all
 * @param {Manifest} workload
 * @param {PodTemplate} template
 * @returns {string[]}
 */
function leftAlone(all, workload, template) {
  if (containers(template).some(({ image }) => image === 'auto')) {
    return ['image auto stays as it is, because nothing injects this pod'];
  }
  const asks =
    namespaceLabels(all, workload)['istio-injection'] === 'enabled' ||
    template.metadata?.labels?.['sidecar.istio.io/inject'] === 'true';
  return asks && !optedOut(template) ? ['asks for injection, but no MutatingWebhookConfiguration of the folder selects it'] : [];
}

/**
 * @param {PodTemplate | undefined} template
 * @param {string} templates
 * @returns {string[]}
 */
function shortcomings(template, templates) {
  if (!template) {
    return ['istioctl kube-inject lost it'];
  }
  const found = containers(template).map(({ name }) => name);
  const missing = [];
  if (/sidecar|gateway/.test(templates) && !found.includes('istio-proxy')) {
    missing.push('has no container istio-proxy after injection');
  }
  if (templates.includes('sidecar') && !found.includes('istio-init') && !found.includes('istio-validation')) {
    missing.push('has no init container istio-init or istio-validation after injection');
  }
  if (containers(template).some(({ image }) => !image || image === 'auto')) {
    missing.push('has a container without a real image after injection');
  }
  return missing;
}

/**
 * @param {PodTemplate} template
 * @returns {{ name: string, image?: string }[]}
 */
function containers({ spec }) {
  return [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
}

/**
 * @param {string} folder
 * @param {Manifest[]} all
 * @param {ManifestFile} file
 * @param {string} revision
 */
async function inject(folder, all, file, revision) {
  const suffix = revision === 'default' ? '' : `-${revision}`;
  const config = (/** @type {string} */ name, /** @type {string} */ key) => {
    const map = all.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name + suffix);
    if (map?.data?.[key] === undefined) {
      throw new Error(
        `revision ${revision} is to inject ${file.name}, but no ConfigMap ${name + suffix} of the folder has a key ${key}`,
      );
    }
    const path = join(folder, `${name}${suffix}.${key}`);
    writeFileSync(path, map.data[key]);
    return path;
  };
  // With a revision istioctl takes all three from files; without, it looks for a cluster and hangs.
  const { code, out, err } = await istioctl(
    folder,
    'kube-inject',
    '--revision',
    revision,
    '--injectConfigFile',
    config('istio-sidecar-injector', 'config'),
    '--valuesFile',
    config('istio-sidecar-injector', 'values'),
    '--meshConfigFile',
    config('istio', 'mesh'),
    '-f',
    file.path,
  );
  if (code !== 0) {
    throw new Error(`${file.name}:\n${err.trim()}`);
  }
  return parseManifests(`kube-inject of ${file.name}`, out);
}
