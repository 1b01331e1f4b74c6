import { captureCases } from './capture-cases';
import { gatewayCases } from './gateway-cases';
import { grpcCases } from './grpc-cases';
import { meshCases } from './mesh-cases';
import type { InjectionCase } from './pods';
import { proxyCases } from './proxy-cases';
import { quotingCases } from './quoting-cases';
import { refusalCases } from './refusal-cases';
import { workloadCases } from './workload-cases';

export const injectionCases: readonly InjectionCase[] = [
  ...meshCases,
  ...workloadCases,
  ...captureCases,
  ...proxyCases,
  ...gatewayCases,
  ...grpcCases,
  ...quotingCases,
  ...refusalCases,
];
