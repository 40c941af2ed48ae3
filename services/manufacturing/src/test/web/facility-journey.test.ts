import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stated } from '@unbroken/kit';
import { facilityJourney, TESTS, type Due } from '../../main/web/facility-journey';

const COI = 'CHA999926300001';
const US = 'facility-rheintal';
const COURIER = 'courier-polaris';
const [A, B] = ['A999926000001-S1128V00', 'A999926000001-S1128V01'];
const [ONE, TWO] = ['LOT-1/1', 'LOT-1/2'];

/** Statements in the order of the log; each a device's clock may give any time. */
let count = 0;
function says(type: string, fact: object, party = US, hour = ++count): Stated {
  return { id: `${type}-${++count}`, party, by: 'somebody', eventTime: new Date(Date.UTC(2026, 10, 20, hour)).toISOString(), type, fact };
}

const offered = (handoff: string, materials: string[], shipper = 'BOX-1', seal = `SEAL-${handoff}`): Stated =>
  says('HandoffReleased', { handoff, from: COURIER, to: US, shipper, seal, materials, place: 'DOCK' }, COURIER);
const accepted = (handoff: string, materials: string[], hour?: number, shipper = 'BOX-1'): Stated =>
  says('HandoffAccepted', { handoff, from: COURIER, to: US, shipper, seal: `SEAL-${handoff}`, sealState: 'INTACT', materials, place: 'DOCK' }, US, hour);
const unpacked = (handoff: string, contents: string[], hour?: number, shipper = 'BOX-1'): Stated => says('Unpacked', { shipper, seal: `SEAL-${handoff}`, contents, loggers: [] }, US, hour);
const inspected = (materials: string[], outcome = 'ACCEPTED', hour?: number): Stated => says('ReceiptInspected', { found: materials.map(material => ({ coi: COI, material })), outcome }, US, hour);
const delivered = (handoff: string, materials: string[], shipper = 'BOX-1'): Stated[] => [
  offered(handoff, materials, shipper),
  accepted(handoff, materials, undefined, shipper),
  unpacked(handoff, materials, undefined, shipper),
  inspected(materials),
];
const started = (lot: string, consumed: string[]): Stated => says('LotStarted', { lot, consumed });
const formulated = (hour?: number): Stated => says('ProductFormulated', { lot: 'LOT-1', units: [ONE, TWO].map(material => ({ material, millilitres: 60 })), expires: '2027-11-20T08:00:00Z' }, US, hour);
const reconciled = (hour?: number): Stated => says('LabelsReconciled', { printed: 2, applied: 2, destroyed: 0 }, US, hour);
const on = (type: string, materials: string[], more: object = {}, hour?: number): Stated => says(type, { lot: 'LOT-1', store: 'LN2-1', freezer: 'CRF-1', loggers: [], materials, ...more }, US, hour);
const results = (): Stated[] => TESTS.map(each => says('QcResultReported', { lot: 'LOT-1', test: each, outcome: 'PASS', unit: '', method: 'M' }));
const filled = (): Stated[] => [...delivered('h1', [A]), started('LOT-1', [A]), formulated(), reconciled(), ...results()];
const decided = (materials: string[], decision = 'RELEASED'): Stated => on('LotDecided', materials, { decision, meaning: 'x' });

function dues(...events: Stated[]): string[] {
  return due(...events).map(({ task, materials }) => `${task} ${materials.join(' ')}`);
}

function due(...events: Stated[]): readonly Due[] {
  return facilityJourney(COI, events, [US])?.dues ?? [];
}

test('a clock that is wrong neither hides nor repeats a task', () => {
  const late = 20;
  const early = 1;
  assert.deepEqual(dues(offered('h1', [A]), accepted('h1', [A], late), unpacked('h1', [A], early), inspected([A], 'ACCEPTED', early)), [`start ${A}`]);
  assert.deepEqual(dues(...delivered('h1', [A]).slice(0, 3), inspected([A], 'QUARANTINED', late), inspected([A], 'ACCEPTED', early)), [`start ${A}`]);
  assert.deepEqual(dues(...delivered('h1', [A]), started('LOT-1', [A]), formulated(late), reconciled(early)), [`freeze ${ONE} ${TWO}`, `test ${ONE} ${TWO}`]);
  const stored = [...filled(), on('Cryopreserved', [ONE, TWO]), on('Stored', [ONE, TWO], {}, late), decided([ONE, TWO])];
  assert.deepEqual(dues(...stored), [`retrieve ${ONE} ${TWO}`]);
  assert.deepEqual(dues(...stored, on('Retrieved', [ONE, TWO], {}, early)), [`pack ${ONE} ${TWO}`]);
});

