import { Duration } from 'cdk8s';
import { CONFIG_MAP, MEMORY_NAMESPACE, memoryName, REMEMBERED } from '../core/apply-memory';
import type { Manifest } from '../core/manifest';
import type { KubectlDelivery, KustomizeDelivery } from './delivery';
import { type Placement, stagePath } from './layout';
import { crdsOf, istiodWebhooksOf, workloadsOf } from './readiness';
import { groupOf, isCrd, type OutputFile, type RenderedStage } from './rendered-stage';

/** As kubectl takes a kind, whatever its version. */
function typeOf(manifest: Manifest): string {
  const group = groupOf(manifest);
  return group === '' ? `${manifest.kind}.v1.` : `${manifest.kind}.${group}`;
}

function inNamespace({ metadata }: Manifest): string {
  return metadata.namespace === undefined ? '' : `--namespace=${metadata.namespace} `;
}

/** What the script may delete one day, the last applied first; at the end its own memory, which goes with all of them. */
function objectsText(stages: readonly RenderedStage[], name: string): string {
  const lines = stages
    .flatMap(({ objects }) => objects)
    .filter((object) => !isCrd(object))
    .map((object) => `${typeOf(object)} ${object.metadata.name} ${object.metadata.namespace ?? ''}`.trimEnd())
    .reverse();
  return [...lines, `${CONFIG_MAP} ${memoryName(name)} ${MEMORY_NAMESPACE}`].map((line) => `${line}\n`).join('');
}

function waits(stage: RenderedStage, all: readonly RenderedStage[], timeout: string): string[] {
  const crds = crdsOf(stage).map(({ metadata }) => `crd/${metadata.name}`);
  return [
    ...(crds.length === 0 ? [] : [[`kubectl wait --for=condition=Established ${timeout}`, ...crds].join(' \\\n  ')]),
    ...workloadsOf(stage).map(
      (object) => `kubectl rollout status ${timeout} ${inNamespace(object)}${object.kind.toLowerCase()}/${object.metadata.name}`,
    ),
    ...istiodWebhooksOf(stage, all).map(
      ({ kind, metadata }) =>
        `kubectl wait --for=jsonpath='{.webhooks[0].clientConfig.caBundle}' ${timeout} ${kind.toLowerCase()}/${metadata.name}`,
    ),
  ];
}

const head = (name: string) => `#!/bin/sh
# Brings a cluster to what this folder says: stage after stage, each when the one before it is ready. At the end it deletes what was in
# the folder when it last ran, and no longer is, but no CustomResourceDefinition. Its options go to every kubectl: --context=test
set -eu
case "\${1-}" in -h | --help) sed -n '2,3s/^# //p' "$0"; exit ;; esac
dist=$(dirname "$0")
options=
for option; do options="$options '$(printf %s "$option" | sed "s/'/'\\\\\\\\''/g")'"; done
kubectl() { eval "command kubectl $options \\"\\$@\\""; }
apply() { kubectl apply --server-side --field-manager=cdk8s-istio "$@"; }

# The objects of the last run are listed in a ConfigMap, until a run is complete together with those of the next.
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
remember() {
  gzip -9nc "$1" > "$tmp/objects.gz"
  kubectl create configmap ${memoryName(name)} --namespace=${MEMORY_NAMESPACE} --from-file="$tmp/objects.gz" --dry-run=client --output=yaml | apply -f -
}
kubectl get configmap ${memoryName(name)} --namespace=${MEMORY_NAMESPACE} --ignore-not-found \\
  --output='go-template={{index .binaryData "objects.gz" | base64decode}}' > "$tmp/before.gz"
if [ -s "$tmp/before.gz" ]; then gzip -dc "$tmp/before.gz" > "$tmp/before"; else : > "$tmp/before"; fi
{ cat "$tmp/before"; grep -vxFf "$tmp/before" "$dist/${REMEMBERED}" || true; } > "$tmp/both"
remember "$tmp/both"
`;

const TAIL = `
grep -vxFf "$dist/${REMEMBERED}" "$tmp/before" | while read -r type name namespace; do
  kubectl delete --ignore-not-found --wait=false \${namespace:+"--namespace=$namespace"} "$type" "$name" < /dev/null
done
remember "$dist/${REMEMBERED}"
`;

/** `apply.sh`, and the list of objects by which it knows what is no longer there. */
export function applyScript(
  stages: readonly RenderedStage[],
  placement: Placement,
  { by, name = 'mesh', timeout = Duration.minutes(5) }: KubectlDelivery | KustomizeDelivery,
): OutputFile[] {
  const flags = by === 'kustomize' ? '-k' : placement.layout === 'file-per-object' ? '-R -f' : '-f';
  const limit = `--timeout=${Math.ceil(timeout.toSeconds({ integral: false }))}s`;
  const steps = stages.map((stage) =>
    ['', `apply ${flags} "$dist/${stagePath(stage, placement)}"`, ...waits(stage, stages, limit), ''].join('\n'),
  );
  return [
    { path: 'apply.sh', text: [head(name), ...steps, TAIL].join(''), executable: true },
    { path: REMEMBERED, text: objectsText(stages, name) },
  ];
}
