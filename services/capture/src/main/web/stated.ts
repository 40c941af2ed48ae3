import type { Kept } from './queue';
import type { SealState } from './saying';

/** The chain and the unit that a label names. */
export interface MaterialLabel {
  coi: string;
  material: string;
}

export interface Unit {
  material: string;
  millilitres: number;
}

export type QcTest = 'VIABILITY' | 'IDENTITY' | 'POTENCY' | 'STERILITY' | 'TRANSDUCTION_EFFICIENCY' | 'REPLICATION_COMPETENT_VIRUS';
export type MakingStep = 'SELECTION' | 'ACTIVATION' | 'TRANSDUCTION' | 'EXPANSION' | 'HARVEST';

interface Handoff {
  handoff: string;
  from: string;
  to: string;
  shipper: string;
  seal: string;
  materials: readonly string[];
  place: string;
}

interface Loading {
  shipper: string;
  seal: string;
  loggers: readonly string[];
}

/** The model's facts, as far as pages look into them. */
export interface Facts {
  TherapyOrdered: { order: string; product: string };
  PatientEnrolled: { patient: string; consentVersion: string };
  IdentityConfirmed: { purpose: 'COLLECTION' | 'INFUSION'; wristband: string; labels: readonly MaterialLabel[] };
  MaterialCollected: { din: string; procedure: string; units: readonly Unit[] };
  LabelPrinted: { label: string; subject: string; copies: number };
  LabelsReconciled: { printed: number; applied: number; destroyed: number };
  Packed: Loading & { contents: readonly MaterialLabel[] };
  HandoffReleased: Handoff;
  HandoffAccepted: Handoff & { sealState: SealState };
  Unpacked: Loading & { contents: readonly string[] };
  ReceiptInspected: { found: readonly MaterialLabel[]; outcome: 'ACCEPTED' | 'QUARANTINED' | 'REFUSED' };
  LotStarted: { lot: string; consumed: readonly string[] };
  ManufacturingStepCompleted: { lot: string; step: MakingStep; started: string; ended: string; equipment: string };
  ProductFormulated: { lot: string; units: readonly Unit[]; expires: string };
  Cryopreserved: { lot: string; materials: readonly string[] };
  Stored: { materials: readonly string[]; store: string; loggers: readonly string[] };
  Retrieved: { materials: readonly string[]; store: string };
  QcResultReported: { lot: string; test: QcTest; value?: number | null; unit: string; method: string; outcome: 'PASS' | 'FAIL' };
  LotDecided: { lot: string; decision: 'RELEASED' | 'REJECTED'; materials: readonly string[]; meaning: string };
  Discarded: { materials: readonly string[]; reason: string };
}

export type FactType = keyof Facts;

/** What somebody stated. */
export interface Stated {
  id: string;
  /** Who spoke; this device's own party until the log has it. */
  party: string;
  by: string;
  eventTime: string;
  type: string;
  fact: unknown;
}

/** What a service tells of the journeys at hand. */
export interface TellJourneys {
  asOf: string;
  /** For whom we give and take. */
  we: readonly string[];
  others: readonly string[];
  /** The events as on the log: no device's clock says what came before what. */
  journeys: readonly { coi: string; events: readonly Stated[] }[];
  /** Lots and donations that were numbered here, also of journeys that are not told. */
  used?: readonly string[];
  /** Whether journeys are missing, because they are more than the service can keep. */
  incomplete?: boolean;
}

/**
 * What was stated of each journey: what the service knows, as on the log, and then what this device alone knows so far, as it was kept. What was refused did
 * not happen.
 */
export function statedOf(told: TellJourneys | undefined, kept: readonly Kept[], party: string): Map<string, Stated[]> {
  const all = new Map((told?.journeys ?? []).map(journey => [journey.coi, [...journey.events]]));
  for (const scan of kept.filter(scan => scan.path === 'api/events' && scan.state !== 'refused')) {
    const { id, coi, eventTime, fact } = JSON.parse(scan.body) as { id: string; coi: string; eventTime: string; fact: { type: string } };
    const events = all.get(coi) ?? [];
    if (!events.some(event => event.id === id)) {
      all.set(coi, [...events, { id, party, by: scan.who, eventTime, type: fact.type, fact }]);
    }
  }
  return all;
}

/** Whether there may be journeys at hand that were not told: nothing was told yet, or not all. */
export function mayBeUntold(told: Pick<TellJourneys, 'incomplete'> | undefined): boolean {
  return told === undefined || told.incomplete === true;
}

/** The facts of one kind, as on the log, each with who stated it. */
export function factsOf<Type extends FactType>(events: readonly Stated[], type: Type): (Facts[Type] & { by: string; party: string; eventTime: string })[] {
  return events.filter(event => event.type === type).map(({ fact, by, party, eventTime }) => ({ ...(fact as Facts[Type]), by, party, eventTime }));
}
