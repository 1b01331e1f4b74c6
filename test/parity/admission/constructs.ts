import { App, Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { isMap, type Values } from '../../../lib/core/schema/values';
import { TrafficExtension, WasmPlugin } from '../../../lib/extensions';
import {
  DestinationRule,
  EnvoyFilter,
  Gateway,
  ProxyConfig,
  ServiceEntry,
  Sidecar,
  VirtualService,
  WorkloadEntry,
  WorkloadGroup,
} from '../../../lib/networking';
import { DelegateVirtualService } from '../../../lib/networking/delegate-virtual-service';
import { AuthorizationPolicy, PeerAuthentication, RequestAuthentication } from '../../../lib/security';
import { Telemetry } from '../../../lib/telemetry';
import { propsOf } from './props';

type Class = new (scope: Construct, id: string, props: never) => unknown;

const CLASSES: Readonly<Record<string, Class>> = {
  AuthorizationPolicy,
  DestinationRule,
  EnvoyFilter,
  Gateway,
  PeerAuthentication,
  ProxyConfig,
  RequestAuthentication,
  ServiceEntry,
  Sidecar,
  Telemetry,
  TrafficExtension,
  VirtualService,
  WasmPlugin,
  WorkloadEntry,
  WorkloadGroup,
};

/** What the construct of a kind makes of an object: a manifest, or a refusal. */
export type Made = { readonly manifest: Values } | { readonly refusal: string };

function classOf({ kind, spec }: Values): Class {
  const isDelegate = kind === 'VirtualService' && isMap(spec) && spec['hosts'] === undefined;
  return isDelegate ? DelegateVirtualService : (CLASSES[String(kind)] as Class);
}

/** The object, made by the construct of its kind and synthesized; undefined where no props could be like it. */
export function construct(object: Values): Made | undefined {
  const { kind, metadata, spec } = object;
  if (!isMap(spec) || !isMap(metadata)) return undefined;
  try {
    const chart = new Chart(Testing.app({ outdir: '/nonexistent' }), 'test');
    const props = { ...propsOf(String(kind), spec), metadata };
    new (classOf(object))(chart, 'x', props as never);
    // Validates the app, and renders it.
    const [manifest] = Testing.synth(chart) as Values[];
    App.of(chart);
    return { manifest: manifest as Values };
  } catch (error) {
    return { refusal: (error as Error).stack ?? String(error) };
  }
}
