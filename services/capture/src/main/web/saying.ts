import type { HandoffCode } from './handoff-code';
import { handoffMessages as messages } from './handoff-messages';
import { factOf, type Photo } from './photo';
import type { Queue } from './queue';
import type { Scan } from './scan';

export type SealState = 'INTACT' | 'BROKEN' | 'MISSING';
/** `RECORDING` is as it should be and is not stated; the others are what the device's own report would say. */
export type LoggerState = 'RECORDING' | 'STOPPED' | 'SENSOR_FAULT';

/** The forms of the model's identifiers; the service holds them to the same. */
const NUMBER = /^[A-Z0-9][A-Z0-9-]{2,29}$/;
export const isShipper = (text: string): boolean => NUMBER.test(text);
export const isSeal = (text: string): boolean => NUMBER.test(text) && text.length <= 20;
export const isPlace = (text: string): boolean => NUMBER.test(text);

/** What is put into the queue. */
export type Said = Parameters<Queue['add']>[0];

/** What happened, as the model has it. */
export type Fact = { type: string } & Record<string, unknown>;

/** For people: what was said, and of what. */
export interface Told {
  title: string;
  subject: string;
  place?: string;
}

/** An event of the person who is signed in here and now, whole as it will be posted. */
export function said(queue: Queue, who: string, coi: string, scans: readonly Scan[], fact: Fact, { title, subject, place }: Told): Said {
  const now = new Date();
  const id = crypto.randomUUID();
  const body = { id, coi, eventTime: now.toISOString(), offsetMinutes: -now.getTimezoneOffset(), device: queue.device, scans, fact };
  return { id, who, when: now.toISOString(), where: place, path: 'api/events', body: JSON.stringify(body), title, subject };
}

/** The taking half of a handoff. */
export function taken(queue: Queue, who: string, code: HandoffCode, seal: string, sealState: SealState, scans: readonly Scan[], photo?: Photo): Said {
  const { handoff, from, to, shipper, materials, place } = code;
  const told = { title: messages.titles.HandoffAccepted, subject: `${shipper} · ${messages.from(from)}`, place };
  return { ...said(queue, who, code.coi, scans, { type: 'HandoffAccepted', handoff, from, to, shipper, seal, sealState, materials, place, ...photographed(photo) }, told), photo };
}

/** The giving half of a handoff. */
export function given(queue: Queue, who: string, code: HandoffCode, scans: readonly Scan[], photo?: Photo): Said {
  const { handoff, from, to, shipper, seal, materials, place } = code;
  const told = { title: messages.titles.HandoffReleased, subject: `${shipper} · ${messages.to(to)}`, place };
  return { ...said(queue, who, code.coi, scans, { type: 'HandoffReleased', handoff, from, to, shipper, seal, materials, place, ...photographed(photo) }, told), photo };
}

function photographed(photo: Photo | undefined): { photo?: ReturnType<typeof factOf> } {
  return photo === undefined ? {} : { photo: factOf(photo) };
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
