import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { read, Refusal, stages, type Checkpoint, type Closure, type ConditionLeg, type Correction, type Deviation, type History, type Journey, type Me, type RecordedEvent, type Statements, type TemperatureLeg } from './api';
import './evidence';
import { listen, type FeedState } from './feed';
import { meaning, messages, words } from './messages/index';
import { temperature } from './temperature';
import { at, atUtc, frame, mark, modelSays, outcomeMark, severityMark, signatureLine, stateMark } from './view';

/** More than a screen has columns; the server thins so that extremes stay. */
const POINTS = 600;
/** A journey under a burst of events is loaded once. */
const RELOAD_MS = 300;
/** Conditions are read from all blocks of many days, and change slowly. */
const CONDITIONS_MS = 30_000;
/** Who may take the signed records of a journey away. */
const AUDITORS = ['AUDITOR', 'QUALITY', 'OPERATIONS'];

/** One journey: who held the cells, how cold they were, what is wrong, and the events that say so. */
class JourneyPage extends LitElement {
  static override properties = {
    journey: { state: true }, legs: { state: true }, state: { state: true }, problem: { state: true },
    statements: { state: true }, shownEvent: { state: true }, me: { state: true }, told: { state: true },
  };
  private readonly coi = new URLSearchParams(location.search).get('coi') ?? '';
  private journey: Journey | undefined;
  private legs: TemperatureLeg[] = [];
  private state: FeedState = 'live';
  private problem = '';
  private statements = new Map<string, Statements>();
  private shownEvent = location.hash.replace('#event-', '');
  private me: Me = { name: '', roles: [] };
  private told: ConditionLeg[] = [];
  private toldAt = -CONDITIONS_MS;
  private reloading: number | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.coi === '') {
      this.problem = messages.noCoi;
      return;
    }
    document.title = `${this.coi} · ${messages.product}`;
    void this.load();
    void read<Me>('api/me').then(me => (this.me = me), () => undefined);
    listen({
      changed: changed => (changed.coi === this.coi && changed.version > (this.journey?.version ?? -1) ? this.loadSoon() : undefined),
      measured: reading => (reading.coi === this.coi ? this.loadSoon() : undefined),
      sealed: checkpoint => this.seal(checkpoint),
      reload: () => this.loadSoon(),
      state: state => (this.state = state),
    });
  }

  private loadSoon(): void {
    window.clearTimeout(this.reloading);
    this.reloading = window.setTimeout(() => void this.load(), RELOAD_MS);
  }

  private async load(): Promise<void> {
    const path = `api/journeys/${encodeURIComponent(this.coi)}`;
    try {
      const [journey, temperatures] = await Promise.all([
        read<Journey>(path),
        read<{ legs: TemperatureLeg[] }>(`${path}/temperature?points=${POINTS}`),
      ]);
      this.journey = journey;
      this.legs = temperatures.legs;
      this.problem = '';
      void this.loadConditions(path);
    } catch (failure) {
      this.problem =
        failure instanceof Refusal && failure.status === 404 ? messages.notFound : messages.failed((failure as Error).message);
    }
  }

  private async loadConditions(path: string): Promise<void> {
    if (performance.now() - this.toldAt < CONDITIONS_MS) {
      return;
    }
    this.toldAt = performance.now();
    this.told = await read<{ legs: ConditionLeg[] }>(`${path}/conditions`).then(found => found.legs, () => this.told);
  }

  private readonly zoom = async (leg: TemperatureLeg, from: number, until: number): Promise<TemperatureLeg | undefined> => {
    const window = `from=${new Date(from).toISOString()}&to=${new Date(until).toISOString()}`;
    const found = await read<{ legs: TemperatureLeg[] }>(`api/journeys/${encodeURIComponent(this.coi)}/temperature?points=${POINTS}&${window}`);
    return found.legs.find(one => one.logger === leg.logger && one.from === leg.from);
  };

  private seal(checkpoint: Checkpoint): void {
    const log = this.journey?.log ?? [];
    const covered = log.filter(
      entry => entry.seal.checkpoint === null && entry.offset < (checkpoint.sealed[`${entry.topic}/${entry.partition}`] ?? 0),
    );
    if (this.journey !== undefined && covered.length > 0) {
      const seal = { state: 'SEALED', checkpoint: checkpoint.checkpoint } as const;
      this.journey = { ...this.journey, log: log.map(entry => (covered.includes(entry) ? { ...entry, seal } : entry)) };
    }
  }

  /** Sealed is an event of which all statements are. */
  private sealMark(id: string): TemplateResult | typeof nothing {
    const entries = (this.journey?.log ?? []).filter(entry => entry.id === id);
    const checkpoints = entries.map(entry => entry.seal.checkpoint).filter(checkpoint => checkpoint !== null);
    return entries.length === 0
      ? nothing
      : checkpoints.length === entries.length
        ? html`<span title=${messages.sealedBy(Math.max(...checkpoints))}>${mark('good', messages.sealed)}</span>`
        : html`<span class="quiet">${messages.received}</span>`;
  }

  private async open(id: string): Promise<void> {
    if (!this.statements.has(id)) {
      const path = `api/journeys/${encodeURIComponent(this.coi)}/events/${encodeURIComponent(id)}`;
      const found = await read<Statements>(path).catch((): Statements => ({ statements: [] }));
      this.statements = new Map(this.statements).set(id, found);
    }
  }

  private readonly link = (id: string | undefined, text: string = messages.event): TemplateResult | typeof nothing =>
    id === undefined
      ? nothing
      : html`<a href="#event-${id}" @click=${() => (this.shownEvent = id)}>${text}</a>`;

  protected override render(): TemplateResult {
    return frame(this.state, this.me.name, html`
      <p><a href="./">← ${messages.journeys}</a></p>
      <h1>${messages.journey} <span class="code">${this.coi}</span></h1>
      ${this.problem === '' ? nothing : html`<p role="alert">${mark('major', this.problem)}</p>`}
      ${this.journey === undefined ? (this.problem === '' ? html`<p>${messages.loading}</p>` : nothing) : this.whole(this.journey)}
    `);
  }

  private whole(journey: Journey): TemplateResult {
    const history = journey.history;
    const offsets = new Map(history.events.map(event => [event.id, event.offsetMinutes]));
    const when = (instant: string, by: string | undefined): TemplateResult => {
      const offset = by === undefined ? undefined : offsets.get(by);
      return offset === undefined ? atUtc(instant) : at(instant, offset);
    };
    return html`
      <dl class="facts">
        <div><dt>${messages.stage}</dt><dd>${words(history.stage)}</dd></div>
        <div><dt>${messages.state}</dt><dd>${stateMark(history.closure?.state ?? 'PROVISIONAL')}</dd></div>
        <div><dt>${messages.therapy}</dt><dd>${history.therapy?.product ?? '–'}</dd></div>
        <div><dt>${messages.order}</dt><dd>${history.therapy?.order ?? '–'}</dd></div>
        <div><dt>${messages.coldChain}</dt><dd>${outcomeMark(history.coldChain)}</dd></div>
        <div><dt>${messages.events}</dt><dd>${journey.counts.events}</dd></div>
        <div><dt>${messages.readings}</dt><dd>${journey.counts.samples}</dd></div>
      </dl>
      <div class="columns">
        <div>${this.custody(history, when)}</div>
        <div>${this.findings(history)} ${verdicts(history)} ${history.closure === undefined ? nothing : closure(history.closure)}</div>
      </div>
      <section class="card" aria-labelledby="temperature">
        <h2 id="temperature">${messages.temperature}</h2>
        ${temperature(history, this.legs, this.told, this.zoom)}
      </section>
      ${shippers(history, when)}
      ${this.signatures(history)}
      ${people(history)}
      ${this.me.roles.some(role => AUDITORS.includes(role)) ? html`<section class="card" aria-labelledby="evidence">
        <h2 id="evidence">${messages.evidenceTitle}</h2>
        <evidence-check .coi=${this.coi}></evidence-check>
      </section>` : nothing}
      <section class="card" aria-labelledby="events">
        <h2 id="events">${messages.allEvents}</h2>
        ${history.events.map(event => this.event(event, history.corrections ?? []))}
      </section>
    `;
  }

  private custody(history: History, when: (instant: string, by: string | undefined) => TemplateResult): TemplateResult {
    const waiting = history.handoffs.filter(handoff => handoff.released !== undefined && handoff.accepted === undefined);
    return html`<section class="card" aria-labelledby="custody">
      <h2 id="custody">${messages.custody}</h2>
      ${history.materials.length === 0 ? html`<p>${messages.noCustody}</p>` : nothing}
      ${history.materials.map(material => html`
        <h3>${words(material.kind)} <span class="code">${material.id}</span></h3>
        <ol class="timeline">
          ${material.custody.map(held => html`<li class=${held.until === undefined ? 'now' : ''}>
            <strong>${held.holder}</strong>
            <div class="quiet">${when(held.from, held.takenBy)} ${this.link(held.takenBy)}
              – ${held.until === undefined ? messages.now : html`${when(held.until, held.endedBy)} ${this.link(held.endedBy)}`}</div>
          </li>`)}
          ${material.end === undefined ? nothing : html`<li><strong>${words(material.end.how)}</strong>
            <div class="quiet">${when(material.end.at, material.end.by)} ${this.link(material.end.by)}</div></li>`}
        </ol>`)}
      ${waiting.map(handoff => html`<p>${mark('warning', messages.unanswered(handoff.from, handoff.to))} ${this.link(handoff.released?.by)}</p>`)}
    </section>`;
  }

  private findings(history: History): TemplateResult {
    return html`<section class="card" aria-labelledby="findings">
      <h2 id="findings">${messages.findings}</h2>
      ${history.findings.length === 0 ? html`<p>${mark('good', messages.noFindings)}</p>` : nothing}
      <ul class="list">
        ${history.findings.map(finding => html`<li>
          ${severityMark(finding.severity)} ${finding.blocking ? mark('critical', messages.blocking) : nothing}
          <strong>${words(finding.code)}</strong> <span class="code quiet">${finding.subject ?? ''}</span>
          ${meaning(finding.code) === '' ? nothing : html`<div>${meaning(finding.code)}</div>`}
          <div class="quiet">${modelSays(finding.detail)}</div>
          ${finding.since === undefined ? nothing : html`<div class="quiet">${atUtc(finding.since)} – ${finding.until === undefined ? messages.now : atUtc(finding.until)}</div>`}
          ${(history.deviations ?? []).filter(deviation => deviation.finding === finding.code && deviation.subject === finding.subject).map(decided)}
          <div class="quiet">${finding.evidence.map((id, i) => html`${this.link(id, `${messages.evidence} ${i + 1}`)} `)}</div>
        </li>`)}
      </ul>
    </section>`;
  }

  /** What is right instead, beside what was said; one that does not count says why. */
  private correction(correction: Correction): TemplateResult {
    const right = correction.replacement;
    return html`<dl class="correction">
      <dt>${messages.correctedTo}</dt>
      <dd class="code">${right === undefined ? messages.nothing : Object.entries(right).filter(([name]) => name !== 'type').map(([name, value]) => html`<div>${words(name)} ${plain(value)}</div>`)}</dd>
      <dt>${messages.why}</dt><dd>${words(correction.reason)}: ${correction.explanation}</dd>
      <dt>${messages.effect}</dt><dd>${mark(correction.effect === 'COUNTS' ? 'good' : correction.effect === 'SUPERSEDED' ? 'info' : 'major', words(correction.effect))} ${this.link(correction.event)}</dd>
      <dt>${messages.signatures}</dt><dd>${correction.signatures.map(signature => html`<div>${signatureLine(signature)}</div>`)}</dd>
    </dl>`;
  }

  /** Every electronic signature of the journey: who, for whom, when, meaning what, and under which event. */
  private signatures(history: History): TemplateResult | typeof nothing {
    const signed = history.events.filter(event => typeof event.fact['meaning'] === 'string');
    return signed.length === 0 ? nothing : html`<section class="card" aria-labelledby="signatures">
      <h2 id="signatures">${messages.signatures}</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="signatures"><table>
        <thead><tr><th scope="col">${messages.person}</th><th scope="col">${messages.party}</th><th scope="col">${messages.time}</th><th scope="col">${messages.signedAs}</th><th scope="col">${messages.event}</th></tr></thead>
        <tbody>${signed.map(event => html`<tr><td class="code">${event.by}</td><td>${event.party}</td><td>${at(event.eventTime, event.offsetMinutes)}</td>
          <td>${words(String(event.fact['meaning']))}</td><td>${this.link(event.id, words(event.fact.type))}</td></tr>`)}</tbody>
      </table></div>
    </section>`;
  }

  private event(event: RecordedEvent, corrections: Correction[]): TemplateResult {
    const made = corrections.filter(correction => correction.corrected.id === event.id);
    const right = made.find(correction => correction.effect === 'COUNTS');
    const { type, ...said } = event.fact;
    const found = this.statements.get(event.id)?.statements;
    return html`<details class="event ${this.shownEvent === event.id ? 'shown' : ''}" id="event-${event.id}"
      ?open=${this.shownEvent === event.id}
      @toggle=${(toggled: Event) => ((toggled.target as HTMLDetailsElement).open ? void this.open(event.id) : undefined)}>
      <summary>${at(event.eventTime, event.offsetMinutes)} <strong>${words(type)}</strong> <span class="quiet">${event.party}</span>
        ${right === undefined ? nothing : mark('warning', right.replacement === undefined ? messages.struckOut : messages.corrected)} ${(said['photo'] ?? undefined) === undefined ? nothing : mark('info', messages.photoTaken)} ${this.sealMark(event.id)}</summary>
      ${made.map(correction => this.correction(correction))}
      ${right === undefined ? nothing : html`<h3>${messages.asSaid}</h3>`}
      <dl>
        ${Object.entries(said).map(([name, value]) => html`<dt>${words(name)}</dt><dd class="code">${plain(value)}</dd>`)}
        <dt>${messages.by}</dt><dd>${event.by}, ${messages.device} ${event.device}</dd>
        ${found?.map(statement => html`
          <dt>${messages.position}</dt><dd class="code">${statement.position.topic}/${statement.position.partition}/${statement.position.offset}</dd>
          <dt>${messages.signature}</dt><dd>${statement.authentic ? mark('good', messages.authentic) : mark('critical', statement.unreadable ?? messages.notAuthentic)}</dd>
          ${statement.said === null || statement.said.scans.length === 0 ? nothing : html`<dt>${messages.scans}</dt><dd class="code">${statement.said.scans.map(scan => scan.raw).join(' · ')}</dd>`}`)}
      </dl>
    </details>`;
  }
}

