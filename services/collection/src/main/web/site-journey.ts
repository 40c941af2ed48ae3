import { factsOf, type HandoffCode, type Stated, type Unit } from '@unbroken/kit';

/** What is to be done next at a site, in its order. */
export const TASKS = ['identity', 'collect', 'labels', 'pack', 'give', 'waiting'] as const;
export type Task = (typeof TASKS)[number];

/** How many different people check the identity before cells are collected. */
export const CHECKERS = 2;

/** One journey as people at the site work on it. */
export interface SiteJourney {
  coi: string;
  order: string;
  product: string;
  patient: string;
  checkedBy: readonly string[];
  din: string | undefined;
  units: readonly Unit[];
  packed: { shipper: string; seal: string; loggers: readonly string[]; materials: readonly string[] } | undefined;
  given: HandoffCode | undefined;
  /** Absent when the courier has it. */
  task: Task | undefined;
}

/** What a journey's events come to; absent if it did not begin here. */
export function siteJourney(coi: string, events: readonly Stated[], we: readonly string[]): SiteJourney | undefined {
  const enrolled = factsOf(events, 'PatientEnrolled').at(-1);
  if (enrolled === undefined) {
    return undefined;
  }
  const ordered = factsOf(events, 'TherapyOrdered').at(-1);
  const checks = factsOf(events, 'IdentityConfirmed').filter(check => check.purpose === 'COLLECTION' && check.wristband === enrolled.patient);
  const collected = factsOf(events, 'MaterialCollected');
  const packing = factsOf(events, 'Packed').filter(packed => we.includes(packed.party)).at(-1);
  const release = factsOf(events, 'HandoffReleased').filter(given => we.includes(given.from)).at(-1);
  const journey = {
    coi,
    order: ordered?.order ?? '',
    product: ordered?.product ?? '',
    patient: enrolled.patient,
    checkedBy: [...new Set(checks.map(check => check.by))],
    din: collected.at(-1)?.din,
    units: collected.flatMap(each => each.units),
    packed: packing === undefined ? undefined : { ...packing, materials: packing.contents.map(label => label.material) },
    given: release === undefined ? undefined : { ...release, coi },
  };
  const reconciled = factsOf(events, 'LabelsReconciled').length > 0;
  const accepted = factsOf(events, 'HandoffAccepted').some(taken => taken.handoff === release?.handoff);
  return { ...journey, task: accepted || factsOf(events, 'Discarded').length > 0 ? undefined : next(journey, reconciled) };
}

function next(journey: Omit<SiteJourney, 'task'>, reconciled: boolean): Task {
  if (journey.given !== undefined) {
    return 'waiting';
  }
  if (journey.packed !== undefined) {
    return 'give';
  }
  if (journey.units.length > 0) {
    return reconciled ? 'pack' : 'labels';
  }
  return journey.checkedBy.length < CHECKERS ? 'identity' : 'collect';
}