test('an opening is of the arrival with its seal, also if the log has it before', () => {
  assert.deepEqual(dues(offered('h1', [A]), unpacked('h1', [A]), accepted('h1', [A]), inspected([A])), [`start ${A}`]);
  assert.deepEqual(dues(...delivered('h1', [A]), offered('h2', [B]), accepted('h2', [B])), [`unpack ${B}`, `start ${A}`]);
});

test('an offer that nobody has accepted hides nothing but what is in it', () => {
  assert.deepEqual(dues(...delivered('h1', [A]), offered('h2', [B], 'BOX-2')), [`receive ${B}`, `start ${A}`]);
  assert.deepEqual(dues(...delivered('h1', [A]), started('LOT-1', [A]), offered('h2', [B], 'BOX-2')), [`receive ${B}`, `step ${A}`]);
  assert.deepEqual(dues(offered('h1', [A]), offered('h2', [B], 'BOX-2')), [`receive ${A}`, `receive ${B}`]);
});

test('what was given and not taken waits, and the rest goes on', () => {
  const given = says('HandoffReleased', { handoff: 'out', from: US, to: COURIER, shipper: 'DRY-1', seal: 'S', materials: [ONE], place: 'DOCK' });
  const packed = says('Packed', { shipper: 'DRY-1', seal: 'S', contents: [{ coi: COI, material: ONE }], loggers: ['TAG-9'] });
  const before = [...filled(), on('Cryopreserved', [ONE, TWO]), on('Stored', [ONE, TWO]), decided([ONE, TWO]), on('Retrieved', [ONE])];

  assert.deepEqual(dues(...before), [`pack ${ONE}`, `retrieve ${TWO}`]);
  assert.deepEqual(dues(...before, packed), [`give ${ONE}`, `retrieve ${TWO}`]);
  assert.deepEqual(dues(...before, packed, given), [`waiting ${ONE}`, `retrieve ${TWO}`]);
  const taken = says('HandoffAccepted', { handoff: 'out', from: US, to: COURIER, shipper: 'DRY-1', seal: 'S', materials: [ONE] }, COURIER);
  assert.deepEqual(dues(...before, packed, given, taken), [`retrieve ${TWO}`]);
});

test('a bag that was discarded has no more tasks, and the others keep theirs', () => {
  assert.deepEqual(dues(...delivered('h1', [A, B]), on('Discarded', [A])), [`start ${B}`]);
  const frozen = [...filled(), on('Discarded', [ONE]), on('Cryopreserved', [TWO])];
  assert.deepEqual(dues(...frozen), [`store ${TWO}`]);
  assert.deepEqual(dues(...frozen, on('Stored', [TWO])), [`decide ${TWO}`]);
  assert.deepEqual(dues(...frozen, on('Discarded', [TWO])), []);
});

test('a sealed shipper with a bag that must not leave is opened, and the others are packed again', () => {
  const both = says('Packed', { shipper: 'DRY-1', seal: 'S', contents: [ONE, TWO].map(material => ({ coi: COI, material })), loggers: [] });
  const sealed = [...filled(), on('Cryopreserved', [ONE, TWO]), on('Stored', [ONE, TWO]), decided([ONE, TWO]), on('Retrieved', [ONE, TWO]), both];
  assert.deepEqual(dues(...sealed), [`give ${ONE} ${TWO}`]);
  assert.deepEqual(dues(...sealed, on('Discarded', [ONE])), [`pack ${TWO}`]);
  assert.deepEqual(dues(...sealed, decided([ONE], 'REJECTED')), [`discard ${ONE}`, `pack ${TWO}`]);
  assert.deepEqual(due(...sealed, on('Discarded', [ONE]))[0]?.toOpen, ['DRY-1']);
  const again = says('Packed', { shipper: 'DRY-2', seal: 'S2', contents: [{ coi: COI, material: TWO }], loggers: [] });
  const [given, ...others] = due(...sealed, on('Discarded', [ONE]), again);
  assert.deepEqual([given?.task, given?.packed?.materials, given?.toOpen, others], ['give', [TWO], undefined, []]);
});

