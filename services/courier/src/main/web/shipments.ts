import { shipperOf, type HandoffCode, type Kept, type Scan } from '@unbroken/kit';
import type { Milestone } from './facts';

/** A point of its way that a shipper reached. */
export interface Reached {
  milestone: Milestone;
  place: string;
  at: string;
}

/** One handoff to or from us, as far as its halves are known. */
export interface Handoff extends HandoffCode {
  /** The shipper's number as its label is read; as the halves state it, it may be the symbol's characters. */
  named: string;
  /** Since it was taken over. */
  reached: Reached | null;
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
  /** What was picked up and dropped off today. */
  done: readonly Handoff[];
}

type Half = HandoffCode & { type: string };

/** An event as this device keeps it. */
interface Said {
  coi: string;
  eventTime: string;
  scans: readonly Scan[];
  fact: Half | ({ type: 'TransportMilestoneReached'; shipper: string } & Omit<Reached, 'at'>);
}

/** What the service knows, and what this device alone knows so far. What was refused did not happen. */
export function known(told: Told | undefined, kept: readonly Kept[]): Map<string, Handoff> {
  // A list that was kept by an earlier page has no more than that one asked for.
  const all = new Map((told?.handoffs ?? []).map(handoff => [handoff.handoff, { ...handoff, named: handoff.named ?? handoff.shipper, reached: handoff.reached ?? null }]));
  for (const { coi, eventTime, scans, fact } of kept.filter(scan => scan.path === 'api/events' && scan.state !== 'refused').map(scan => JSON.parse(scan.body) as Said)) {
    if (isMilestone(fact)) {
      const { milestone, place } = fact;
      for (const way of [...all.values()].filter(way => way.coi === coi && way.shipper === fact.shipper && way.accepted !== null && way.accepted <= eventTime)) {
        all.set(way.handoff, { ...way, reached: way.reached !== null && way.reached.at > eventTime ? way.reached : { milestone, place, at: eventTime } });
      }
    } else if (fact.type === 'HandoffAccepted' || fact.type === 'HandoffReleased') {
      const so = all.get(fact.handoff) ?? begun(fact, coi, scans, [...all.values()]);
      all.set(
        fact.handoff,
        fact.type === 'HandoffReleased'
          ? { ...so, released: so.released ?? eventTime }
          : { ...so, accepted: so.accepted ?? eventTime, acceptances: Math.max(1, so.acceptances) },
      );
    }
  }
  return all;
}

function isMilestone(fact: Said['fact']): fact is Extract<Said['fact'], { type: 'TransportMilestoneReached' }> {
  return fact.type === 'TransportMilestoneReached';
}

/** A handoff of which nothing was known. Its shipper may be. */
function begun({ handoff, from, to, shipper, seal, place, materials }: Half, coi: string, scans: readonly Scan[], others: readonly Handoff[]): Handoff {
  const same = others.filter(other => other.coi === coi && other.shipper === shipper);
  const named = same[0]?.named ?? scans.filter(scan => scan.raw === shipper).map(shipperOf)[0] ?? shipper;
  const loggers = same.find(other => other.loggers.length > 0)?.loggers ?? [];
  return { handoff, coi, from, to, shipper, named, seal, place, materials, loggers, released: null, accepted: null, reached: null, acceptances: 0 };
}

/** What is to be done, the longest waiting first. */
export function work(handoffs: Iterable<Handoff>, we: readonly string[], now = new Date()): Work {
  const all = [...handoffs];
  const goneOn = (taken: Handoff): boolean =>
    all.some(
      given =>
        given.named === taken.named && given.coi === taken.coi && given.from === taken.to && given.released !== null && given.released >= (taken.accepted ?? ''),
    );
  const since = (handoff: Handoff): string => handoff.accepted ?? handoff.released ?? '';
  const inOrder = (chosen: Handoff[]): Handoff[] => chosen.sort((a, b) => (since(a) < since(b) ? -1 : 1));
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  return {
    pickups: inOrder(all.filter(handoff => we.includes(handoff.to) && handoff.released !== null && handoff.accepted === null)),
    carried: inOrder(all.filter(handoff => we.includes(handoff.to) && handoff.accepted !== null && !goneOn(handoff))),
    given: inOrder(all.filter(handoff => we.includes(handoff.from) && !we.includes(handoff.to) && handoff.released !== null && handoff.accepted === null)),
    done: inOrder(all.filter(handoff => handoff.accepted !== null && Date.parse(handoff.accepted) >= today && [handoff.from, handoff.to].some(party => we.includes(party)))),
  };
}