/** What the cells were closed in, from when to when, and for how long that keeps its temperature. */
function shippers(history: History, when: (instant: string, by: string | undefined) => TemplateResult): TemplateResult | typeof nothing {
  const all = history.carriages ?? [];
  return all.length === 0 ? nothing : html`<section class="card" aria-labelledby="shippers">
    <h2 id="shippers">${messages.shippers}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="shippers"><table>
      <thead><tr><th scope="col">${messages.carrier}</th><th scope="col">${messages.closedFrom}</th><th scope="col">${messages.openedAt}</th><th scope="col">${messages.keepsUntil}</th><th scope="col">${messages.unit}</th></tr></thead>
      <tbody>${all.map(one => html`<tr><td>${words(one.kind)} <span class="code">${one.carrier}</span></td><td>${when(one.from, undefined)}</td>
        <td>${one.until === undefined ? messages.still : when(one.until, undefined)}</td><td>${one.hold === undefined ? '–' : when(one.hold.until, undefined)}</td>
        <td class="code">${one.materials.join(', ')}</td></tr>`)}</tbody>
    </table></div>
  </section>`;
}

/** Who did what, by the pseudonyms of the record. */
function people(history: History): TemplateResult {
  const all = new Map<string, { by: string; party: string; did: Map<string, number>; first: RecordedEvent; last: RecordedEvent }>();
  for (const event of history.events) {
    const one = all.get(`${event.party} ${event.by}`) ?? { by: event.by, party: event.party, did: new Map<string, number>(), first: event, last: event };
    one.did.set(event.fact.type, (one.did.get(event.fact.type) ?? 0) + 1);
    one.last = event;
    all.set(`${event.party} ${event.by}`, one);
  }
  return html`<section class="card" aria-labelledby="people">
    <h2 id="people">${messages.people}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="people"><table>
      <thead><tr><th scope="col">${messages.person}</th><th scope="col">${messages.party}</th><th scope="col">${messages.did}</th><th scope="col">${messages.first}</th><th scope="col">${messages.last}</th></tr></thead>
      <tbody>${[...all.values()].map(one => html`<tr><td class="code">${one.by}</td><td>${one.party}</td>
        <td>${[...one.did].map(([type, count]) => (count === 1 ? words(type) : `${words(type)} × ${count}`)).join(', ')}</td>
        <td>${at(one.first.eventTime, one.first.offsetMinutes)}</td><td>${at(one.last.eventTime, one.last.offsetMinutes)}</td></tr>`)}</tbody>
    </table></div>
  </section>`;
}

