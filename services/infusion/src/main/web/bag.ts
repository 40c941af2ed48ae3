import type { Scan } from '@unbroken/kit';

/** What a code is, by its form alone: the service reads it again. */
export type Kind = 'wristband' | 'label' | 'chain' | 'untyped-check' | 'unit' | 'other';

export function kindOf(scan: Scan): Kind {
  if (/^(&#[0-9]{4})?PT[A-Z2-7]{26}$/.test(scan.raw)) {
    return 'wristband';
  }
  if (scan.raw.startsWith('&u') || scan.raw.startsWith('=+')) {
    return 'label';
  }
  if (scan.raw.startsWith('&/')) {
    return 'chain';
  }
  if (scan.symbology === 'TYPED' && /^CH[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{4}[0-9A-Z]{6}[0-9A-Z*]?$/.test(scan.raw)) {
    return scan.raw.length === 16 ? 'chain' : 'untyped-check';
  }
  return /^[A-Z0-9][A-Z0-9/-]{3,47}$/.test(scan.raw) ? 'unit' : 'other';
}

/** The two codes of one label, as far as they were read. */
export interface Bag {
  chain?: Scan;
  unit?: Scan;
}

/** A label as it was read: one code that names chain and unit, or a code of each. */
export interface WholeBag {
  name: string;
  scans: readonly Scan[];
}

/** A code that is a whole label. */
export function labelled(scan: Scan): WholeBag {
  // `&u`, the chain with its check character, the unit.
  return { name: scan.raw.startsWith('&u') ? scan.raw.slice(18) : scan.raw, scans: [scan] };
}

export function whole(bag: Bag): WholeBag | undefined {
  return bag.chain === undefined || bag.unit === undefined ? undefined : { name: bag.unit.raw, scans: [bag.chain, bag.unit] };
}

/** Whether both are the same label. */
export function same(one: WholeBag, other: WholeBag): boolean {
  return one.scans.map(scan => scan.raw).join('\n') === other.scans.map(scan => scan.raw).join('\n');
}

/** The code that was typed by hand, if one was. */
export function typed(bag: WholeBag): boolean {
  return bag.scans.some(scan => scan.symbology === 'TYPED');
}
