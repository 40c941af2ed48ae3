import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { afterMessage, alertList, seen } from './alerts';
import {
  read, severities, type AlertMessage, type AlertPage, type Checkpoint, type JourneyItem, type ListedAlert, type Me, type Page, type Reading, type Severity, type Sparkline,
} from './api';
import { listen, type FeedState } from './feed';
import { HOUR } from './journey-row';
import type { ShipmentMap } from './map';
import { messages, words } from './messages/index';
import { frame, mark } from './view';

/** As many as the API gives at once. */
const PAGE = 200;
/** Beyond that a person asks for more: a browser holds them, and nobody looks through them. */
const MOST_LOADED = 3_000;
/** A burst of changes while loading anew is answered by one more load. */
const RELOAD_MS = 300;
/** Rows that are made at once: a frame's work. The next ones follow in the next frames. */
const ROWS = 40;
/** Nobody reads faster than this; what comes meanwhile is drawn together. */
const REDRAW_MS = 100;
/** Lines of temperature are asked for together. */
const SPARKLINES_MS = 200;
const SPARKLINES = 50;
/** The feed tells the newest of many readings only; so often the others are asked for. */
const SPARKLINE_MS = 30_000;
/** Beside the list there is room for a map. */
const WIDE = '(min-width: 60rem)';
const ACKNOWLEDGERS = ['OPERATIONS', 'QUALITY'];

type Tab = keyof typeof messages.tabs;
const tabs = Object.keys(messages.tabs) as Tab[];
const stagesOf: Record<Exclude<Tab, 'ALL'>, readonly string[]> = {
  PREPARING: ['ORDERED', 'COLLECTED'],
  WAY: ['INBOUND', 'OUTBOUND'],
  FACILITY: ['AT_FACILITY', 'IN_MANUFACTURE', 'IN_TESTING', 'RELEASED'],
  CENTRE: ['AT_CENTRE', 'CONDITIONED', 'THAWED'],
  CLOSED: ['INFUSED', 'REJECTED'],
};

