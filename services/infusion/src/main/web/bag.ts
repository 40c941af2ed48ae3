import type { Scan } from '@unbroken/kit';

/** What a code is, by its form alone: the service reads it again. */
export type Kind = 'wristband' | 'chain' | 'untyped-check' | 'unit' | 'other';

export function kindOf(scan: Scan): Kind {
  if (/^PT[A-Z2-7]{26}$/.test(scan.raw)) {
    return 'wristband';
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

export interface WholeBag {
  chain: Scan;
  unit: Scan;
}

export function whole(bag: Bag): WholeBag | undefined {
  return bag.chain === undefined || bag.unit === undefined ? undefined : { chain: bag.chain, unit: bag.unit };
}
