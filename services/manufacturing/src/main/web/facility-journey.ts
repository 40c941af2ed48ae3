import { factsOf, type Facts, type HandoffCode, type MakingStep, type QcTest, type Stated, type Unit } from '@unbroken/kit';

/** What is to be done at a facility, in its order. */
export const TASKS = ['receive', 'unpack', 'held', 'start', 'step', 'formulate', 'labels', 'freeze', 'store', 'test', 'decide', 'retrieve', 'discard', 'pack', 'give', 'waiting'] as const;
export type Task = (typeof TASKS)[number];

export const STEPS: readonly MakingStep[] = ['SELECTION', 'ACTIVATION', 'TRANSDUCTION', 'EXPANSION', 'HARVEST'];
export const TESTS: readonly QcTest[] = ['VIABILITY', 'IDENTITY', 'POTENCY', 'STERILITY', 'TRANSDUCTION_EFFICIENCY', 'REPLICATION_COMPETENT_VIRUS'];

export interface Shipment {
  shipper: string;
  seal: string;
  loggers: readonly string[];
  materials: readonly string[];
}

/** A lot, and what is known of it. */
export interface Lot {
  lot: string;
  consumed: readonly string[];
  nextStep: MakingStep | undefined;
  units: readonly Unit[];
  expires: string;
  results: readonly (Facts['QcResultReported'] & { by: string })[];
  /** Quality's decisions, each on the bags that it names. */
  decisions: readonly (Facts['LotDecided'] & { by: string; eventTime: string })[];
}

/** Something that is to be done with some bags of a journey. Bags that wait for something else are not among them, and hide nothing. */
export interface Due {
  task: Task;
  /** Which of several of its kind: a handoff, a lot's step, a store. */
  which: string;
  materials: readonly string[];
  lot?: Lot;
  /** On its way here. */
  coming?: HandoffCode & { loggers: readonly string[] };
  /** Here and not opened. */
  arrived?: Shipment;
  store?: string;
  packed?: Shipment;
  given?: HandoffCode;
  /** Sealed shippers of these bags with another that must not leave: opened first. */
  toOpen?: readonly string[];
}

/** One journey as people at the facility work on it. */
export interface FacilityJourney {
  coi: string;
  product: string;
  /** The handoffs of which somebody said that they took over. */
  accepted: readonly string[];
  lots: readonly Lot[];
  /** None when all of it has left or come to an end. */
  dues: readonly Due[];
}

/**
 * What a journey's events come to; absent if it has nothing to do with this facility. What came before what is as on the log, or follows from what was
 * stated: the clocks of devices say nothing of it.
 */
export function facilityJourney(coi: string, events: readonly Stated[], we: readonly string[]): FacilityJourney | undefined {
  const ours = events.filter(event => we.includes(event.party));
  const offers = factsOf(events, 'HandoffReleased').filter(given => we.includes(given.to));
  if (offers.length === 0 && ours.length === 0) {
    return undefined;
  }
  const accepted = factsOf(events, 'HandoffAccepted').map(taken => taken.handoff);
  const places = new Places(events, ours, we, accepted);
  const lots = lotsOf(ours);
  const arrivals = arrivalsOf(coi, ours);
  return {
    coi,
    product: factsOf(events, 'TherapyOrdered').at(-1)?.product ?? '',
    accepted,
    lots,
    dues: [
      ...offers
        .filter(given => !accepted.includes(given.handoff))
        .map((given): Due => ({ task: 'receive', which: given.handoff, materials: given.materials, coming: { ...given, coi, loggers: places.loggersOf(given) } })),
      ...deliveries(arrivals, lots, places),
      ...lots.flatMap(lot => making(lot, ours, places)),
      ...leaving(coi, lots, ours, we, places, arrivals),
    ],
  };
}

