import { BlockList, isIP } from 'node:net';

type Family = 'ipv4' | 'ipv6';

const BITS: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };

function familyOf(address: string): Family | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 6 ? 'ipv6' : 'ipv4';
}

/**
 * Whether an address is in a block, `10.0.0.0/8` or a single address. An address that is not known is in no block but the one of all.
 * @returns undefined for what is no block
 */
export function ipBlock(block: string): ((address: string | undefined) => boolean) | undefined {
  const [network = '', length] = block.split('/');
  const family = familyOf(network);
  if (family === undefined) return undefined;
  const bits = length === undefined ? BITS[family] : Number(length);
  if (!Number.isInteger(bits) || bits < 0 || bits > BITS[family]) return undefined;
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return (address) => {
    if (address === undefined) return bits === 0 && family === 'ipv4';
    return familyOf(address) === family && list.check(address, family);
  };
}
