import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stated } from '@unbroken/kit';
import { siteJourney } from '../../main/web/site-journey';

const COI = 'CHA999926300001';
const US = 'site-lindenhof';
const COURIER = 'courier-polaris';
const [A, B] = ['A999926000001-S1128V00', 'A999926000001-S1128V01'];

let count = 0;
function says(type: string, fact: object, party = US, by = 'lin-0021', hour = ++count): Stated {
  return { id: `${type}-${++count}`, party, by, eventTime: new Date(Date.UTC(2026, 10, 20, hour)).toISOString(), type, fact };
}

const enrolled = says('PatientEnrolled', { patient: 'PT1', consentVersion: '3' });
const check = (by: string): Stated => says('IdentityConfirmed', { purpose: 'COLLECTION', wristband: 'PT1', labels: [] }, US, by);
const collected = (hour?: number): Stated => says('MaterialCollected', { din: 'A999926000001', procedure: 'APHERESIS', units: [A, B].map(material => ({ material, millilitres: 100 })) }, US, 'x', hour);
const reconciled = (hour?: number): Stated => says('LabelsReconciled', { printed: 2, applied: 2, destroyed: 0 }, US, 'x', hour);
const packed = (material: string): Stated => says('Packed', { shipper: 'BOX-1', seal: `SEAL-${material}`, contents: [{ coi: COI, material }], loggers: [] });
const handoff = (type: string, material: string, party: string): Stated =>
  says(type, { handoff: `of ${material}`, from: US, to: COURIER, shipper: 'BOX-1', seal: `SEAL-${material}`, materials: [material], place: 'DOCK' }, party);
const discarded = (material: string): Stated => says('Discarded', { materials: [material], reason: 'DAMAGED' });

function dues(...events: Stated[]): string[] {
  return siteJourney(COI, [enrolled, ...events], [US])?.dues.map(({ task, materials }) => [task, ...materials].join(' ')) ?? [];
}

test('two people check before cells are collected', () => {
  assert.deepEqual(dues(), ['identity']);
  assert.deepEqual(dues(check('one')), ['identity']);
  assert.deepEqual(dues(check('one'), check('one')), ['identity']);
  assert.deepEqual(dues(check('one'), check('two')), ['collect']);
});

test('a clock that is wrong neither hides nor repeats a task', () => {
  assert.deepEqual(dues(reconciled(20), collected(1)), [`labels ${A} ${B}`]);
  assert.deepEqual(dues(collected(20), reconciled(1)), [`pack ${A} ${B}`]);
});

test('each bag has its own way', () => {
  const begun = [collected(), reconciled()];
  assert.deepEqual(dues(...begun, packed(A)), [`give ${A}`, `pack ${B}`]);
  assert.deepEqual(dues(...begun, packed(A), handoff('HandoffReleased', A, US)), [`waiting ${A}`, `pack ${B}`]);
  assert.deepEqual(dues(...begun, packed(A), handoff('HandoffReleased', A, US), handoff('HandoffAccepted', A, COURIER)), [`pack ${B}`]);
});

test('a bag that was discarded has no more tasks, and the others keep theirs', () => {
  assert.deepEqual(dues(collected(), reconciled(), discarded(A)), [`pack ${B}`]);
  assert.deepEqual(dues(collected(), reconciled(), discarded(A), discarded(B)), []);
});

test('a sealed shipper with a bag that was discarded is opened, and the others are packed again', () => {
  const both = says('Packed', { shipper: 'BOX-1', seal: 'S', contents: [A, B].map(material => ({ coi: COI, material })), loggers: [] });
  assert.deepEqual(dues(collected(), reconciled(), both), [`give ${A} ${B}`]);
  const opened = [collected(), reconciled(), both, discarded(A)];
  assert.deepEqual(dues(...opened), [`pack ${B}`]);
  assert.deepEqual(siteJourney(COI, [enrolled, ...opened], [US])?.dues[0]?.toOpen, ['BOX-1']);
  assert.deepEqual(dues(...opened, packed(B)), [`give ${B}`]);
});
