import type { Symbology } from './scan';

/** A symbol that a page shows to check a scanner with, and what a scanner that is set up well sends of it. The files are drawn by the module `labels`. */
export interface TestSymbol {
  symbology: Exclude<Symbology, 'TYPED' | 'UNKNOWN'>;
  /** ISO/IEC 15424: the kind of symbol, before what is in it. */
  identifier: string;
  content: string;
}

const GS = '\u001d';

export const TEST_SYMBOLS: readonly TestSymbol[] = [
  { symbology: 'CODE_128', identifier: ']C0', content: '=YZ-yz&/;\'[' },
  { symbology: 'GS1_128', identifier: ']C1', content: '010950110153000310YZ-yz\u001d2112-34' },
  { symbology: 'DATA_MATRIX', identifier: ']d1', content: 'DM=YZyz<>&%/+-_:;\'[]{}()@#*?!$,.|~' },
  { symbology: 'QR_CODE', identifier: ']Q1', content: 'QR=YZyz<>&%/+-_:;\'[]{}()@#*?!$,.|~' },
];

/** How a scan ended: by a key, or by nothing more coming. */
export type Ending = 'Enter' | 'Tab' | 'NONE';

/** What a scanner that is a keyboard typed: each character, or `DEAD` for a key that only changes the next. */
export interface Typed {
  characters: string;
  ending: Ending;
  /** The longest time between two keys. */
  slowestMs: number;
}

/** Stands for a key that types nothing by itself, such as ´ on many keyboards. */
export const DEAD = '\u25cc';

