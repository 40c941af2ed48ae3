import {
  bagSlot, disorder, equipmentSlot, instant, labelling, loggerSlot, lotSlot, namedBy, numberOf, packed, packing, reconciled, said, scansOf, shipperSlot, times, valuesOf,
  type Act, type Draft, type Fact, type Me, type Queue, type Said, type Slot,
} from '@unbroken/kit';
import { TESTS, type Due, type Lot } from './facility-journey';
import { messages } from './messages';

const QUALITY = 'QUALITY';
const MOST_BAGS = 20;
const MOST_MILLILITRES = 5_000;
/** Of what is measured, and of what only passes or fails. */
const MEASURED = ['VIABILITY', 'POTENCY', 'TRANSDUCTION_EFFICIENCY'];

/** A label of this chain at the machine: the right patient's cells. */
function chainSlot(coi: string): Slot {
  return { name: 'chain', label: messages.chainLabel, hint: messages.chainHint, least: 1, most: 1, expected: [coi], read: scan => namedBy(scan).coi, otherwise: messages.notChain };
}

/** What an act asks for. `lots` are the numbers that are given already. */
export function facilityAct(draft: Draft, due: Due, me: Me, lots: ReadonlySet<string>): Act | undefined {
  const { coi } = draft;
  const { materials, lot } = due;
  const about = lot === undefined ? {} : { about: messages.ofLot(lot.lot) };
  switch (due.task) {
    case 'unpack':
      return unpack(draft, due);
    case 'held':
      return held(draft, due);
    case 'start':
      return {
        title: messages.acts.start,
        slots: [bagSlot(coi, materials), lotSlot('lot', messages.lot, number => (lots.has(number) ? messages.lotUsed(number) : undefined))],
        fields: [],
        button: messages.buttons.start,
      };
    case 'step':
      return lot === undefined ? undefined : step(draft, lot);
    case 'formulate':
      return {
        title: messages.acts.formulate,
        ...about,
        slots: [chainSlot(coi)],
        fields: [
          { kind: 'number', name: 'bags', label: messages.bagCount, least: 1, most: MOST_BAGS },
          { kind: 'number', name: 'millilitres', label: messages.millilitres, least: 1, most: MOST_MILLILITRES },
          { kind: 'time', name: 'expires', label: messages.expires, ahead: true },
        ],
        button: messages.buttons.formulate,
      };
    case 'labels':
      return labelling(draft, materials);
    case 'freeze':
      return { title: messages.acts.freeze, slots: [bagSlot(coi, materials), equipmentSlot('freezer', messages.freezer)], fields: times, wrong: disorder(draft), button: messages.buttons.freeze };
    case 'store':
      return { title: messages.acts.store, slots: [bagSlot(coi, materials), equipmentSlot('store', messages.store), loggerSlot()], fields: [], button: messages.buttons.store };
    case 'test':
      return lot === undefined ? undefined : test(draft, lot);
    case 'decide':
      return lot === undefined ? undefined : decide(draft, lot, materials, me);
    case 'retrieve':
      return { title: messages.acts.retrieve, slots: [equipmentSlot('store', messages.store, due.store), bagSlot(coi, materials)], fields: [], button: messages.buttons.retrieve };
    case 'discard':
      return { title: messages.acts.discard, slots: [bagSlot(coi, materials)], fields: [], warnings: [messages.forEver], button: messages.buttons.discard };
    case 'pack':
      return packing(draft, materials);
    case 'receive':
    case 'give':
    case 'waiting':
      return undefined;
  }
}

function outcome(draft: Draft, missing: number): Pick<Act, 'fields' | 'wrong' | 'warnings'> {
  return {
    fields: [{ kind: 'choice', name: 'outcome', label: messages.outcome, options: messages.outcomes }],
    wrong: missing > 0 && draft.fields['outcome'] === 'ACCEPTED' ? [messages.notAllFound] : [],
    warnings: missing > 0 ? [messages.notFound(missing)] : [],
  };
}

function unpack(draft: Draft, { arrived }: Due): Act | undefined {
  if (arrived === undefined) {
    return undefined;
  }
  const missing = arrived.materials.length - valuesOf(draft, 'bags').length;
  const loggers = { ...loggerSlot(), least: 0, most: Math.max(1, arrived.loggers.length), expected: arrived.loggers };
  return {
    title: messages.acts.unpack,
    slots: [shipperSlot(arrived.shipper), { ...bagSlot(draft.coi, arrived.materials), least: 1 }, ...(arrived.loggers.length === 0 ? [] : [loggers])],
    ...outcome(draft, missing),
    button: messages.buttons.unpack,
  };
}

/** What was not accepted at once is looked at again. */
function held(draft: Draft, { materials }: Due): Act {
  const missing = materials.length - valuesOf(draft, 'bags').length;
  return { title: messages.acts.held, slots: [{ ...bagSlot(draft.coi, materials), least: 1 }], ...outcome(draft, missing), button: messages.buttons.held };
}

function step(draft: Draft, lot: Lot): Act | undefined {
  const next = lot.nextStep;
  if (next === undefined) {
    return undefined;
  }
  return {
    title: messages.steps[next],
    about: messages.ofLot(lot.lot),
    slots: [chainSlot(draft.coi), equipmentSlot('equipment', messages.equipment), ...(next === 'TRANSDUCTION' ? [lotSlot('vector', messages.vectorLot)] : [])],
    fields: times,
    wrong: disorder(draft),
    button: messages.buttons.step,
  };
}

