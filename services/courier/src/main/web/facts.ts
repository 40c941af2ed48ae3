import type { HandoffCode, Queue, Scan } from '@unbroken/kit';
import { messages } from './messages';

export type SealState = 'INTACT' | 'BROKEN' | 'MISSING';
/** `RECORDING` is as it should be and is not stated; the others are what the device's own report would say. */
export type LoggerState = 'RECORDING' | 'STOPPED' | 'SENSOR_FAULT';
export type Milestone = keyof typeof messages.milestones;

/** The forms of the model's identifiers; the service holds them to the same. */
const NUMBER = /^[A-Z0-9][A-Z0-9-]{2,29}$/;
export const isShipper = (text: string): boolean => NUMBER.test(text);
export const isSeal = (text: string): boolean => NUMBER.test(text) && text.length <= 20;
export const isPlace = (text: string): boolean => NUMBER.test(text);

type Said = Parameters<Queue['add']>[0];

/** An event of the person who is signed in here and now, whole as it will be posted. */
function event(queue: Queue, who: string, coi: string, scans: readonly Scan[], fact: { type: keyof typeof messages.titles } & Record<string, unknown>, place: string, subject: string): Said {
  const now = new Date();
  const id = crypto.randomUUID();
  const body = { id, coi, eventTime: now.toISOString(), offsetMinutes: -now.getTimezoneOffset(), device: queue.device, scans, fact };
  return { id, who, when: now.toISOString(), where: place, path: 'api/events', body: JSON.stringify(body), title: messages.titles[fact.type], subject };
}

export function taken(queue: Queue, who: string, code: HandoffCode, seal: string, sealState: SealState, scans: readonly Scan[]): Said {
  const { handoff, from, to, shipper, materials, place } = code;
  return event(queue, who, code.coi, scans, { type: 'HandoffAccepted', handoff, from, to, shipper, seal, sealState, materials, place }, place, `${shipper} · ${messages.from(from)}`);
}

export function given(queue: Queue, who: string, code: HandoffCode, scans: readonly Scan[]): Said {
  const { handoff, from, to, shipper, seal, materials, place } = code;
  return event(queue, who, code.coi, scans, { type: 'HandoffReleased', handoff, from, to, shipper, seal, materials, place }, place, `${shipper} · ${messages.to(to)}`);
}

export function reached(queue: Queue, who: string, coi: string, shipper: string, milestone: Milestone, place: string, scans: readonly Scan[]): Said {
  return event(queue, who, coi, scans, { type: 'TransportMilestoneReached', milestone, shipper, place }, place, `${shipper} · ${messages.milestones[milestone]} · ${place}`);
}

/** What a person saw on a logger, as the logger would report it. */
export function loggerSeen(who: string, logger: string, state: Exclude<LoggerState, 'RECORDING'>, place: string): Said {
  const now = new Date().toISOString();
  const id = crypto.randomUUID();
  const body = { id, readAt: now, conditions: [{ time: now, device: state }] };
  return {
    id,
    who,
    when: now,
    where: place,
    path: `api/loggers/${encodeURIComponent(logger)}/blocks`,
    body: JSON.stringify(body),
    title: messages.titles.logger,
    subject: `${logger} · ${messages.loggerStates[state]}`,
  };
}
