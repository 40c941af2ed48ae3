import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { afterMessage, alertList } from './alerts';
import { read, severities, type AlertItem, type AlertMessage, type AlertPage, type Checkpoint, type JourneyItem, type Page, type Reading, type Severity } from './api';
import { listen, type FeedState } from './feed';
import { messages, readable, words } from './messages';
import { atHere, celsius, frame, mark, severityMark, stateMark } from './view';

/** As many as the API gives at once. */
const PAGE = 200;
/** A burst of changes while loading anew is answered by one more load. */
const RELOAD_MS = 300;

/** All journeys, live; those on hold and with the worst findings first. */
class Journeys extends LitElement {
  static override properties = {
    journeys: { state: true }, next: { state: true }, state: { state: true }, problem: { state: true },
    loaded: { state: true }, query: { state: true }, least: { state: true }, onlyHeld: { state: true }, who: { state: true },
    alerts: { state: true }, allAlerts: { state: true },
  };
  private journeys = new Map<string, JourneyItem>();
  private alerts: ReadonlyMap<string, AlertItem> = new Map();
  private allAlerts = false;
  /** Told by the feed since the list of alerts was last asked for. */
  private heard: AlertMessage[] = [];
  private next: string | null = null;
  private state: FeedState = 'live';
  private problem = '';
  private loaded = false;
  private query = '';
  private least: Severity | '' = '';
  private onlyHeld = false;
  private who = '';
  private reloading: number | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load(null);
    void this.loadAlerts();
    void read<{ name: string }>('api/me').then(me => (this.who = me.name), () => (this.who = ''));
    listen({
      changed: journey => this.keep([journey]),
      measured: reading => this.measure(reading),
      sealed: checkpoint => this.seal(checkpoint),
      alerted: message => {
        this.heard.push(message);
        this.alerts = afterMessage(this.alerts, message);
      },
      reload: () => {
        window.clearTimeout(this.reloading);
        this.reloading = window.setTimeout(() => {
          void this.load(null);
          void this.loadAlerts();
        }, RELOAD_MS);
      },
      state: state => (this.state = state),
    });
  }

  private async load(cursor: string | null): Promise<void> {
    try {
      const page = await read<Page>(`api/journeys?limit=${PAGE}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      this.keep(page.items);
      if (cursor !== null || !this.loaded) {
        this.next = page.next;
      }
      this.loaded = true;
      this.problem = '';
    } catch (failure) {
      this.problem = messages.failed((failure as Error).message);
    }
  }

  /** All pages: what is not done with is never left out. */
  private async loadAlerts(): Promise<void> {
    try {
      this.heard = [];
      const alerts = new Map<string, AlertItem>();
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: AlertPage = await read<AlertPage>(`api/alerts?limit=${PAGE}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
        page.items.forEach(alert => alerts.set(alert.id, alert));
        cursor = page.next;
      }
      this.alerts = this.heard.reduce<ReadonlyMap<string, AlertItem>>(afterMessage, alerts);
    } catch (failure) {
      this.problem = messages.failed((failure as Error).message);
    }
  }

  /** An answer may be overtaken by the feed: what is older than what is shown is not taken. */
  private keep(items: JourneyItem[]): void {
    const journeys = new Map(this.journeys);
    for (const item of items) {
      if ((journeys.get(item.coi)?.version ?? -1) <= item.version) {
        journeys.set(item.coi, item);
      }
    }
    this.journeys = journeys;
  }

  private measure({ coi, temperature }: Reading): void {
    const journey = this.journeys.get(coi);
    if (journey !== undefined && (journey.temperature === null || journey.temperature.time < temperature.time)) {
      this.journeys = new Map(this.journeys).set(coi, { ...journey, temperature });
    }
  }

  private seal(checkpoint: Checkpoint): void {
    let changed = false;
    const journeys = new Map(this.journeys);
    for (const [coi, journey] of this.journeys) {
      const unsealed = journey.unsealed.filter(({ tree, offset }) => offset >= (checkpoint.sealed[tree] ?? 0));
      if (unsealed.length < journey.unsealed.length) {
        journeys.set(coi, { ...journey, unsealed, sealed: unsealed.length === 0 });
        changed = true;
      }
    }
    if (changed) {
      this.journeys = journeys;
    }
  }

  private shown(): JourneyItem[] {
    const least = this.least === '' ? -1 : severities.indexOf(this.least);
    const text = this.query.trim().toLowerCase();
    return [...this.journeys.values()]
      .filter(journey => rank(journey) >= least && (!this.onlyHeld || journey.holds.length > 0))
      .filter(journey => [journey.coi, journey.holder, journey.product, words(journey.stage)].join(' ').toLowerCase().includes(text))
      .sort((a, b) => Math.sign(b.holds.length) - Math.sign(a.holds.length) || rank(b) - rank(a) || a.coi.localeCompare(b.coi));
  }

  protected override render(): TemplateResult {
    const shown = this.shown();
    return frame(this.state, this.who, html`
      <h1>${messages.journeys}</h1>
      ${this.problem === '' ? nothing : html`<p role="alert">${mark('major', this.problem)}</p>`}
      ${!this.loaded && this.problem === '' ? html`<p>${messages.loading}</p>` : nothing}
      ${this.loaded && this.journeys.size === 0
        ? html`<div class="empty"><h2>${messages.emptyTitle}</h2><p>${messages.empty}</p></div>`
        : nothing}
      ${this.journeys.size === 0 ? nothing : alertList(this.alerts, this.allAlerts, () => (this.allAlerts = true))}
      ${this.journeys.size === 0 ? nothing : this.list(shown)}
    `);
  }

  private list(shown: JourneyItem[]): TemplateResult {
    return html`
      <form class="filters" @submit=${(event: Event) => event.preventDefault()}>
        <label>${messages.search}<input type="search" @input=${(e: Event) => (this.query = (e.target as HTMLInputElement).value)} /></label>
        <label>${messages.worst}
          <select @change=${(e: Event) => (this.least = (e.target as HTMLSelectElement).value as Severity | '')}>
            <option value="">${messages.any}</option>
            ${severities.map(severity => html`<option value=${severity}>${words(severity)}</option>`)}
          </select>
        </label>
        <label class="check"><input type="checkbox" @change=${(e: Event) => (this.onlyHeld = (e.target as HTMLInputElement).checked)} />${messages.onlyHeld}</label>
      </form>
      <p class="quiet">${messages.count(shown.length, this.journeys.size)}</p>
      ${shown.length === 0 ? html`<p class="empty">${messages.noMatch}</p>` : nothing}
      <ul class="rows">${shown.map(row)}</ul>
      ${this.next === null ? nothing : html`<p><button @click=${() => void this.load(this.next)}>${messages.more}</button></p>`}
    `;
  }
}

