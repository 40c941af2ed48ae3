import { factsOf, type Facts, type HandoffCode, type MakingStep, type QcTest, type Stated, type Unit } from '@unbroken/kit';

/** What is to be done at a facility, in its order. */
export const TASKS = ['receive', 'unpack', 'held', 'start', 'step', 'formulate', 'labels', 'freeze', 'store', 'test', 'decide', 'retrieve', 'discard', 'pack', 'give', 'waiting'] as const;
export type Task = (typeof TASKS)[number];

export const STEPS: readonly MakingStep[] = ['SELECTION', 'ACTIVATION', 'TRANSDUCTION', 'EXPANSION', 'HARVEST'];
export const TESTS: readonly QcTest[] = ['VIABILITY', 'IDENTITY', 'POTENCY', 'STERILITY', 'TRANSDUCTION_EFFICIENCY', 'REPLICATION_COMPETENT_VIRUS'];

interface Shipment {
  shipper: string;
  seal: string;
  loggers: readonly string[];
  materials: readonly string[];
}

/** One journey as people at the facility work on it. */
export interface FacilityJourney {
  coi: string;
  product: string;
  /** On its way here. */
  coming: (HandoffCode & { loggers: readonly string[] }) | undefined;
  /** The handoffs of which somebody said that they took over. */
  accepted: readonly string[];
  /** Here and not opened. */
  arrived: Shipment | undefined;
  /** What came with the last delivery, opened or not. */
  delivered: readonly string[];
  /** What was taken out and found. */
  found: readonly string[];
  lot: string | undefined;
  nextStep: MakingStep | undefined;
  units: readonly Unit[];
  expires: string;
  store: string | undefined;
  results: readonly (Facts['QcResultReported'] & { by: string })[];
  decision: (Facts['LotDecided'] & { by: string; eventTime: string }) | undefined;
  packed: Shipment | undefined;
  given: HandoffCode | undefined;
  /** None when it has left. */
  tasks: readonly Task[];
}

/** What a journey's events come to; absent if it has nothing to do with this facility. */
export function facilityJourney(coi: string, events: readonly Stated[], we: readonly string[]): FacilityJourney | undefined {
  const ours = events.filter(event => we.includes(event.party));
  const offers = factsOf(events, 'HandoffReleased').filter(given => we.includes(given.to));
  const acceptances = factsOf(events, 'HandoffAccepted');
  const arrivals = acceptances.filter(taken => we.includes(taken.to));
  if (offers.length === 0 && ours.length === 0) {
    return undefined;
  }
  const opened = factsOf(ours, 'Unpacked');
  const loggersOf = (shipper: string): readonly string[] => factsOf(events, 'Packed').filter(packed => packed.shipper === shipper).at(-1)?.loggers ?? [];
  const offer = offers.filter(given => !acceptances.some(taken => taken.handoff === given.handoff)).at(-1);
  const arrival = arrivals.filter(taken => !opened.some(each => each.shipper === taken.shipper && each.eventTime >= taken.eventTime)).at(-1);
  const inspection = factsOf(ours, 'ReceiptInspected').at(-1);
  const lot = factsOf(ours, 'LotStarted').at(-1)?.lot;
  const done = factsOf(ours, 'ManufacturingStepCompleted').map(step => step.step);
  const formulated = factsOf(ours, 'ProductFormulated').at(-1);
  const units = formulated?.units ?? [];
  const packing = factsOf(ours, 'Packed').filter(packed => packed.contents.some(label => units.some(unit => unit.material === label.material))).at(-1);
  const release = factsOf(ours, 'HandoffReleased').filter(given => we.includes(given.from)).at(-1);
  const journey = {
    coi,
    product: factsOf(events, 'TherapyOrdered').at(-1)?.product ?? '',
    coming: offer === undefined ? undefined : { ...offer, coi, loggers: loggersOf(offer.shipper) },
    accepted: acceptances.map(taken => taken.handoff),
    arrived: arrival === undefined ? undefined : { ...arrival, loggers: loggersOf(arrival.shipper) },
    delivered: arrivals.at(-1)?.materials ?? [],
    found: inspection?.found.filter(label => label.coi === coi).map(label => label.material) ?? [],
    lot,
    nextStep: STEPS.find(step => !done.includes(step)),
    units,
    expires: formulated?.expires ?? '',
    store: inStore(ours, units),
    results: latest(factsOf(ours, 'QcResultReported')),
    decision: factsOf(ours, 'LotDecided').at(-1),
    packed: packing === undefined ? undefined : { ...packing, materials: packing.contents.map(label => label.material) },
    given: release === undefined ? undefined : { ...release, coi },
  };
  const gone = factsOf(ours, 'Discarded').length > 0 || acceptances.some(taken => taken.handoff === release?.handoff);
  return {
    ...journey,
    tasks: gone
      ? []
      : tasks(journey, {
          inspected: inspection?.outcome,
          labelled: factsOf(ours, 'LabelsReconciled').some(each => formulated !== undefined && each.eventTime >= formulated.eventTime),
          frozen: factsOf(ours, 'Cryopreserved').length > 0,
          stored: factsOf(ours, 'Stored').length > 0,
        }),
  };
}

/** The store in which the product is now. */
function inStore(ours: readonly Stated[], units: readonly Unit[]): string | undefined {
  const isProduct = (move: { materials: readonly string[] }): boolean => move.materials.some(material => units.some(unit => unit.material === material));
  const put = factsOf(ours, 'Stored').filter(isProduct).at(-1);
  const got = factsOf(ours, 'Retrieved').filter(isProduct).at(-1);
  return put === undefined || (got !== undefined && got.eventTime >= put.eventTime) ? undefined : put.store;
}

/** The newest result of each test. */
function latest<Result extends { test: QcTest }>(results: readonly Result[]): Result[] {
  return [...new Map(results.map(result => [result.test, result])).values()];
}

interface Done {
  inspected: Facts['ReceiptInspected']['outcome'] | undefined;
  labelled: boolean;
  frozen: boolean;
  stored: boolean;
}

function tasks(journey: Omit<FacilityJourney, 'tasks'>, done: Done): Task[] {
  if (journey.coming !== undefined) {
    return ['receive'];
  }
  if (journey.arrived !== undefined) {
    return ['unpack'];
  }
  if (journey.lot === undefined) {
    return done.inspected === undefined ? [] : done.inspected === 'ACCEPTED' ? ['start'] : ['held'];
  }
  if (journey.units.length === 0) {
    return [journey.nextStep === undefined ? 'formulate' : 'step'];
  }
  if (journey.decision === undefined) {
    const making: Task[] = !done.labelled ? ['labels'] : !done.frozen ? ['freeze'] : !done.stored ? ['store'] : [];
    const testing: Task[] = TESTS.every(test => journey.results.some(result => result.test === test)) ? [] : ['test'];
    return [...making, ...testing, ...(making.length === 0 ? (['decide'] as const) : [])];
  }
  if (journey.decision.decision === 'REJECTED') {
    return [journey.store === undefined ? 'discard' : 'retrieve'];
  }
  if (journey.given !== undefined) {
    return ['waiting'];
  }
  return [journey.packed !== undefined ? 'give' : journey.store === undefined ? 'pack' : 'retrieve'];
}
