/** The kinds of symbol of the model, and the keyboard. */
export type Symbology = 'CODE_128' | 'DATA_MATRIX' | 'QR_CODE' | 'GS1_128' | 'TYPED' | 'UNKNOWN';

/** A code as it was read, kept raw: what it means is decided later, and never guessed. */
export interface Scan {
  symbology: Symbology;
  raw: string;
}

/** As many characters as the service takes. */
export const LONGEST_SCAN = 256;

/** ISO/IEC 15424: `]`, a letter for the kind of symbol, a modifier. Scanners send it before the code if they are set to. */
const IDENTIFIER = /^\]([A-Za-z])([0-9A-Za-z])/;

/** Symbols that say by their identifier alone that GS1's rules hold for what is in them. It stays with the characters. */
const OF_GS1 = [']d2', ']d5', ']Q3', ']Q4'];

/** Tells what a scanner sent: with an AIM identifier the kind of symbol is known, else not. */
export function ofScanner(characters: string): Scan {
  const found = IDENTIFIER.exec(characters)?.[0];
  if (found === undefined) {
    return { symbology: 'UNKNOWN', raw: characters };
  }
  return { symbology: symbology(found), raw: OF_GS1.includes(found) ? characters : characters.slice(found.length) };
}

/** The kind of symbol that an AIM identifier names. */
function symbology(identifier: string): Symbology {
  switch (identifier.charAt(1)) {
    case 'C':
      return identifier === ']C1' ? 'GS1_128' : 'CODE_128';
    case 'd':
      return 'DATA_MATRIX';
    case 'Q':
      return 'QR_CODE';
    default:
      return 'UNKNOWN';
  }
}