/** Where each bag is, as on the log. */
class Places {
  constructor(
    private readonly events: readonly Stated[],
    private readonly ours: readonly Stated[],
    private readonly we: readonly string[],
    private readonly accepted: readonly string[],
  ) {}

  /** What was said last of where a bag is. */
  last(material: string): Stated | undefined {
    return this.ours.findLast(event => moved(event, this.we).includes(material));
  }

  isDiscarded(material: string): boolean {
    return factsOf(this.ours, 'Discarded').some(discarded => discarded.materials.includes(material));
  }

  /** Given to somebody, whether or not they said that they took it. */
  isGiven(material: string): boolean {
    return this.last(material)?.type === 'HandoffReleased';
  }

  /** Whether there is still something to be done with it, or to be waited for. */
  isHere(material: string): boolean {
    const last = this.last(material);
    return !this.isDiscarded(material) && !(last?.type === 'HandoffReleased' && this.accepted.includes((last.fact as Facts['HandoffReleased']).handoff));
  }

  /** The loggers that were packed with a shipper under its seal; of whatever seal if that was not said. */
  loggersOf({ shipper, seal }: { shipper: string; seal: string }): readonly string[] {
    const packed = factsOf(this.events, 'Packed').filter(each => each.shipper === shipper);
    return (packed.findLast(each => each.seal === seal) ?? packed.at(-1))?.loggers ?? [];
  }
}

/** The bags of which an event says that they are somewhere else now. */
function moved(event: Stated, we: readonly string[]): readonly string[] {
  switch (event.type) {
    case 'Stored':
    case 'Retrieved':
    case 'Discarded':
      return (event.fact as Facts['Stored']).materials;
    case 'Unpacked':
      return (event.fact as Facts['Unpacked']).contents;
    case 'Packed':
      return (event.fact as Facts['Packed']).contents.map(label => label.material);
    case 'HandoffReleased':
    case 'HandoffAccepted': {
      const { from, to, materials } = event.fact as Facts['HandoffReleased'];
      return we.includes(event.type === 'HandoffReleased' ? from : to) ? materials : [];
    }
    default:
      return [];
  }
}

/** What is to be done with what came: opened, inspected, made a lot of. */
function deliveries(arrivals: readonly Arrival[], lots: readonly Lot[], places: Places): Due[] {
  const consumed = lots.flatMap(lot => lot.consumed);
  const product = lots.flatMap(lot => lot.units.map(unit => unit.material));
  const isOpen = (material: string): boolean => places.isHere(material) && !places.isGiven(material) && !consumed.includes(material) && !product.includes(material);
  const good: string[] = [];
  const dues: Due[] = [];
  for (const arrival of arrivals) {
    const { taken } = arrival;
    if (!arrival.isOpened) {
      const materials = arrival.materials.filter(material => places.last(material)?.type === 'HandoffAccepted' && !consumed.includes(material));
      if (materials.length > 0) {
        dues.push({ task: 'unpack', which: taken.handoff, materials, arrived: { ...taken, materials, loggers: places.loggersOf(taken) } });
      }
      continue;
    }
    const materials = arrival.materials.filter(isOpen);
    const accepted = materials.filter(material => arrival.accepted.includes(material));
    if (accepted.length > 0) {
      good.push(...accepted);
    } else if (materials.length > 0) {
      dues.push({ task: 'held', which: taken.handoff, materials });
    }
  }
  const making = lots.some(lot => !isOver(lot, places));
  return [...dues, ...(good.length === 0 || making ? [] : [{ task: 'start', which: '', materials: [...new Set(good)] } as const])];
}

/** What came by one handoff, and has not come again by a later one. */
interface Arrival {
  taken: Facts['HandoffAccepted'];
  materials: readonly string[];
  isOpened: boolean;
  /** The bags that the newest inspection since the opening found and accepted. */
  accepted: readonly string[];
}

