import type { HandoffCode, Kept } from '@unbroken/kit';

/** One handoff to or from us, as far as its halves are known. */
export interface Handoff extends HandoffCode {
  loggers: readonly string[];
  released: string | null;
  accepted: string | null;
  acceptances: number;
}

/** What the service tells of them. */
export interface Told {
  asOf: string;
  /** For whom we give and take. */
  we: readonly string[];
  others: readonly string[];
  handoffs: readonly Handoff[];
}

/** A courier's lists. */
export interface Work {
  pickups: readonly Handoff[];
  carried: readonly Handoff[];
  given: readonly Handoff[];
}

type Half = HandoffCode & { type: string };

/** What the service knows, and what this device alone knows so far. What was refused did not happen. */
export function known(told: Told | undefined, kept: readonly Kept[]): Map<string, Handoff> {
  const all = new Map((told?.handoffs ?? []).map(handoff => [handoff.handoff, handoff]));
  for (const scan of kept.filter(scan => scan.path === 'api/events' && scan.state !== 'refused')) {
    const { coi, eventTime, fact } = JSON.parse(scan.body) as { coi: string; eventTime: string; fact: Half };
    if (fact.type !== 'HandoffAccepted' && fact.type !== 'HandoffReleased') {
      continue;
    }
    const { handoff, from, to, shipper, seal, place, materials } = fact;
    const loggers = [...all.values()].find(other => other.shipper === shipper && other.coi === coi && other.loggers.length > 0)?.loggers ?? [];
    const so = all.get(handoff) ?? { handoff, coi, from, to, shipper, seal, place, materials, loggers, released: null, accepted: null, acceptances: 0 };
    all.set(
      handoff,
      fact.type === 'HandoffReleased'
        ? { ...so, released: so.released ?? eventTime }
        : { ...so, accepted: so.accepted ?? eventTime, acceptances: Math.max(1, so.acceptances) },
    );
  }
  return all;
}

/** What is to be done, the longest waiting first. */
export function work(handoffs: Iterable<Handoff>, we: readonly string[]): Work {
  const all = [...handoffs];
  const goneOn = (taken: Handoff): boolean =>
    all.some(
      given =>
        given.shipper === taken.shipper && given.coi === taken.coi && given.from === taken.to && given.released !== null && given.released >= (taken.accepted ?? ''),
    );
  const since = (handoff: Handoff): string => handoff.accepted ?? handoff.released ?? '';
  const inOrder = (chosen: Handoff[]): Handoff[] => chosen.sort((a, b) => (since(a) < since(b) ? -1 : 1));
  return {
    pickups: inOrder(all.filter(handoff => we.includes(handoff.to) && handoff.released !== null && handoff.accepted === null)),
    carried: inOrder(all.filter(handoff => we.includes(handoff.to) && handoff.accepted !== null && !goneOn(handoff))),
    given: inOrder(all.filter(handoff => we.includes(handoff.from) && !we.includes(handoff.to) && handoff.released !== null && handoff.accepted === null)),
  };
}
