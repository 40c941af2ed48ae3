/** What tracking's API answers, as far as these pages use it. */
export type Severity = 'INFO' | 'WARNING' | 'MAJOR' | 'CRITICAL';
export const severities: readonly Severity[] = ['INFO', 'WARNING', 'MAJOR', 'CRITICAL'];

/** How far a journey is, earliest first. */
export const stages: readonly string[] = [
  'ORDERED', 'COLLECTED', 'INBOUND', 'AT_FACILITY', 'IN_MANUFACTURE', 'IN_TESTING', 'RELEASED', 'OUTBOUND', 'AT_CENTRE', 'CONDITIONED',
  'THAWED', 'INFUSED', 'REJECTED',
];

/** Whether the history is still growing, complete, or complete and reviewed by quality. */
export type JourneyState = 'PROVISIONAL' | 'COMPLETE' | 'SEALED';

export interface JourneyItem {
  coi: string;
  product: string | null;
  stage: string;
  state: JourneyState;
  holder: string | null;
  since: string | null;
  temperature: { logger: string; time: string; hundredths: number; inRange: boolean } | null;
  /** In which the cells are closed now, and until when it keeps its temperature by itself. */
  shipper: string | null;
  qualifiedUntil: string | null;
  place: string | null;
  position: Position | null;
  counts: { events: number; samples: number };
  worst: Severity | null;
  findings: string[];
  holds: string[];
  version: number;
  updatedAt: string;
  sealed: boolean;
  unsealed: { tree: string; offset: number }[];
}

/** Where something was: told by a logger, or the place of an event, which has a name. */
export interface Position {
  latitude: number;
  longitude: number;
  accuracy: number | null;
  name: string | null;
  time: string;
}

/** The newest reading of a logger that is with a journey's cells, and where the logger was. */
export interface Reading {
  coi: string;
  temperature: NonNullable<JourneyItem['temperature']>;
  position: Position | null;
}

/** The last hours of a journey's temperature: milliseconds, coldest, warmest, in hundredths of a degree. */
export interface Sparkline {
  coi: string;
  logger: string;
  low: number | null;
  high: number | null;
  hours: [number, number, number][];
}

export interface Page {
  items: JourneyItem[];
  next: string | null;
}

/** One episode of one finding that goes on, or has ended and still holds. */
export interface AlertItem {
  id: string;
  journey: string;
  product: string | null;
  code: string;
  severity: Severity;
  state: 'OPEN' | 'ENDED';
  holds: boolean;
  subject: string;
  since: string | null;
  until: string | null;
  detail: string;
}

/** Who has seen an alert, and whether somebody has seen it as it is now. Messages do not tell it. */
export interface Seen {
  acknowledged: boolean;
  acknowledgements: { by: string; at: string; note: string }[];
}

export type ListedAlert = AlertItem & Seen;

export interface AlertPage {
  items: ListedAlert[];
  next: string | null;
}

/** What became of an alert. */
export interface AlertMessage {
  id: string;
  type: 'alert.raised' | 'alert.changed' | 'alert.closed';
  timestamp: string;
  data: { sequence: number; reason: 'ENDED' | 'RESOLVED' | 'SUPERSEDED' | null; alert: AlertItem };
}

export interface RecordedEvent {
  id: string;
  by: string;
  device: string;
  eventTime: string;
  offsetMinutes: number;
  kind: string;
  party: string;
  fact: { type: string } & Record<string, unknown>;
  scans: unknown[];
}

export interface Stretch {
  from: string;
  until?: string;
}

export interface ThermalLeg extends Stretch {
  carrier: string;
  logger: string;
  materials: string[];
  verdict: string;
  rule: { range: { low?: string; high?: string } };
  gaps: Stretch[];
  excursions: (Stretch & { extreme: string; direction: string })[];
  outOfRangeAtLeast?: string;
  outOfRangeAtMost?: string;
}

/** A person's electronic signature: who, for whom, when and meaning what. */
export interface Signature {
  by: string;
  party: string;
  at: string;
  meaning: string;
  event: string;
}

export interface Correction {
  event: string;
  corrected: { id: string; content: string };
  replacement?: { type: string } & Record<string, unknown>;
  reason: string;
  explanation: string;
  effect: string;
  signatures: Signature[];
}

export interface Deviation {
  finding: string;
  subject: string;
  state: string;
  awaits: string[];
  decisions: { disposition: string; explanation: string; effect: string; signature: Signature }[];
}

export interface Closure {
  state: JourneyState;
  open: string[];
  basis?: string;
  seals: { basis: string; entitled: boolean; signature: Signature }[];
}