function arrivalsOf(coi: string, ours: readonly Stated[]): Arrival[] {
  const all = ours.flatMap((event, index) => (event.type === 'HandoffAccepted' ? [{ index, taken: event.fact as Facts['HandoffAccepted'] }] : []));
  const newest = new Map(all.flatMap(({ taken }) => taken.materials.map(material => [material, taken.handoff] as const)));
  return [...new Map(all.map(each => [each.taken.handoff, each])).values()].map(({ index, taken }) => {
    const materials = taken.materials.filter(material => newest.get(material) === taken.handoff);
    const opening = openingOf(taken, index, ours);
    const inspection = factsOf(ours.slice(opening ?? index), 'ReceiptInspected').findLast(each => each.found.some(label => label.coi === coi && materials.includes(label.material)));
    const found = inspection?.outcome === 'ACCEPTED' ? inspection.found.filter(label => label.coi === coi).map(label => label.material) : [];
    return { taken, materials, isOpened: opening !== undefined, accepted: materials.filter(material => found.includes(material)) };
  });
}

/** Where it stands that a shipper was opened after it came. A seal is used once, so that it says which opening was of which arrival. */
function openingOf(arrival: Facts['HandoffAccepted'], index: number, ours: readonly Stated[]): number | undefined {
  const openings = ours.flatMap((event, at) => (event.type === 'Unpacked' && (event.fact as Facts['Unpacked']).shipper === arrival.shipper ? [{ at, seal: (event.fact as Facts['Unpacked']).seal }] : []));
  return (openings.find(({ seal }) => seal === arrival.seal) ?? openings.find(({ at }) => at > index))?.at;
}

function lotsOf(ours: readonly Stated[]): Lot[] {
  const started = new Map(factsOf(ours, 'LotStarted').map(each => [each.lot, each]));
  return [...started.values()].map(({ lot, consumed }) => {
    const done = factsOf(ours, 'ManufacturingStepCompleted').filter(step => step.lot === lot).map(step => step.step);
    const formulated = factsOf(ours, 'ProductFormulated').findLast(each => each.lot === lot);
    return {
      lot,
      consumed,
      nextStep: STEPS.find(step => !done.includes(step)),
      units: formulated?.units ?? [],
      expires: formulated?.expires ?? '',
      results: latest(factsOf(ours, 'QcResultReported').filter(result => result.lot === lot)),
      decisions: factsOf(ours, 'LotDecided').filter(each => each.lot === lot),
    };
  });
}

/** The newest result of each test. */
function latest<Result extends { test: QcTest }>(results: readonly Result[]): Result[] {
  return [...new Map(results.map(result => [result.test, result])).values()];
}

/** Nothing becomes of a lot that was rejected, or of which every bag was discarded. */
function isOver(lot: Lot, places: Places): boolean {
  const bags = lot.units.length === 0 ? lot.consumed : lot.units.map(unit => unit.material);
  return bags.every(bag => places.isDiscarded(bag) || decided(lot, bag) === 'REJECTED');
}

/** What quality decided last on a bag. */
function decided(lot: Lot, bag: string): 'RELEASED' | 'REJECTED' | undefined {
  return lot.decisions.findLast(each => each.materials.includes(bag))?.decision;
}

/** From the start of a lot to quality's decision. */
function making(lot: Lot, ours: readonly Stated[], places: Places): Due[] {
  const due = (task: Task, materials: readonly string[], which = lot.lot): Due[] => (materials.length === 0 ? [] : [{ task, which, materials, lot }]);
  if (lot.units.length === 0) {
    const cells = lot.consumed.filter(bag => !places.isDiscarded(bag));
    return lot.nextStep === undefined ? due('formulate', cells) : due('step', cells, `${lot.lot} ${lot.nextStep}`);
  }
  const bags = lot.units.map(unit => unit.material).filter(bag => places.isHere(bag) && decided(lot, bag) === undefined);
  const formulated = ours.findLastIndex(event => event.type === 'ProductFormulated' && (event.fact as Facts['ProductFormulated']).lot === lot.lot);
  const labelled = factsOf(ours.slice(formulated), 'LabelsReconciled').length > 0;
  const frozen = factsOf(ours, 'Cryopreserved').flatMap(each => each.materials);
  const stored = factsOf(ours, 'Stored').flatMap(each => each.materials);
  const work = labelled
    ? [...due('freeze', bags.filter(bag => !frozen.includes(bag))), ...due('store', bags.filter(bag => frozen.includes(bag) && !stored.includes(bag)))]
    : due('labels', bags);
  const tested = TESTS.every(test => lot.results.some(result => result.test === test));
  return [...work, ...(tested ? [] : due('test', bags)), ...(work.length === 0 ? due('decide', bags) : [])];
}

