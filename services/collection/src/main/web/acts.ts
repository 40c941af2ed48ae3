import {
  disorder, instant, labelling, namedBy, numberOf, packed, packing, reconciled, said, scansOf, times, valuesOf, wristbandOf,
  type Act, type Draft, type Fact, type Field, type Me, type Queue, type Said, type Scan, type Unit,
} from '@unbroken/kit';
import { messages } from './messages';
import { CHECKERS, type Due, type SiteJourney } from './site-journey';

/** As many bags as one collection gives. */
const MOST_BAGS = 6;
const MOST_MILLILITRES = 5_000;
const PRODUCT_CODE = /^(?:=<)?([A-Z][0-9]{4}[A-Z0-9]{3})$/;

/** What an act asks for. `collected` are the donations that are numbered already. */
export function siteAct(draft: Draft, journey: SiteJourney, { task, materials }: Due, me: Me, collected: ReadonlySet<string>): Act | undefined {
  switch (task) {
    case 'identity':
      return identity(journey, me);
    case 'collect':
      return collect(draft, collected);
    case 'labels':
      return labelling(draft, materials);
    case 'pack':
      return packing(draft, materials);
    case 'give':
    case 'waiting':
      return undefined;
  }
}

function identity(journey: SiteJourney, me: Me): Act {
  const again = journey.checkedBy.includes(me.person);
  return {
    title: messages.tasks.identity,
    slots: [
      {
        name: 'wristband', label: messages.wristband, hint: messages.wristbandHint, least: 1, most: 1,
        read: wristbandOf,
        wrong: patient => (patient === journey.patient ? undefined : messages.otherPatient),
        otherwise: messages.notWristband,
      },
    ],
    fields: [],
    wrong: again ? [messages.somebodyElse] : [],
    warnings: again ? [messages.somebodyElse] : journey.checkedBy.length > 0 ? [messages.secondCheck(CHECKERS)] : [],
    button: messages.buttons.identity,
  };
}

function collect(draft: Draft, collected: ReadonlySet<string>): Act {
  const products = valuesOf(draft, 'product');
  return {
    title: messages.tasks.collect,
    slots: [
      {
        name: 'din', label: messages.donation, hint: messages.donationHint, least: 1, most: 1,
        read: scan => namedBy(scan).din,
        wrong: din => (collected.has(din) ? messages.donationUsed(din) : undefined),
        otherwise: messages.notDonation,
      },
      { name: 'product', label: messages.productCode, hint: messages.productCodeHint, least: 1, most: MOST_BAGS, read: productCode, otherwise: messages.notProductCode },
    ],
    fields: [
      ...products.map((code): Field => ({ kind: 'number', name: `ml-${code}`, label: messages.millilitres(code), least: 1, most: MOST_MILLILITRES })),
      { kind: 'choice', name: 'procedure', label: messages.procedure, options: messages.procedures },
      ...times,
    ],
    wrong: disorder(draft),
    button: messages.buttons.collect,
  };
}

function productCode(scan: Scan): string | undefined {
  return PRODUCT_CODE.exec(scan.raw)?.[1];
}

/** What an act states. */
export function siteStates(draft: Draft, journey: SiteJourney, queue: Queue, me: Me): readonly Said[] {
  const state = (fact: Fact, subject: string, scans: readonly Scan[] = scansOf(draft)): readonly Said[] => [
    said(queue, me.person, draft.coi, scans, fact, { title: messages.tasks[draft.act as keyof typeof messages.tasks], subject: `${subject} · ${draft.coi}` }),
  ];
  switch (draft.act) {
    case 'identity':
      return state({ type: 'IdentityConfirmed', purpose: 'COLLECTION', wristband: journey.patient, labels: [] }, journey.product);
    case 'collect': {
      const din = valuesOf(draft, 'din')[0] ?? '';
      const units: Unit[] = valuesOf(draft, 'product').map(code => ({ material: `${din}-${code}`, millilitres: numberOf(draft.fields[`ml-${code}`] ?? '') ?? 0 }));
      return state({ type: 'MaterialCollected', din, procedure: draft.fields['procedure'], started: instant(draft.fields['started']), ended: instant(draft.fields['ended']), units }, din);
    }
    case 'labels':
      return state(reconciled(draft), journey.dins.at(-1) ?? '');
    case 'pack':
      return state(packed(draft), valuesOf(draft, 'shipper')[0] ?? '');
    default:
      return [];
  }
}