function test(draft: Draft, lot: Lot): Act {
  const open = TESTS.filter(each => !lot.results.some(result => result.test === each));
  const measured = MEASURED.includes(draft.fields['test'] ?? '');
  return {
    title: messages.acts.test,
    about: messages.ofLot(lot.lot),
    slots: [],
    fields: [
      { kind: 'choice', name: 'test', label: messages.test, options: Object.fromEntries(open.map(each => [each, messages.tests[each]])) },
      ...(measured ? [{ kind: 'number', name: 'value', label: messages.value, least: 0, most: 100, whole: false } as const] : []),
      { kind: 'text', name: 'method', label: messages.method, hint: messages.methodHint, form: /\S/, longest: 80, capitals: false },
      { kind: 'choice', name: 'outcome', label: messages.result, options: messages.results },
    ],
    button: messages.buttons.test,
  };
}

function decide(draft: Draft, lot: Lot, materials: readonly string[], me: Me): Act {
  const mayDecide = me.roles.includes(QUALITY);
  const open = TESTS.filter(each => !lot.results.some(result => result.test === each)).map(each => messages.tests[each]);
  const failed = lot.results.filter(result => result.outcome === 'FAIL').map(result => messages.tests[result.test]);
  const releasing = draft.fields['decision'] === 'RELEASED';
  return {
    title: messages.acts.decide,
    about: messages.ofLot(lot.lot),
    slots: [bagSlot(draft.coi, materials)],
    fields: [{ kind: 'choice', name: 'decision', label: messages.decision, options: messages.meanings }],
    wrong: [...(mayDecide ? [] : [messages.onlyQuality]), ...(releasing && failed.length > 0 ? [messages.failedTests(failed.join(', '))] : [])],
    warnings: [...(mayDecide ? [] : [messages.onlyQuality]), ...(open.length > 0 ? [messages.openTests(open.join(', '))] : [])],
    button: messages.buttons.decide,
    signed: true,
  };
}

/** What an act states. */
export function facilityStates(draft: Draft, due: Due, product: string, queue: Queue, me: Me): readonly Said[] {
  return facts(draft, due).map(fact =>
    said(queue, me.person, draft.coi, scansOf(draft), fact, { title: messages.titles[fact.type as keyof typeof messages.titles], subject: `${due.lot?.lot ?? product} · ${draft.coi}` }),
  );
}

function facts(draft: Draft, due: Due): readonly Fact[] {
  const first = (slot: string): string | undefined => valuesOf(draft, slot)[0];
  const field = (name: string): string | undefined => draft.fields[name];
  const bags = valuesOf(draft, 'bags');
  const found = bags.map(material => ({ coi: draft.coi, material }));
  const lot = due.lot?.lot;
  const between = { started: '', ended: '' };
  if ('started' in draft.fields && 'ended' in draft.fields) {
    between.started = instant(field('started'));
    between.ended = instant(field('ended'));
  }
  switch (draft.act) {
    case 'unpack':
      return [
        { type: 'Unpacked', shipper: first('shipper'), seal: due.arrived?.seal, contents: bags, loggers: valuesOf(draft, 'logger') },
        { type: 'ReceiptInspected', found, outcome: field('outcome') },
      ];
    case 'held':
      return [{ type: 'ReceiptInspected', found, outcome: field('outcome') }];
    case 'start':
      return [{ type: 'LotStarted', lot: first('lot'), consumed: bags }];
    case 'step':
      return [{ type: 'ManufacturingStepCompleted', lot, step: due.lot?.nextStep, ...between, equipment: first('equipment'), ...(first('vector') === undefined ? {} : { vectorLot: first('vector') }) }];
    case 'formulate': {
      const millilitres = numberOf(field('millilitres') ?? '');
      const filled = Array.from({ length: numberOf(field('bags') ?? '') ?? 0 }, (_, i) => ({ material: `${lot}/${i + 1}`, millilitres }));
      return [{ type: 'ProductFormulated', lot, units: filled, expires: instant(field('expires')) }];
    }
    case 'labels':
      return [reconciled(draft)];
    case 'freeze':
      return [{ type: 'Cryopreserved', lot, materials: bags, freezer: first('freezer'), ...between }];
    case 'store':
      return [{ type: 'Stored', materials: bags, store: first('store'), loggers: valuesOf(draft, 'logger') }];
    case 'test': {
      const value = numberOf(field('value') ?? '');
      const measured = value !== undefined && MEASURED.includes(field('test') ?? '');
      return [{ type: 'QcResultReported', lot, test: field('test'), ...(measured ? { value: String(value), unit: '%' } : { unit: '' }), method: field('method')?.trim(), outcome: field('outcome') }];
    }
    case 'decide': {
      const decision = field('decision') as keyof typeof messages.meanings;
      return [{ type: 'LotDecided', lot, decision, materials: due.materials, meaning: messages.meanings[decision] }];
    }
    case 'retrieve':
      return [{ type: 'Retrieved', materials: bags, store: due.store }];
    case 'discard':
      return [{ type: 'Discarded', materials: bags, reason: 'REJECTED' }];
    case 'pack':
      return [packed(draft)];
    default:
      return [];
  }
}