/** Keyboards on which a scanner that types for an American one types something else: first what it means, then what comes. A dead key is one of several. */
const LAYOUTS = {
  GERMAN: {
    y: 'z', z: 'y', Y: 'Z', Z: 'Y', '-': 'ß', '=': '´', '[': 'ü', ']': '+', '\\': '#', ';': 'ö', "'": 'ä', '`': '^', '/': '-',
    _: '?', '+': '`', '{': 'Ü', '}': '*', '|': "'", ':': 'Ö', '"': 'Ä', '~': '°', '<': ';', '>': ':', '?': '_', '@': '"', '#': '§', '^': '&', '&': '/', '*': '(', '(': ')', ')': '=',
  },
  FRENCH: {
    q: 'a', a: 'q', w: 'z', z: 'w', Q: 'A', A: 'Q', W: 'Z', Z: 'W', m: ',', M: '?', ';': 'm', ':': 'M', ',': ';', '<': '.', '.': ':', '>': '/', '/': '!', '?': '§', '-': ')', _: '°', '[': '^', '{': '¨', ']': '$', '}': '£',
    '1': '&', '2': 'é', '3': '"', '4': "'", '5': '(', '6': '-', '7': 'è', '8': '_', '9': 'ç', '0': 'à', '!': '1', '@': '2', '#': '3', $: '4', '%': '5', '^': '6', '&': '7', '*': '8', '(': '9', ')': '0', "'": 'ù', '"': '%',
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>;
export type Layout = keyof typeof LAYOUTS;

/** Keys that are dead on one of these keyboards: what comes is nothing, or the sign. */
const DEAD_SIGNS = ['´', '`', '^', '¨'];

/** What is right or wrong with a scan. */
export type Result =
  | { kind: 'SYMBOL'; symbol: TestSymbol | undefined }
  | { kind: 'IDENTIFIER'; state: 'RIGHT' | 'MISSING' | 'OTHER'; before: string }
  | { kind: 'SEPARATOR'; state: 'RIGHT' | 'LOST' | 'OTHER'; found: string }
  | { kind: 'ENDING'; ending: Ending }
  | { kind: 'KEYBOARD'; state: 'RIGHT' | 'CAPS' | 'OTHER'; layout: Layout | undefined; swaps: readonly { meant: string; came: string }[] }
  | { kind: 'SPEED'; state: 'RIGHT' | 'SLOW'; milliseconds: number };

/** As fast as the pages expect a scanner to type. */
export const SLOWEST_MS = 80;

/** Tells what is right and wrong with what a scanner typed of one of the symbols. */
export function examine({ characters, ending, slowestMs }: Typed): readonly Result[] {
  const best = TEST_SYMBOLS.map(symbol => fit(symbol, characters)).reduce((a, b) => (b.differences < a.differences ? b : a));
  const ends: Result[] = [
    { kind: 'ENDING', ending },
    { kind: 'SPEED', state: slowestMs <= SLOWEST_MS ? 'RIGHT' : 'SLOW', milliseconds: slowestMs },
  ];
  if (best.differences * 2 > best.symbol.content.length) {
    return [{ kind: 'SYMBOL', symbol: undefined }, ...ends];
  }
  const { symbol, before, separator, swaps, keyboard, layout } = best;
  const right = typing(symbol.identifier, layout);
  return [
    { kind: 'SYMBOL', symbol },
    { kind: 'IDENTIFIER', state: same(before, right) ? 'RIGHT' : before === '' ? 'MISSING' : 'OTHER', before },
    ...(separator === undefined ? [] : [separator]),
    { kind: 'KEYBOARD', state: keyboard, layout, swaps },
    ...ends,
  ];
}

interface Fit {
  symbol: TestSymbol;
  differences: number;
  before: string;
  separator: Result | undefined;
  keyboard: 'RIGHT' | 'CAPS' | 'OTHER';
  layout: Layout | undefined;
  swaps: readonly { meant: string; came: string }[];
}

/** How well what came is one of the symbols: typed as it is, on another keyboard, or with Caps Lock; with its separator, without, or with another sign for it. */
function fit(symbol: TestSymbol, characters: string): Fit {
  const separators = symbol.content.includes(GS) ? [GS, '', OTHER] : [GS];
  const keyboards: readonly (Layout | 'CAPS' | undefined)[] = [undefined, 'CAPS', ...(Object.keys(LAYOUTS) as Layout[])];
  const fits = keyboards.flatMap(keyboard =>
    separators.map(separator => {
      const wanted = typing(symbol.content, keyboard).replaceAll(GS, separator);
      const before = characters.slice(0, Math.max(0, characters.length - wanted.length));
      const came = characters.slice(before.length);
      const differences = distance(came, wanted);
      const other = separator === OTHER ? (came[wanted.indexOf(OTHER)] ?? '') : '';
      return {
        symbol, differences, before,
        separator: separators.length === 1 ? undefined : ({ kind: 'SEPARATOR', state: separator === GS ? 'RIGHT' : separator === '' ? 'LOST' : 'OTHER', found: other } as const),
        keyboard: keyboard === undefined ? (differences === 0 ? ('RIGHT' as const) : ('OTHER' as const)) : keyboard === 'CAPS' ? ('CAPS' as const) : ('OTHER' as const),
        layout: keyboard === 'CAPS' ? undefined : keyboard,
        swaps: swapped(symbol.content.replaceAll(GS, separator), came),
      };
    }),
  );
  // Of two that fit as well the one that supposes less is first.
  return fits.reduce((a, b) => (b.differences < a.differences ? b : a));
}

/** Any sign in the place of a separator. */
const OTHER = '\u0000';

/** What comes of a text if it is typed for an American keyboard on another. */
function typing(text: string, keyboard: Layout | 'CAPS' | undefined): string {
  if (keyboard === 'CAPS') {
    return [...text].map(each => (each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase())).join('');
  }
  const signs: Readonly<Record<string, string>> = keyboard === undefined ? {} : LAYOUTS[keyboard];
  return [...text].map(each => signs[each] ?? each).join('');
}

function same(came: string, wanted: string): boolean {
  return came.length === wanted.length && distance(came, wanted) === 0;
}

/** In how many places two texts differ. */
function distance(came: string, wanted: string): number {
  const length = Math.max(came.length, wanted.length);
  return Array.from({ length }, (_, i) => i).filter(i => !alike(came[i], wanted[i])).length;
}

/** A dead key comes as its sign, as nothing that can be seen, or as something else with the next key. */
function alike(came: string | undefined, wanted: string | undefined): boolean {
  return came === wanted || (came !== undefined && wanted === OTHER) || (came === DEAD && wanted !== undefined && DEAD_SIGNS.includes(wanted));
}

function swapped(meant: string, came: string): { meant: string; came: string }[] {
  const swaps = [...meant].map((each, i) => ({ meant: each, came: came[i] ?? '' })).filter(swap => swap.came !== swap.meant && swap.meant !== OTHER);
  return [...new Map(swaps.map(swap => [swap.meant, swap])).values()];
}