/** What was decided on a finding, and who still has to sign. */
function decided(deviation: Deviation): TemplateResult {
  return html`
    ${deviation.state === 'OPEN' ? nothing : html`<div>${mark(deviation.state === 'ACCEPTED' ? 'good' : 'critical', words(deviation.state))}</div>`}
    ${deviation.decisions.map(decision => html`<div>${words(decision.disposition)} (${words(decision.effect)}): ${decision.explanation} ${signatureLine(decision.signature)}</div>`)}
    ${deviation.state === 'OPEN' && deviation.decisions.length > 0 && deviation.awaits.length > 0
      ? html`<div class="quiet">${messages.awaits} ${deviation.awaits.map(words).join(', ')}</div>` : nothing}`;
}

/** Whether the journey is at its end, and who for quality said so. */
function closure(closed: Closure): TemplateResult {
  return html`<section class="card" aria-labelledby="closure">
    <h2 id="closure">${messages.closure}</h2>
    <p>${stateMark(closed.state)} ${closed.open.length === 0 ? messages.complete : nothing}</p>
    ${closed.open.length === 0 ? nothing : html`<details><summary>${messages.stillOpen} (${closed.open.length})</summary>
      <ul>${closed.open.map(reason => html`<li>${modelSays(reason)}</li>`)}</ul></details>`}
    ${closed.seals.length === 0 ? nothing : html`<h3>${messages.seals}</h3><ul class="list">
      ${closed.seals.map(seal => html`<li>${signatureLine(seal.signature)}
        <div>${seal.entitled && seal.basis === closed.basis ? mark('good', messages.sealNow) : mark('warning', messages.sealThen)}</div></li>`)}</ul>`}
  </section>`;
}

