import { LONGEST_SCAN } from './scan';

/** What the giving side says and the taking side repeats: both halves of a handoff are about the same. */
export interface HandoffCode {
  handoff: string;
  coi: string;
  from: string;
  to: string;
  shipper: string;
  seal: string;
  place: string;
  materials: readonly string[];
}

/** Names the form and its version. */
const FORM = 'UH1';
/** With what stands before it, a part is no longer than a scan may be, and a symbol stays coarse enough for a scratched phone. */
const PART = LONGEST_SCAN - 60;
/** More parts than this nobody scans. */
const MOST_PARTS = 20;
const PARTED = /^UH1\/(\d{1,2})\/(\d{1,2})\|([0-9a-f]{8})\|(.*)$/s;

/** The texts of the symbols that carry a handoff from one phone to another, with no network: one, or a few to be scanned in any order. */
export function handoffCodes(code: HandoffCode): string[] {
  const whole = [code.handoff, code.coi, code.from, code.to, code.shipper, code.seal, code.place, code.materials.join(',')].join('|');
  const count = Math.ceil(whole.length / PART);
  return Array.from({ length: count }, (_, i) => `${FORM}/${i + 1}/${count}|${code.handoff.slice(0, 8)}|${whole.slice(i * PART, (i + 1) * PART)}`);
}

/** Puts a handoff together from its parts. */
export class HandoffParts {
  private parts: (string | undefined)[] = [];
  private of = '';

  /** How many of how many have been read. */
  get have(): number {
    return this.parts.filter(part => part !== undefined).length;
  }

  get all(): number {
    return this.parts.length;
  }

  /** Whether a code is part of a handoff at all. */
  static is(raw: string): boolean {
    return PARTED.test(raw);
  }

  /** Takes a part. Gives the handoff when it is whole; a part of another handoff begins anew. */
  take(raw: string): HandoffCode | undefined {
    const found = PARTED.exec(raw);
    const number = Number(found?.[1]);
    const count = Number(found?.[2]);
    if (found === null || count < 1 || count > MOST_PARTS || number < 1 || number > count) {
      return undefined;
    }
    const of = `${found[3]}/${count}`;
    if (of !== this.of) {
      this.of = of;
      this.parts = Array.from({ length: count }, () => undefined);
    }
    this.parts[number - 1] = found[4];
    return this.parts.every(part => part !== undefined) ? whole(this.parts.join('')) : undefined;
  }
}

function whole(text: string): HandoffCode | undefined {
  const [handoff, coi, from, to, shipper, seal, place, materials, ...more] = text.split('|');
  if (handoff === undefined || coi === undefined || from === undefined || to === undefined || shipper === undefined || seal === undefined || place === undefined || !materials || more.length > 0) {
    return undefined;
  }
  return { handoff, coi, from, to, shipper, seal, place, materials: materials.split(',') };
}

/** What a code carries of a handoff. */
export function codeOf({ handoff, coi, from, to, shipper, seal, place, materials }: HandoffCode): HandoffCode {
  return { handoff, coi, from, to, shipper, seal, place, materials };
}
