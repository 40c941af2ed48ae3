import { isShipper } from './saying';
import type { Scan, Symbology } from './scan';

/*
 * Which shipper a scan names, as the model reads it (`io.unbroken.custody.scanning.Scans.shipper`): a page has to say it without network. Nothing is
 * repaired here either. What is read otherwise than by the model is found by `ShipperScansTest`.
 */

const GROUP_SEPARATOR = '\u001d';
const ANY = '[!"%&\'()*+,./0-9:;<=>?A-Z_a-z-]';
/** What names a shipper: GRAI, GIAI, SSCC; the first that is there. */
const KEYS = ['8003', '8004', '00'];

type Check = 'none' | 'digit' | 'asset' | 'day' | 'minute';

/** A GS1 application identifier. One with a predefined length needs no separator behind its value. */
interface Identifier {
  form: RegExp;
  length?: number;
  check: Check;
}

const IDENTIFIERS = new Map<string, Identifier>([
  ...each(['00'], '[0-9]{18}', 'digit', 18),
  ...each(['01', '02'], '[0-9]{14}', 'digit', 14),
  ...each(['11', '13', '15', '17'], '[0-9]{6}', 'day', 6),
  ...each(['20'], '[0-9]{2}', 'none', 2),
  ...each(['410', '411', '412', '413', '414', '417'], '[0-9]{13}', 'digit', 13),
  ...each(['402'], '[0-9]{17}', 'digit'),
  ...each(['8017', '8018'], '[0-9]{18}', 'digit'),
  ...each(['8003'], `0[0-9]{13}${ANY}{0,16}`, 'asset'),
  ...each(['7003'], '[0-9]{10}', 'minute'),
  ...each(['37'], '[0-9]{1,8}', 'none'),
  ...each(['8019'], '[0-9]{1,10}', 'none'),
  ...each(['10', '21', '22'], `${ANY}{1,20}`, 'none'),
  ...each(['240', '241', '250', '251', '400', '401', '8004', '90'], `${ANY}{1,30}`, 'none'),
  ...each(['91', '92', '93', '94', '95', '96', '97', '98', '99'], `${ANY}{1,90}`, 'none'),
]);

function each(all: readonly string[], form: string, check: Check, length?: number): [string, Identifier][] {
  return all.map(digits => [digits, { form: new RegExp(`^${form}$`), check, ...(length === undefined ? {} : { length }) }]);
}

