import { actMessages as messages } from './act-messages';
import { numberOf, valuesOf, type Act, type Draft, type Field, type Slot } from './act-step';
import { namedBy } from './bag-label';
import { handoffMessages } from './handoff-messages';
import { isSeal, type Fact } from './saying';
import type { Scan } from './scan';
import { isOf, shipperOf } from './shipper-scan';

/** Loggers of one shipper or store; and labels of one print job, as many as the model takes. */
const MOST_LOGGERS = 4;
const MOST_LABELS = 1_000;
export const LOGGER = /^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/;
const EQUIPMENT = /^[A-Z0-9][A-Z0-9-]{1,29}$/;
const LOT = /^[A-Z0-9][A-Z0-9-]{2,19}$/;

/** Bags of one chain, each by its label. A label of another chain is never taken. */
export function bagSlot(coi: string, materials: readonly string[], label = messages.bag): Slot {
  return {
    name: 'bags', label, least: materials.length, most: materials.length, expected: materials,
    read: scan => namedBy(scan).material,
    wrong: (_, scan) => ofOther(scan, coi),
    otherwise: messages.notLabel,
  };
}

function ofOther(scan: Scan, coi: string): string | undefined {
  const named = namedBy(scan).coi;
  return named === undefined || named === coi ? undefined : messages.otherChain(named);
}

/** A shipper, whatever its label says it by; the expected one by the number that was stated of it. */
export function shipperSlot(expected?: string): Slot {
  const read = (scan: Scan): string | undefined => (isOf(scan, expected) ? expected : shipperOf(scan));
  const slot = { name: 'shipper', label: handoffMessages.shipper, least: 1, most: 1, read, otherwise: messages.notShipper };
  return expected === undefined ? slot : { ...slot, expected: [expected] };
}

export function loggerSlot(wrong?: (value: string) => string | undefined): Slot {
  const slot = { name: 'logger', label: handoffMessages.logger, hint: messages.loggerHint, least: 1, most: MOST_LOGGERS, read: (scan: Scan) => (LOGGER.test(scan.raw) ? scan.raw : undefined), otherwise: messages.notLogger };
  return wrong === undefined ? slot : { ...slot, wrong };
}

export function equipmentSlot(name: string, label: string, expected?: string): Slot {
  const slot = { name, label, least: 1, most: 1, read: (scan: Scan) => (EQUIPMENT.test(scan.raw) ? scan.raw : undefined), otherwise: messages.notEquipment };
  return expected === undefined ? slot : { ...slot, expected: [expected] };
}

export function lotSlot(name: string, label: string, wrong?: (lot: string) => string | undefined): Slot {
  const slot = { name, label, least: 1, most: 1, read: (scan: Scan) => (LOT.test(scan.raw) ? scan.raw : undefined), otherwise: messages.notLot };
  return wrong === undefined ? slot : { ...slot, wrong };
}

/** Labels: each is read back from its bag, and all are counted. */
export function labelling(draft: Draft, materials: readonly string[]): Act {
  const [printed, applied, destroyed] = ['printed', 'applied', 'destroyed'].map(name => numberOf(draft.fields[name] ?? ''));
  const lost = printed === undefined || applied === undefined || destroyed === undefined ? 0 : printed - applied - destroyed;
  const count = (name: 'printed' | 'applied' | 'destroyed'): Field => ({ kind: 'number', name, label: messages.counts[name], least: 0, most: MOST_LABELS });
  return {
    title: messages.labelling,
    slots: [bagSlot(draft.coi, materials, messages.readBack)],
    fields: [count('printed'), count('applied'), count('destroyed')],
    warnings: lost === 0 ? [] : [messages.lostLabels(lost)],
    button: messages.labelled,
  };
}

export function reconciled(draft: Draft): Fact {
  const count = (name: string): number => numberOf(draft.fields[name] ?? '') ?? 0;
  return { type: 'LabelsReconciled', printed: count('printed'), applied: count('applied'), destroyed: count('destroyed') };
}

/** Bags into a shipper with its loggers, and a seal onto it. How many loggers is said before one is read: a number does not tell whether it is a logger's or a seal's. */
export function packing(draft: Draft, materials: readonly string[]): Act {
  const numbers = [...valuesOf(draft, 'shipper'), ...valuesOf(draft, 'seal')];
  const once = (value: string): string | undefined => (numbers.includes(value) ? messages.takenAlready(value) : undefined);
  const count = numberOf(draft.fields['loggers'] ?? '');
  const loggers = count === undefined ? { ...loggerSlot(once), first: messages.loggersFirst } : { ...loggerSlot(once), least: count, most: count };
  return {
    title: messages.packing,
    slots: [
      bagSlot(draft.coi, materials),
      { ...shipperSlot(), wrong: once },
      loggers,
      { name: 'seal', label: handoffMessages.seal, least: 1, most: 1, read: scan => (isSeal(scan.raw) ? scan.raw : undefined), wrong: value => once(value) ?? (valuesOf(draft, 'logger').includes(value) ? messages.takenAlready(value) : undefined), otherwise: handoffMessages.noSeal },
    ],
    fields: [{ kind: 'choice', name: 'loggers', label: messages.loggerCount, options: messages.loggerCounts, before: true }],
    wrong: count !== undefined && valuesOf(draft, 'logger').length > count ? [messages.loggersMore] : [],
    button: messages.packed,
  };
}

export function packed(draft: Draft): Fact {
  const contents = valuesOf(draft, 'bags').map(material => ({ coi: draft.coi, material }));
  return { type: 'Packed', shipper: valuesOf(draft, 'shipper')[0], seal: valuesOf(draft, 'seal')[0], contents, loggers: valuesOf(draft, 'logger') };
}

/** What is wrong with the times of something that started and ended. */
export function disorder(draft: Draft): string[] {
  const { started, ended } = draft.fields;
  return started !== undefined && ended !== undefined && started !== '' && ended !== '' && started > ended ? [messages.disordered] : [];
}

/** The times of something that started and ended. */
export const times: readonly Field[] = [
  { kind: 'time', name: 'started', label: messages.started },
  { kind: 'time', name: 'ended', label: messages.ended },
];

/** A local time of a field, as an instant. */
export function instant(local: string | undefined): string {
  return new Date(local ?? '').toISOString();
}
