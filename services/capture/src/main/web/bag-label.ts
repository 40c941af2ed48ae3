import type { Scan } from './scan';

/** What one code of a label names. The service reads every code again and holds it to its check characters. */
export interface Named {
  coi?: string;
  material?: string;
  din?: string;
}

const CHAIN = 'CH[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{4}[0-9A-Z]{6}';
const DONATION = '[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{10}';
/** Ours: chain, its check character, unit. */
const UNIT_OF_CHAIN = new RegExp(`^&u(${CHAIN})[0-9A-Z*]([A-Z0-9][A-Z0-9/-]{3,47})$`);
/** ISBT 128 compound message of donation, product and chain. */
const COMPOUND = new RegExp(`^=\\+[0-9]{5}=(${DONATION})..=<([A-Z0-9]{8}).*&/(${CHAIN})`);
const CHAIN_ALONE = new RegExp(`^&/(${CHAIN})[0-9A-Z*]?$`);
const TYPED_CHAIN = new RegExp(`^(${CHAIN})[0-9A-Z*]$`);
const DONATION_ALONE = new RegExp(`^=(${DONATION})[0-9A-Z]{2}$`);
const TYPED_DONATION = new RegExp(`^(${DONATION})[0-9A-Z*]$`);
const MATERIAL = /^[A-Z0-9][A-Z0-9/-]{3,47}$/;
const WRISTBAND = /^(?:&#[0-9]{4})?(PT[A-Z2-7]{26})$/;

/** The patient's pseudonym that a wristband names. */
export function wristbandOf(scan: Scan): string | undefined {
  return WRISTBAND.exec(scan.raw)?.[1];
}

/** The chain and the unit that a code of a label names, as far as it does. Nothing is guessed: another form names nothing. */
export function namedBy(scan: Scan): Named {
  const { raw } = scan;
  const unit = UNIT_OF_CHAIN.exec(raw);
  if (unit !== null) {
    return { coi: unit[1] ?? '', material: unit[2] ?? '' };
  }
  const compound = COMPOUND.exec(raw);
  if (compound !== null) {
    return { din: compound[1] ?? '', material: `${compound[1]}-${compound[2]}`, coi: compound[3] ?? '' };
  }
  const chain = (CHAIN_ALONE.exec(raw) ?? TYPED_CHAIN.exec(raw))?.[1];
  if (chain !== undefined) {
    return { coi: chain };
  }
  const donation = (DONATION_ALONE.exec(raw) ?? (scan.symbology === 'TYPED' ? TYPED_DONATION.exec(raw) : null))?.[1];
  if (donation !== undefined) {
    return { din: donation };
  }
  return MATERIAL.test(raw) ? { material: raw } : {};
}