/** From quality's decision to the courier, or to the end. */
function leaving(coi: string, lots: readonly Lot[], ours: readonly Stated[], we: readonly string[], places: Places, arrivals: readonly Arrival[]): Due[] {
  const groups = new Map<string, Due>();
  const add = (due: Due): void => {
    const key = JSON.stringify([due.task, due.which, due.lot?.lot]);
    const toOpen = [...new Set([...(groups.get(key)?.toOpen ?? []), ...(due.toOpen ?? [])])];
    groups.set(key, { ...due, materials: [...(groups.get(key)?.materials ?? []), ...due.materials], ...(toOpen.length === 0 ? {} : { toOpen }) });
  };
  const mustStay = (material: string): boolean => places.isDiscarded(material) || lots.some(lot => decided(lot, material) === 'REJECTED');
  for (const lot of lots) {
    for (const { material } of lot.units.filter(unit => decided(lot, unit.material) !== undefined && places.isHere(unit.material))) {
      const materials = [material];
      const last = places.last(material);
      const doubtful = arrivals.find(arrival => arrival.materials.includes(material) && !arrival.accepted.includes(material));
      if (last?.type === 'Stored') {
        const { store } = last.fact as Facts['Stored'];
        add({ task: 'retrieve', which: store, materials, lot, store });
      } else if (last?.type === 'HandoffReleased') {
        const release = last.fact as Facts['HandoffReleased'];
        add({ task: 'waiting', which: release.handoff, materials, lot, given: { ...release, coi } });
      } else if (decided(lot, material) === 'REJECTED') {
        add({ task: 'discard', which: lot.lot, materials, lot });
      } else if (last?.type === 'Packed') {
        const { shipper, seal, loggers, contents } = last.fact as Facts['Packed'];
        const behind = contents.map(label => label.material);
        add(
          behind.some(mustStay)
            ? { task: 'pack', which: lot.lot, materials, lot, toOpen: [shipper] }
            : { task: 'give', which: seal, materials, lot, packed: { shipper, seal, loggers, materials: behind } },
        );
      } else if (last?.type === 'Unpacked' && doubtful !== undefined) {
        // What quality decided before it left says nothing of how it came back.
        add({ task: 'held', which: doubtful.taken.handoff, materials });
      } else if (last?.type !== 'HandoffAccepted') {
        add({ task: 'pack', which: lot.lot, materials, lot });
      }
    }
  }
  return [...groups.values(), ...undecided(coi, lots, ours, we, places)];
}

/** What was given away and is no decided product, such as cells that go back: it waits to be taken too. */
function undecided(coi: string, lots: readonly Lot[], ours: readonly Stated[], we: readonly string[], places: Places): Due[] {
  const product = lots.flatMap(lot => lot.units.map(unit => unit.material).filter(bag => decided(lot, bag) !== undefined));
  return factsOf(ours, 'HandoffReleased')
    .filter(given => we.includes(given.from) && given.materials.some(material => !product.includes(material) && places.isGiven(material) && places.isHere(material)))
    .map(given => ({ task: 'waiting', which: given.handoff, materials: given.materials, given: { ...given, coi } }) as const);
}