/** The operations board: all journeys, live, as a list and on a map; those on hold and with the worst findings first. */
class Journeys extends LitElement {
  static override properties = {
    next: { state: true }, state: { state: true }, problem: { state: true }, loaded: { state: true }, query: { state: true },
    least: { state: true }, onlyHeld: { state: true }, tab: { state: true }, holder: { state: true }, me: { state: true }, alerts: { state: true },
    allAlerts: { state: true }, made: { state: true }, mapState: { state: true },
  };
  private journeys = new Map<string, JourneyItem>();
  private readonly sparklines = new Map<string, Sparkline>();
  private readonly askedAt = new Map<string, number>();
  private alerts: ReadonlyMap<string, ListedAlert> = new Map();
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
  private tab: Tab = 'ALL';
  private holder = '';
  private me: Me = { name: '', roles: [] };
  private made = ROWS;
  private mapState: 'off' | 'loading' | 'on' | 'missing' = 'off';
  private reloading: number | undefined;
  /** Told by the feed since the last frame. */
  private waiting: (() => void)[] = [];
  private drawnAt = 0;
  private readonly wanted = new Set<string>();
  private asking: number | undefined;
  private readonly seen = new IntersectionObserver(entries => this.cameIntoView(entries), { rootMargin: '200px' });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${messages.journeys} · ${messages.product}`;
    void this.load();
    void this.loadAlerts();
    void read<Me>('api/me').then(me => (this.me = me), () => undefined);
    if (window.matchMedia(WIDE).matches) {
      void this.openMap();
    }
    listen({
      changed: journey => this.inNextFrame(() => this.keep([journey])),
      measured: reading => this.inNextFrame(() => this.measure(reading)),
      sealed: checkpoint => this.inNextFrame(() => this.seal(checkpoint)),
      alerted: message => this.inNextFrame(() => {
        this.heard.push(message);
        this.alerts = afterMessage(this.alerts, message);
      }),
      acknowledged: alert => this.inNextFrame(() => (this.alerts = seen(this.alerts, alert))),
      reload: () => {
        window.clearTimeout(this.reloading);
        this.reloading = window.setTimeout(() => {
          void this.load();
          void this.loadAlerts();
        }, RELOAD_MS);
      },
      state: state => (this.state = state),
    });
  }

  /** However many messages come, the page is drawn in a frame, and not in each. */
  private inNextFrame(change: () => void): void {
    if (this.waiting.push(change) === 1) {
      const run = (): void => {
        const all = this.waiting;
        this.waiting = [];
        this.drawnAt = performance.now();
        all.forEach(one => one());
        this.requestUpdate();
      };
      // A page that nobody sees gets no frames, and must not gather messages for hours.
      const rest = Math.max(0, this.drawnAt + REDRAW_MS - performance.now());
      window.setTimeout(() => (document.hidden ? run() : requestAnimationFrame(run)), rest);
    }
  }

  private async load(from: string | null = null): Promise<void> {
    try {
      let cursor = from;
      const most = from === null ? MOST_LOADED : this.journeys.size + MOST_LOADED;
      do {
        const page = await read<Page>(`api/journeys?limit=${PAGE}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
        this.keep(page.items);
        cursor = page.next;
        this.loaded = true;
        this.requestUpdate();
      } while (cursor !== null && this.journeys.size < most);
      this.next = cursor;
      this.problem = '';
    } catch (failure) {
      this.problem = messages.failed((failure as Error).message);
    }
  }

  /** All pages: what is not done with is never left out. */
  private async loadAlerts(): Promise<void> {
    try {
      this.heard = [];
      const alerts = new Map<string, ListedAlert>();
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: AlertPage = await read<AlertPage>(`api/alerts?limit=${PAGE}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
        page.items.forEach(alert => alerts.set(alert.id, alert));
        cursor = page.next;
      }
      this.alerts = this.heard.reduce<ReadonlyMap<string, ListedAlert>>(afterMessage, alerts);
    } catch (failure) {
      this.problem = messages.failed((failure as Error).message);
    }
  }

  /** An answer may be overtaken by the feed: what is older than what is shown is not taken, and what says the same draws no row again. */
  private keep(items: JourneyItem[]): void {
    for (const item of items) {
      const known = this.journeys.get(item.coi);
      if (known === undefined || (known.version <= item.version && !same(known, item))) {
        this.journeys.set(item.coi, item);
      }
      // One that was seen without readings before asks for its line now.
      if (known !== undefined && item.temperature !== null && (known.temperature === null || known.temperature.time < item.temperature.time)) {
        this.extend(item.coi, Date.parse(item.temperature.time), item.temperature.hundredths);
      }
    }
  }

  private measure({ coi, temperature, position }: Reading): void {
    const journey = this.journeys.get(coi);
    if (journey !== undefined && (journey.temperature === null || journey.temperature.time < temperature.time)) {
      const moved = position !== null && (journey.position === null || journey.position.time < position.time);
      this.journeys.set(coi, { ...journey, temperature, position: moved ? position : journey.position });
      this.extend(coi, Date.parse(temperature.time), temperature.hundredths);
    }
  }

  /** The line of temperature goes on with what the feed tells. */
  private extend(coi: string, time: number, hundredths: number): void {
    const line = this.sparklines.get(coi);
    if (line === undefined || performance.now() - (this.askedAt.get(coi) ?? 0) > SPARKLINE_MS) {
      this.want(coi);
    }
    if (line === undefined) {
      return;
    }
    const hour = time - (time % HOUR);
    const last = line.hours.at(-1);
    const hours: Sparkline['hours'] = last !== undefined && last[0] === hour
      ? [...line.hours.slice(0, -1), [hour, Math.min(last[1], hundredths), Math.max(last[2], hundredths)]]
      : [...line.hours, [hour, hundredths, hundredths]];
    this.sparklines.set(coi, { ...line, hours: hours.filter(([begun]) => begun > hour - 48 * HOUR) });
  }

  private seal(checkpoint: Checkpoint): void {
    for (const [coi, journey] of this.journeys) {
      if (journey.unsealed.length > 0) {
        const unsealed = journey.unsealed.filter(({ tree, offset }) => offset >= (checkpoint.sealed[tree] ?? 0));
        if (unsealed.length < journey.unsealed.length) {
          this.journeys.set(coi, { ...journey, unsealed, sealed: unsealed.length === 0 });
        }
      }
    }
  }

  private cameIntoView(entries: IntersectionObserverEntry[]): void {
    entries.filter(entry => entry.isIntersecting).forEach(entry => {
      this.seen.unobserve(entry.target);
      this.want((entry.target as HTMLElement).dataset.coi ?? '');
    });
  }

  /** Asks for the last hours of what is seen and has readings, some journeys at a time. */
  private want(coi: string): void {
    const old = performance.now() - (this.askedAt.get(coi) ?? -SPARKLINE_MS) >= SPARKLINE_MS;
    if (old && (this.journeys.get(coi)?.temperature ?? null) !== null) {
      this.wanted.add(coi);
      this.asking ??= window.setTimeout(() => void this.ask(), SPARKLINES_MS);
    }
  }

  private async ask(): Promise<void> {
    const some = [...this.wanted].slice(0, SPARKLINES);
    some.forEach(coi => {
      this.wanted.delete(coi);
      this.askedAt.set(coi, performance.now());
    });
    const found = await read<{ items: Sparkline[] }>(`api/sparklines?${some.map(coi => `coi=${encodeURIComponent(coi)}`).join('&')}`).catch(() => ({ items: [] }));
    found.items.forEach(line => this.sparklines.set(line.coi, line));
    this.requestUpdate();
    this.asking = this.wanted.size === 0 ? undefined : window.setTimeout(() => void this.ask(), SPARKLINES_MS);
  }

  private async openMap(): Promise<void> {
    if (document.createElement('canvas').getContext('webgl2') === null) {
      this.mapState = 'missing';
      return;
    }
    this.mapState = 'loading';
    await import('./map');
    this.mapState = 'on';
  }

  private in(tab: Tab, journey: JourneyItem): boolean {
    return tab === 'ALL' || stagesOf[tab].includes(journey.stage);
  }

  private passing(): JourneyItem[] {
    const least = this.least === '' ? -1 : severities.indexOf(this.least);
    const text = this.query.trim().toLowerCase();
    return [...this.journeys.values()]
      .filter(journey => rank(journey) >= least && (!this.onlyHeld || journey.holds.length > 0) && (this.holder === '' || journey.holder === this.holder))
      .filter(journey => text === '' || [journey.coi, journey.holder, journey.product, journey.shipper, words(journey.stage)].join(' ').toLowerCase().includes(text));
  }

  protected override updated(): void {
    this.querySelectorAll<HTMLElement>('journey-row:not([data-watched])').forEach(row => {
      row.dataset.watched = '';
      this.seen.observe(row);
    });
  }

  protected override render(): TemplateResult {
    return frame(this.state, this.me.name, html`
      <h1>${messages.journeys}</h1>
      ${this.problem === '' ? nothing : html`<p role="alert">${mark('major', this.problem)}</p>`}
      ${!this.loaded && this.problem === '' ? html`<p>${messages.loading}</p>` : nothing}
      ${this.loaded && this.journeys.size === 0
        ? html`<div class="empty"><h2>${messages.emptyTitle}</h2><p>${messages.empty}</p></div>`
        : nothing}
      ${this.journeys.size === 0 ? nothing : alertList(this.alerts, {
        all: this.allAlerts,
        showAll: () => (this.allAlerts = true),
        may: this.me.roles.some(role => ACKNOWLEDGERS.includes(role)),
        acknowledged: alert => (this.alerts = seen(this.alerts, alert)),
      })}
      ${this.journeys.size === 0 ? nothing : this.board()}
    `);
  }

  private board(): TemplateResult {
    const passing = this.passing();
    const shown = passing.filter(journey => this.in(this.tab, journey)).sort(order);
    if (this.made < shown.length) {
      requestAnimationFrame(() => (this.made = Math.min(this.made + ROWS, shown.length)));
    }
    return html`
      <div class="tabs" role="group" aria-label=${messages.tabsLabel}>
        ${tabs.map(tab => html`<button class="tab" aria-pressed=${tab === this.tab} @click=${() => this.choose(tab)}>${messages.tabs[tab]}
          <span class="count">${passing.filter(journey => this.in(tab, journey)).length}</span></button>`)}
      </div>
      ${this.filters()}
      <p class="quiet" role="status">${messages.count(shown.length, this.journeys.size)}</p>
      ${this.mapPart(shown)}
      ${shown.length === 0 ? html`<p class="empty">${messages.noMatch}</p>` : nothing}
      <div class="rows" role="list" @located=${(event: CustomEvent<string>) => this.locate(event.detail)}>
        ${repeat(shown.slice(0, this.made), journey => journey.coi, journey => html`<journey-row class="row" data-coi=${journey.coi}
          .journey=${journey} .sparkline=${this.sparklines.get(journey.coi)} .mapped=${this.mapState === 'on'}></journey-row>`)}
      </div>
      ${this.next === null ? nothing : html`<p><button @click=${() => void this.load(this.next)}>${messages.more}</button></p>`}
    `;
  }

  private choose(tab: Tab): void {
    this.tab = tab;
    this.made = ROWS;
  }

  private filters(): TemplateResult {
    const holders = [...new Set([...this.journeys.values()].flatMap(journey => journey.holder ?? []))].sort();
    return html`<form class="filters" @submit=${(event: Event) => event.preventDefault()}>
      <label>${messages.search}<input type="search" @input=${(e: Event) => (this.query = (e.target as HTMLInputElement).value)} /></label>
      <label>${messages.worst}
        <select @change=${(e: Event) => (this.least = (e.target as HTMLSelectElement).value as Severity | '')}>
          <option value="">${messages.any}</option>
          ${severities.map(severity => html`<option value=${severity}>${words(severity)}</option>`)}
        </select>
      </label>
      <label>${messages.holder}
        <select @change=${(e: Event) => (this.holder = (e.target as HTMLSelectElement).value)}>
          <option value="">${messages.any}</option>
          ${holders.map(holder => html`<option value=${holder}>${holder}</option>`)}
        </select>
      </label>
      <label class="check"><input type="checkbox" @change=${(e: Event) => (this.onlyHeld = (e.target as HTMLInputElement).checked)} />${messages.onlyHeld}</label>
    </form>`;
  }

  private mapPart(shown: JourneyItem[]): TemplateResult {
    switch (this.mapState) {
      case 'missing':
        return html`<p class="quiet no-map">${messages.noMap}</p>`;
      case 'loading':
        return html`<p class="quiet">${messages.loading}</p>`;
      case 'off':
        return html`<p><button @click=${() => void this.openMap()}>${messages.showMap}</button></p>`;
      case 'on':
        return html`<section class="card map" aria-labelledby="map">
          <h2 id="map">${messages.map}</h2>
          <p class="quiet">${messages.mapText(shown.filter(journey => journey.position !== null).length, shown.length)}</p>
          <shipment-map .journeys=${shown} @chosen=${(event: CustomEvent<string>) => this.reveal(event.detail)}></shipment-map>
          <button class="plain" @click=${() => (this.mapState = 'off')}>${messages.hideMap}</button>
        </section>`;
    }
  }

  /** From the list to the map. */
  private locate(coi: string): void {
    const map = this.querySelector<ShipmentMap>('shipment-map');
    map?.scrollIntoView({ block: 'center' });
    map?.show(coi);
  }

  /** From the map to the list. */
  private reveal(coi: string): void {
    this.made = Math.max(this.made, this.journeys.size);
    void this.updateComplete.then(() => {
      const row = this.querySelector<HTMLElement>(`[data-coi="${CSS.escape(coi)}"]`);
      row?.scrollIntoView({ block: 'center' });
      row?.querySelector('a')?.focus();
    });
  }
}

/** Of two of the same version only what loggers tell and what is sealed can differ. */
function same(a: JourneyItem, b: JourneyItem): boolean {
  return a.version === b.version && a.temperature?.time === b.temperature?.time && a.position?.time === b.position?.time && a.unsealed.length === b.unsealed.length;
}

function rank(journey: JourneyItem): number {
  return journey.worst === null ? -1 : severities.indexOf(journey.worst);
}

function order(a: JourneyItem, b: JourneyItem): number {
  return Math.sign(b.holds.length) - Math.sign(a.holds.length) || rank(b) - rank(a) || (a.coi < b.coi ? -1 : 1);
}

customElements.define('unbroken-journeys', Journeys);