/** The symbology identifiers that are read, with the symbol that each is of. */
const AIM: Readonly<Record<string, Symbology>> = {
  ']C0': 'CODE_128', ']C1': 'GS1_128', ']C2': 'CODE_128',
  ']d1': 'DATA_MATRIX', ']d2': 'DATA_MATRIX', ']d3': 'DATA_MATRIX', ']d4': 'DATA_MATRIX', ']d5': 'DATA_MATRIX',
  ']Q0': 'QR_CODE', ']Q1': 'QR_CODE', ']Q2': 'QR_CODE', ']Q3': 'QR_CODE', ']Q4': 'QR_CODE',
};
const AIM_OF_GS1 = [']C1', ']d2', ']d5', ']Q3', ']Q4'];
/** A donation or a chain as people type it, with or without its check character: never a shipper. */
const TYPED_OF_BLOOD = /^(CH[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{4}[0-9A-Z]{6}|[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{10}).?$/;

/** The shipper that a scan names; none if it cannot be read, or is of something else. */
export function shipperOf({ symbology, raw }: Scan): string | undefined {
  if (symbology === 'TYPED') {
    return isShipper(raw) && !TYPED_OF_BLOOD.test(raw) ? raw : undefined;
  }
  const aim = raw.slice(0, 3);
  const led = /^\][A-Za-z][0-9A-Za-z]/.test(aim);
  const said = AIM[aim];
  if (led && (said === undefined || !(said === symbology || symbology === 'UNKNOWN' || (symbology === 'CODE_128' && said === 'GS1_128')))) {
    return undefined;
  }
  const text = led ? raw.slice(aim.length) : raw;
  const number = symbology === 'GS1_128' || AIM_OF_GS1.includes(aim) || text.startsWith(GROUP_SEPARATOR) ? ofElements(text) : /^https?:\/\//i.test(text) ? ofLink(text) : text;
  return number !== undefined && isShipper(number) ? number : undefined;
}

/** Whether a scan is of a shipper that has these numbers: it names one, or has the very characters that a device stated without reading them. */
export function isOf(scan: Scan, ...numbers: readonly (string | undefined)[]): boolean {
  const named = shipperOf(scan);
  return named !== undefined && (numbers.includes(named) || numbers.includes(scan.raw));
}

function ofElements(text: string): string | undefined {
  const elements = new Map<string, string>();
  let rest = text.startsWith(GROUP_SEPARATOR) ? text.slice(1) : text;
  while (rest !== '') {
    const digits = [2, 3, 4].map(length => rest.slice(0, length)).find(start => IDENTIFIERS.has(start));
    if (digits === undefined) {
      return undefined;
    }
    rest = rest.slice(digits.length);
    const separator = rest.indexOf(GROUP_SEPARATOR);
    const end = IDENTIFIERS.get(digits)?.length ?? (separator < 0 ? rest.length : separator);
    if (!takes(elements, digits, rest.slice(0, end))) {
      return undefined;
    }
    rest = rest.slice(end);
    rest = rest.startsWith(GROUP_SEPARATOR) ? rest.slice(1) : rest;
  }
  return isWhole(elements) ? elements.get(KEYS.find(key => elements.has(key)) ?? '') : undefined;
}

/** A GS1 Digital Link whose key is a shipper's: it has no qualifiers, so the path ends with it. */
function ofLink(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s"<>\\^`{|}]/.test(text)) {
    return undefined;
  }
  const elements = new Map<string, string>();
  try {
    const { pathname, search } = new URL(text);
    const [key, value] = pathname.slice(1).split('/').slice(-2).map(decodeURIComponent);
    if (key === undefined || value === undefined || !KEYS.includes(key) || !takes(elements, key, value)) {
      return undefined;
    }
    for (const pair of search.slice(1).split(/[&;]/)) {
      const at = pair.indexOf('=');
      const name = at < 0 ? pair : pair.slice(0, at);
      if (pair.startsWith('725') || name === key || (/^[0-9]{2,4}$/.test(name) && !takes(elements, name, at < 0 ? '' : decodeURIComponent(pair.slice(at + 1))))) {
        return undefined;
      }
    }
    return isWhole(elements) ? value : undefined;
  } catch (failure) {
    if (failure instanceof URIError) {
      return undefined;
    }
    throw failure;
  }
}

/** Takes a value that its identifier can have; said twice it has to be the same. */
function takes(elements: Map<string, string>, digits: string, value: string): boolean {
  const identifier = IDENTIFIERS.get(digits);
  if (identifier === undefined || !identifier.form.test(value) || !holds(identifier.check, value) || (elements.get(digits) ?? value) !== value) {
    return false;
  }
  elements.set(digits, value);
  return true;
}

/** A relation belongs to a provider or recipient. */
function isWhole(elements: ReadonlyMap<string, string>): boolean {
  return !elements.has('8019') || elements.has('8017') || elements.has('8018');
}

function holds(check: Check, value: string): boolean {
  switch (check) {
    case 'none':
      return true;
    case 'digit':
      return hasCheckDigit(value);
    case 'asset':
      return hasCheckDigit(value.slice(0, 14));
    case 'day':
      return isDay(value);
    case 'minute':
      return isDay(value.slice(0, 6)) && Number(value.slice(6, 8)) < 24 && Number(value.slice(8)) < 60;
  }
}

/** Weights 3, 1, 3, … from the right of the last digit but one; with the last, a multiple of ten. */
function hasCheckDigit(digits: string): boolean {
  return [...digits].reverse().reduce((sum, digit, i) => sum + (i % 2 === 1 ? 3 : 1) * Number(digit), 0) % 10 === 0;
}

/** Two digits of the year say no century; day 00 is the last of the month. */
function isDay(six: string): boolean {
  const [year, month, day] = [six.slice(0, 2), six.slice(2, 4), six.slice(4)].map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day <= new Date(Date.UTC(2000 + year, month, 0)).getUTCDate();
}
