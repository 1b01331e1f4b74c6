import messages from '../../../imports/mesh-config.json';
import type { Kind } from './kind';

/** The fields of Istio's MeshConfig and of the messages in it, by name of the message. */
export const MESSAGES: Readonly<Record<string, Readonly<Record<string, Kind>>>> = messages as never;