test('some bags are frozen, others are not yet', () => {
  assert.deepEqual(dues(...filled(), on('Cryopreserved', [ONE])), [`freeze ${TWO}`, `store ${ONE}`]);
});

test('what was not accepted is looked at again, with what was not found', () => {
  const doubted = [offered('h1', [A, B]), accepted('h1', [A, B]), unpacked('h1', [A]), inspected([A], 'QUARANTINED')];
  assert.deepEqual(dues(...doubted), [`held ${A} ${B}`]);
  assert.deepEqual(dues(...doubted, inspected([A, B])), [`start ${A} ${B}`]);
  assert.deepEqual(dues(...doubted.slice(0, 3)), [`held ${A} ${B}`]);
});

test('cells that came again are unpacked and inspected again, whatever was found the first time', () => {
  const handoff = { handoff: 'out', from: US, to: COURIER, shipper: 'BOX-3', seal: 'S', materials: [A], place: 'DOCK' };
  const again = [...delivered('h1', [A]), says('HandoffReleased', handoff), says('HandoffAccepted', handoff, COURIER), offered('h2', [A]), accepted('h2', [A])];
  assert.deepEqual(dues(...again), [`unpack ${A}`]);
  assert.deepEqual(dues(...again, unpacked('h2', [A])), [`held ${A}`]);
  assert.deepEqual(dues(...again, unpacked('h2', [A]), inspected([A], 'REFUSED')), [`held ${A}`]);
  assert.deepEqual(dues(...again, unpacked('h2', [A]), inspected([A])), [`start ${A}`]);
});

test('after a lot that was rejected another is made of other cells', () => {
  const rejected = [...filled(), on('Cryopreserved', [ONE, TWO]), on('Stored', [ONE, TWO]), decided([ONE, TWO], 'REJECTED')];
  assert.deepEqual(dues(...rejected, ...delivered('h2', [B], 'BOX-2')), [`start ${B}`, `retrieve ${ONE} ${TWO}`]);
  assert.deepEqual(dues(...rejected, on('Retrieved', [ONE, TWO])), [`discard ${ONE} ${TWO}`]);
});

test('what came back is received, opened, inspected and, if it is accepted, packed again', () => {
  const sent = [
    ...filled(), on('Cryopreserved', [ONE, TWO]), on('Stored', [ONE, TWO]), decided([ONE, TWO]), on('Retrieved', [ONE, TWO]),
    says('HandoffReleased', { handoff: 'out', from: US, to: COURIER, shipper: 'DRY-1', seal: 'S', materials: [ONE, TWO], place: 'DOCK' }),
    says('HandoffAccepted', { handoff: 'out', from: US, to: COURIER, shipper: 'DRY-1', seal: 'S', materials: [ONE, TWO] }, COURIER),
  ];
  assert.deepEqual(dues(...sent), []);
  assert.deepEqual(dues(...sent, offered('back', [ONE, TWO], 'DRY-1')), [`receive ${ONE} ${TWO}`]);
  const back = [...sent, offered('back', [ONE, TWO], 'DRY-1'), accepted('back', [ONE, TWO], undefined, 'DRY-1')];
  assert.deepEqual(dues(...back), [`unpack ${ONE} ${TWO}`]);
  const open = [...back, unpacked('back', [ONE, TWO], undefined, 'DRY-1')];
  assert.deepEqual(dues(...open, inspected([ONE, TWO])), [`pack ${ONE} ${TWO}`]);
  assert.deepEqual(dues(...open), [`held ${ONE} ${TWO}`]);
  assert.deepEqual(dues(...open, inspected([ONE, TWO], 'REFUSED')), [`held ${ONE} ${TWO}`]);
  assert.deepEqual(dues(...open, inspected([ONE, TWO], 'QUARANTINED'), inspected([ONE, TWO])), [`pack ${ONE} ${TWO}`]);
  assert.equal(due(...open)[0]?.lot, undefined, 'shows no release of quality');
  assert.deepEqual(dues(...open, decided([ONE], 'REJECTED')), [`discard ${ONE}`, `held ${TWO}`]);
});

test('a step is due once for each lot, and says which it is', () => {
  const [step] = due(...delivered('h1', [A]), started('LOT-1', [A]), on('ManufacturingStepCompleted', [], { step: 'SELECTION' }));
  assert.equal(step?.which, 'LOT-1 ACTIVATION');
});
