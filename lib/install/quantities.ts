import type { Problem } from '../core/problem';
import type { Quantities, Quantity, ResourceRequirements } from './values';

const QUANTITY = /^\+?(\d+\.?\d*|\.\d+)(n|u|m|k|Ki|Mi|M|Gi|G|Ti|T|Pi|P|Ei|E|[eE][+-]?\d+)?$/;

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

function amount(quantity: Quantity): number | undefined {
  const match = QUANTITY.exec(String(quantity));
  if (match === null) return undefined;
  const [, digits = '', suffix = ''] = match;
  return Number(digits) * (FACTORS[suffix] ?? Number(`1${suffix}`));
}

function isSet(quantity: Quantity | undefined): quantity is Quantity {
  return quantity !== undefined && quantity !== '';
}

/** Problems of resources: what is no amount, and what is promised beyond its limit. */
export function resourceProblems(field: string, { requests = {}, limits = {} }: ResourceRequirements): Problem[] {
  const amounts = (part: string, quantities: Quantities) =>
    Object.entries(quantities).flatMap(([name, quantity]) =>
      !isSet(quantity) || amount(quantity) !== undefined
        ? []
        : [{ field: `${field}.${part}.${name}`, problem: 'is no amount', got: quantity, fix: 'use for example 500m or 128Mi' }],
    );
  const beyond = Object.entries(requests).flatMap(([name, request]) => {
    const limit = limits[name];
    if (!isSet(request) || !isSet(limit) || !((amount(request) ?? 0) > (amount(limit) ?? 0)) || amount(limit) === 0) return [];
    const problem = `is more than the limit, which is ${limit}`;
    return [{ field: `${field}.requests.${name}`, problem, got: request, fix: 'lower it, or raise the limit' }];
  });
  return [...amounts('requests', requests), ...amounts('limits', limits), ...beyond];
}
