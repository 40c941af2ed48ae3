import { send, type Scan, type ShownCheck } from '@unbroken/kit';
import type { WholeBag } from './bag';
import { sentence } from './sentence';
import { texts } from './texts';

export type Point = 'THAW' | 'INFUSION';

export interface Checked {
  check: string;
  outcome: ShownCheck['outcome'];
  evidence: string;
  remedy: string;
  contact: string;
  call: string;
}

/** What the service answers; all times are its own. */
export interface Verdict {
  point: Point;
  coi: string;
  answer: 'GO' | 'HOLD';
  progress: 'RECORDING' | 'SECOND_PERSON' | 'DECIDED';
  checks: Checked[];
  goUntil: string | null;
  useBefore: string | null;
  expires: string | null;
  basis: string | null;
  now: string;
}

export interface CheckAnswer {
  confirmed: boolean;
  coi: string;
  units: string[];
  verdict: Verdict;
}

const DEVICE = 'unbroken-bedside-device';

/** A browser profile is a device. */
function device(): string {
  const kept = localStorage.getItem(DEVICE) ?? `bed-${crypto.randomUUID().slice(0, 13)}`;
  localStorage.setItem(DEVICE, kept);
  return kept;
}

/** Sends what one person scanned. The same id twice is one check. */
export function check(id: string, point: Point, wristband: Scan, bags: readonly WholeBag[], person: string): Promise<CheckAnswer> {
  return send<CheckAnswer>(
    'api/bedside/checks',
    {
      id,
      point,
      offsetMinutes: -new Date().getTimezoneOffset(),
      device: device(),
      wristband,
      labels: bags.map(bag => ({ scans: bag.scans })),
    },
    { person },
  );
}

/** Asks for the answer. With `seen`, it is HOLD as soon as anything is new. */
export function ask(point: Point, id: string, seen: string | undefined, person: string): Promise<Verdict> {
  return send<Verdict>('api/bedside/verdicts', seen === undefined ? { point, check: id } : { point, check: id, seen }, { person });
}

/** HOLD, for nobody answered. */
export function unanswered(last: Verdict): Verdict {
  const away: Checked = { check: 'FRESH', outcome: 'UNKNOWN', evidence: texts.away, remedy: 'CALL_SUPPORT', contact: 'SUPPORT', call: '' };
  const known = last.checks.find(checked => checked.contact === 'SUPPORT' && checked.call !== '');
  return {
    ...last,
    answer: 'HOLD',
    progress: 'DECIDED',
    checks: [{ ...away, call: known?.call ?? '' }, ...last.checks.filter(checked => checked.check !== 'FRESH')],
    goUntil: null,
  };
}

export function failures(verdict: Verdict): Checked[] {
  return verdict.checks.filter(checked => checked.outcome !== 'CONFORMANT');
}

export function shown(verdict: Verdict): ShownCheck[] {
  return verdict.checks.map(checked => ({
    name: texts.checks[checked.check] ?? checked.check,
    outcome: checked.outcome,
    evidence: sentence(checked.evidence),
  }));
}