function verdicts(history: History): TemplateResult {
  return html`<section class="card" aria-labelledby="verdicts">
    <h2 id="verdicts">${messages.verdicts}</h2>
    <p class="quiet">${messages.verdictsNote}</p>
    <ul class="list">
      ${history.judgements.map(judgement => {
        const failed = judgement.checks.filter(check => check.outcome !== 'CONFORMANT');
        return html`<li>
          ${failed.length === 0 ? mark('good', messages.go) : ahead(history, judgement) ? mark('absent', messages.notReached) : mark('critical', messages.hold)} <strong>${words(judgement.point)}</strong>
          ${failed.length === 0 ? nothing : html`<details><summary>${failed.map(check => words(check.name)).join(', ')}</summary>
            <ul>${failed.map(check => html`<li>${words(check.name)}: ${modelSays(check.reason)}</li>`)}</ul></details>`}
        </li>`;
      })}
    </ul>
  </section>`;
}

/** The stage from which a point of use is next. */
const reachedAt: Record<string, string> = {
  RELEASE: 'IN_TESTING', DISPATCH: 'RELEASED', LYMPHODEPLETION: 'AT_CENTRE', THAW: 'CONDITIONED', INFUSION: 'THAWED',
};

/** Held only because the journey is not there yet: nothing is wrong, and what is missing is not due. Nobody may pass it all the same. */
function ahead(history: History, judgement: History['judgements'][number]): boolean {
  const due = stages.indexOf(reachedAt[judgement.point] ?? '');
  const now = stages.indexOf(history.stage);
  const wrong = history.findings.some(finding => finding.blocking) || judgement.checks.some(check => check.outcome === 'NON_CONFORMANT');
  return now >= 0 && now < due && !wrong;
}

/** A value of a fact on one line. */
function plain(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(plain).join('; ');
  }
  return typeof value === 'object' && value !== null ? Object.entries(value).map(([name, part]) => `${name} ${plain(part)}`).join(', ') : String(value);
}

customElements.define('unbroken-journey', JourneyPage);