function rank(journey: JourneyItem): number {
  return journey.worst === null ? -1 : severities.indexOf(journey.worst);
}

function row(journey: JourneyItem): TemplateResult {
  const held = journey.holds.length > 0;
  return html`
    <li class="row ${held ? 'held' : ''}" data-coi=${journey.coi}>
      <div class="who">
        <a class="code" href="journey.html?coi=${encodeURIComponent(journey.coi)}">${journey.coi}</a>
        <span class="quiet">${journey.product ?? ''}</span>
      </div>
      <div class="who">
        <span><strong>${words(journey.stage)}</strong> ${stateMark(journey.state)}</span>
        <span class="quiet">${journey.holder === null ? messages.noHolder : messages.heldBy(journey.holder)}
          ${journey.since === null ? nothing : html`${messages.since} ${atHere(journey.since)}`}</span>
      </div>
      <div class="figure">${temperature(journey)}</div>
      <div class="marks">
        ${held ? mark('critical', messages.hold) : nothing}
        ${journey.worst === null ? html`<span class="quiet">${messages.noFindings}</span>` : severityMark(journey.worst)}
        <span class="quiet">${journey.findings.map(words).join(', ')}</span>
      </div>
      <span class="quiet">${messages.changed} ${atHere(journey.updatedAt)} ${journey.sealed ? mark('good', messages.sealed) : nothing}</span>
      ${held ? html`<p class="hold quiet">${readable(journey.holds[0] ?? '')}</p>` : nothing}
    </li>
  `;
}

function temperature(journey: JourneyItem): TemplateResult {
  const last = journey.temperature;
  return last === null
    ? mark('absent', messages.noTemperature)
    : html`<strong>${celsius(last.hundredths)}</strong>
        ${last.inRange ? mark('good', messages.inRange) : mark('critical', messages.outOfRange)}
        <div class="quiet">${atHere(last.time)}</div>`;
}

customElements.define('unbroken-journeys', Journeys);
