/** Every text that people read on these pages, so that another language is another file. */
export const messages = {
  product: 'Unbroken',
  journeys: 'Journeys',
  loading: 'Loading…',
  emptyTitle: 'No journeys yet',
  empty:
    'A journey appears here as soon as a therapy order is recorded. Start the demonstration with ./unbroken demo, or post an order to the collection service.',
  alerts: 'Alerts',
  alertCount: (open: number, ended: number) =>
    open + ended === 0 ? 'No alert is open.' : `${open} going on, ${ended} ended and not decided on`,
  allAlerts: (all: number) => `Show all ${all}`,
  alertOpen: 'going on',
  alertEnded: 'ended',
  noMatch: 'No journey matches these filters. Clear them to see all.',
  more: 'Load more',
  search: 'Find a journey',
  worst: 'Findings at least',
  any: 'any',
  onlyHeld: 'only on hold',
  count: (shown: number, all: number) => `${shown} of ${all} loaded journeys`,
  feedLost: 'The live feed has stopped. What you see may be old; reconnecting…',
  signedOut: 'You are signed out. What you see may be old.',
  signIn: 'Sign in again',
  failed: (what: string) => `Could not load: ${what}`,
  noHolder: 'no holder yet',
  heldBy: (holder: string) => `with ${holder}`,
  noTemperature: 'no readings',
  inRange: 'in range',
  outOfRange: 'out of range',
  noFindings: 'no findings',
  hold: 'HOLD',
  go: 'GO',
  notReached: 'not reached yet',
  changed: 'changed',
  since: 'since',
  now: 'now',
  until: 'until',
  notFound: 'No journey is known by this id.',
  noCoi: 'Choose a journey from the list: this address names none.',
  journey: 'Journey',
  stage: 'Stage',
  state: 'State of the journey',
  states: { PROVISIONAL: 'provisional', COMPLETE: 'complete', SEALED: 'reviewed and sealed' },
  closure: 'Completeness',
  stillOpen: 'Still open',
  complete: 'All material has come to its end, and nothing holds.',
  seals: 'Sealed by quality',
  sealNow: 'holds for all that is known now',
  sealThen: 'was given on other events or readings than are known now',
  corrected: 'corrected',
  struckOut: 'struck out',
  correctedTo: 'Corrected to',
  asSaid: 'As it was said',
  nothing: 'nothing stands in its place',
  why: 'Why',
  effect: 'Effect',
  signatures: 'Signatures',
  awaits: 'waits for',
  therapy: 'Product',
  order: 'Order',
  coldChain: 'Cold chain',
  events: 'Events',
  readings: 'Readings',
  custody: 'Custody',
  noCustody: 'Nothing has been collected yet, so nobody holds anything.',
  unanswered: (from: string, to: string) => `${from} has handed over to ${to}; ${to} has not confirmed`,
  unit: 'Unit',
  event: 'event',
  ended: 'ended',
  findings: 'Findings',
  evidence: 'evidence',
  blocking: 'holds the points of use',
  verdicts: 'Points of use',
  verdictsNote: 'As the record stands now.',
  temperature: 'Temperature',
  noLegs: 'No logger has been packed with the cells yet.',
  noReadings: 'No data: the logger has sent no readings for this stretch.',
  range: (low: string | undefined, high: string | undefined) =>
    low === undefined ? `at most ${high} °C` : high === undefined ? `at least ${low} °C` : `${low} to ${high} °C`,
  chartText: (logger: string, min: string, max: string) =>
    `Chart of logger ${logger}: lowest ${min} °C, highest ${max} °C. The same figures are in the table below.`,
  gap: 'no data',
  gaps: 'Gaps',
  excursions: 'Excursions',
  none: 'none',
  lowest: 'Lowest',
  highest: 'Highest',
  mean: 'Mean',
  kinetic: 'Mean kinetic',
  outFor: 'Out of range',
  readingsTable: (shown: number, all: number) => `Readings as a table (${shown} of ${all}, extremes kept)`,
  time: 'Time',
  celsius: '°C',
  allEvents: 'Events on the record',
  by: 'by',
  device: 'device',
  scans: 'scans',
  position: 'on the log at',
  signature: 'signature',
  authentic: 'holds',
  notAuthentic: 'does not hold',
  sealed: 'sealed',
  sealedBy: (checkpoint: number) => `covered by the signed checkpoint ${checkpoint}`,
  received: 'received',
  utc: 'UTC',
} as const;

/** The model writes lengths of time as ISO 8601 (`PT1H25M`); people read `1 h 25 min`. */
export function readable(text: string): string {
  return text.replace(/\bPT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?\b/g, (whole, hours?: string, minutes?: string, seconds?: string) => {
    const parts = [days(hours), minutes && `${minutes} min`, seconds && `${seconds} s`].filter(part => part);
    return parts.length === 0 ? whole : parts.join(' ');
  });
}

function days(hours: string | undefined): string | undefined {
  const all = Number(hours ?? 0);
  return all < 48 ? hours && `${hours} h` : [`${Math.floor(all / 24)} d`, all % 24 === 0 ? '' : `${all % 24} h`].join(' ').trim();
}

/** A code of the model as words: `IN_MANUFACTURE` and `HandoffReleased` become `In manufacture` and `Handoff released`. */
export function words(code: string): string {
  const spaced = code.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
