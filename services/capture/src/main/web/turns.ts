/*
 * What is sent when, and what becomes of a photo that cannot be sent. Apart from the queue, because it needs neither a browser nor a network.
 */

/** As much of a scan as says when it is its turn. */
export interface Turn {
  readonly id: string;
  readonly body: string;
  photoTries?: number;
}

/** Answers that are about now, not about what was sent. */
export const PASSING = [408, 425, 429, 500, 502, 503, 504];
/** A photo is nothing to wait for: after as many tries that failed while the service answered, what was said is sent without it. */
const MOST_PHOTO_TRIES = 5;

/** The chain that a scan is about: what is said of one chain keeps its order. What is about none is alone. */
export function chainOf({ id, body }: Turn): string {
  return (JSON.parse(body) as { coi?: string }).coi ?? id;
}

/** In their order; but a scan whose photo could not be sent lets the other chains go first. */
export function inTurn<Scan extends Turn>(scans: readonly Scan[]): Scan[] {
  const first: Scan[] = [];
  const last: Scan[] = [];
  const slow = new Set<string>();
  for (const scan of scans) {
    const chain = chainOf(scan);
    if ((scan.photoTries ?? 0) > 0) {
      slow.add(chain);
    }
    (slow.has(chain) ? last : first).push(scan);
  }
  return [...first, ...last];
}

/** After a photo's failed try: its person has to sign in, it is tried again later, or what was said is sent without it. `status` is absent if there was no answer. */
export function afterPhoto(status: number | undefined, tries: number): 'SIGN_IN' | 'AGAIN' | 'WITHOUT' {
  if (status === 401) {
    return 'SIGN_IN';
  }
  const passing = status === undefined || PASSING.includes(status);
  return passing && tries < MOST_PHOTO_TRIES ? 'AGAIN' : 'WITHOUT';
}

/** As much of a scan as says what can be done when the service does not have its photo. */
interface Missed {
  readonly photo?: object | undefined;
  photoMissed?: boolean;
  unanswered?: boolean;
}

/**
 * After the service has lost a photo: it is sent again once, and then what was said is sent without it. What may be on the log with its photo is not said
 * otherwise under the same id: that would be two statements.
 */
export function afterMissed({ photo, photoMissed, unanswered }: Missed): 'AGAIN' | 'WITHOUT' | 'REFUSED' {
  if (photo === undefined) {
    return 'REFUSED';
  }
  if (photoMissed !== true) {
    return 'AGAIN';
  }
  return unanswered === true ? 'REFUSED' : 'WITHOUT';
}