export interface Finding {
  code: string;
  severity: Severity;
  blocking: boolean;
  subject?: string;
  detail: string;
  evidence: string[];
  since?: string;
  until?: string;
}

/** How much of what is tolerated out of range a unit has used up over its whole life. */
export interface Exposure {
  material: string;
  carriers: string[];
  atLeast: string;
  atMost: string;
  allowed: string;
  excursionsAtLeast: number;
  excursionsAtMost: number;
  excursionsAllowed?: number;
}

/** What a logger told beside temperatures, and what of its readings is marked. */
export interface ConditionLeg {
  logger: string;
  from: string;
  until: string | null;
  since: string;
  series: { quantity: 'TILT' | 'SHOCK' | 'LIGHT' | 'BATTERY' | 'NITROGEN'; total: number; points: [number, number][] }[];
  states: { time: string; quantity: 'LID' | 'DEVICE'; state: ConditionState; code: string | null }[];
  positions: { time: string; latitude: number; longitude: number; accuracy: number }[];
  marked: { total: number; items: { time: string; quantity: Quantity; reading: string; mark: Mark }[] };
  clocks: { readAt: string; loggerClock: string; ahead: string }[];
}
export type Quantity = 'TILT' | 'SHOCK' | 'LIGHT' | 'LID' | 'POSITION' | 'BATTERY' | 'NITROGEN' | 'DEVICE' | 'TEMPERATURE';
export type ConditionState = 'OPEN' | 'CLOSED' | 'STARTED' | 'STOPPED' | 'SENSOR_FAULT' | 'SENSOR_WORKS' | 'MEMORY_FULL';
export type Mark = 'SENSOR_FAULT' | 'BEYOND_SENSOR' | 'CLOCK_RESET' | 'CLOCK_AHEAD';

export interface History {
  // A history that an earlier version derived has none of these three yet.
  closure?: Closure;
  corrections?: Correction[];
  deviations?: Deviation[];
  coldChain: string;
  stage: string;
  therapy?: { order: string; product: string };
  events: RecordedEvent[];
  findings: Finding[];
  carriages?: (Stretch & { kind: string; carrier: string; materials: string[]; loggers: string[]; hold?: { until: string; told: string } })[];
  exposures?: Exposure[];
  handoffs: { id: string; from: string; to: string; place?: string; shipper?: string; released?: { at: string; by: string }; accepted?: { at: string; by: string } }[];
  judgements: { point: string; checks: { name: string; outcome: string; reason: string }[] }[];
  materials: {
    id: string;
    kind: string;
    custody: { holder: string; from: string; until?: string; takenBy: string; endedBy?: string }[];
    end?: { at: string; by: string; how: string };
  }[];
  thermal: ThermalLeg[];
}

export interface Journey {
  coi: string;
  version: number;
  updatedAt: string;
  counts: { events: number; samples: number };
  history: History;
  log: LogEntry[];
}

/** Where a statement stands on the log, and whether a signed checkpoint covers it. */
export interface LogEntry {
  id: string;
  topic: string;
  partition: number;
  offset: number;
  seal: { state: 'RECEIVED' | 'SEALED'; checkpoint: number | null };
}

/** A new checkpoint: how many records of each partition it covers. */
export interface Checkpoint {
  checkpoint: number;
  sealed: Record<string, number>;
}

export interface TemperatureLeg {
  logger: string;
  from: string;
  until: string | null;
  total: number;
  /** What the readings come to now, in degrees Celsius. */
  figures: { min: string | null; max: string | null; mean: string | null; meanKinetic: string | null };
  /** Milliseconds that each point stands for; 0 if each is one reading. */
  step: number;
  /** Milliseconds since 1970; coldest, warmest and mean in hundredths of a degree; how many readings. */
  points: [number, number, number, number, number][];
}

export interface Statements {
  statements: {
    position: { topic: string; partition: number; offset: number };
    authentic: boolean;
    unreadable: string | null;
    said: { scans: { symbology: string; raw: string }[] } | null;
  }[];
}

/** An answer other than success. */
export class Refusal extends Error {
  constructor(readonly status: number, detail: string) {
    super(detail);
  }
}

export interface Me {
  name: string;
  roles: string[];
}

export async function read<Answer>(path: string): Promise<Answer> {
  return answer(await fetch(path, { headers: { Accept: 'application/json, application/problem+json' } }));
}

/** The session's posts carry the token of its cookie, which no other site can read. */
export async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
  return answer(
    await fetch(path, {
      method: 'POST',
      headers: { Accept: 'application/json, application/problem+json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': decodeURIComponent(token) },
      body: JSON.stringify(body),
    }),
  );
}

async function answer<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Refusal(response.status, problem.detail ?? response.statusText);
  }
  return (await response.json()) as Answer;
}
