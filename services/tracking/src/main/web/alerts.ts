import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import './acknowledge';
import { severities, type AlertMessage, type ListedAlert, type Severity } from './api';
import { meaning, messages, words } from './messages/index';
import { atHere, mark, modelSays, severityMark } from './view';

/** As many as a person takes in before the list of journeys. */
const SHOWN_AT_FIRST = 5;

/** What the feed tells changes what is listed: late data or a decision took away what is gone. */
export function afterMessage(alerts: ReadonlyMap<string, ListedAlert>, { data }: AlertMessage): Map<string, ListedAlert> {
  const after = new Map(alerts);
  const before = alerts.get(data.alert.id);
  if (data.reason === 'RESOLVED' || data.reason === 'SUPERSEDED') {
    after.delete(data.alert.id);
  } else {
    // What got worse since it was seen, or goes on again, wants to be seen again.
    const covered = before !== undefined && before.acknowledged && worse(before.severity, data.alert.severity) <= 0
      && (before.holds || !data.alert.holds) && (before.state === 'OPEN' || data.alert.state !== 'OPEN');
    after.set(data.alert.id, { ...data.alert, acknowledged: covered, acknowledgements: before?.acknowledgements ?? [] });
  }
  return after;
}

/** Somebody has seen an alert; of one that is no longer listed nothing is kept. */
export function seen(alerts: ReadonlyMap<string, ListedAlert>, alert: ListedAlert): ReadonlyMap<string, ListedAlert> {
  return alerts.has(alert.id) ? new Map(alerts).set(alert.id, alert) : alerts;
}

function worse(before: Severity, now: Severity): number {
  return severities.indexOf(now) - severities.indexOf(before);
}

/** What nobody has seen first, then what goes on, then the worst, then the oldest. */
function inOrder(alerts: ReadonlyMap<string, ListedAlert>): ListedAlert[] {
  return [...alerts.values()].sort(
    (a, b) =>
      Number(a.acknowledged) - Number(b.acknowledged) ||
      Number(b.state === 'OPEN') - Number(a.state === 'OPEN') ||
      worse(a.severity, b.severity) ||
      (a.since ?? '').localeCompare(b.since ?? '') ||
      a.id.localeCompare(b.id),
  );
}

export interface AlertsShown {
  all: boolean;
  showAll(): void;
  /** Whether this person may say that they have seen an alert. */
  may: boolean;
  acknowledged(alert: ListedAlert): void;
}

export function alertList(alerts: ReadonlyMap<string, ListedAlert>, options: AlertsShown): TemplateResult {
  const sorted = inOrder(alerts);
  const open = sorted.filter(alert => alert.state === 'OPEN').length;
  const shown = options.all ? sorted : sorted.slice(0, SHOWN_AT_FIRST);
  return html`
    <section class="card alerts" aria-labelledby="alerts">
      <h2 id="alerts">${messages.alerts}</h2>
      <p class="quiet" role="status">${messages.alertCount(open, sorted.length - open)}</p>
      ${sorted.length === 0 ? nothing : html`<ul class="alert-rows">${repeat(shown, alert => alert.id, alert => row(alert, options))}</ul>`}
      ${shown.length === sorted.length ? nothing : html`<p><button @click=${options.showAll}>${messages.allAlerts(sorted.length)}</button></p>`}
    </section>
  `;
}

function row(alert: ListedAlert, options: AlertsShown): TemplateResult {
  return html`
    <li data-alert=${alert.id}>
      <div class="marks">
        ${severityMark(alert.severity)}
        ${alert.state === 'OPEN' ? mark('warning', messages.alertOpen) : mark('absent', messages.alertEnded)}
        ${alert.holds ? mark('critical', messages.hold) : nothing}
        ${alert.acknowledged ? mark('good', messages.acknowledged) : mark('warning', messages.notAcknowledged)}
      </div>
      <div>
        <strong>${words(alert.code)}</strong>
        <a class="code" href="journey.html?coi=${encodeURIComponent(alert.journey)}">${alert.journey}</a>
        <span class="quiet">
          ${alert.since === null ? nothing : html`${messages.since} ${atHere(alert.since)}`}
          ${alert.until === null ? nothing : html`${messages.until} ${atHere(alert.until)}`}
        </span>
        ${meaning(alert.code) === '' ? nothing : html`<div>${meaning(alert.code)}</div>`}
        <div class="quiet">${modelSays(alert.detail)}</div>
        ${alert.acknowledgements.map(note => html`<div class="note">${messages.acknowledgedBy(note.by)}, ${atHere(note.at)}: ${note.note}</div>`)}
        ${options.may ? html`<acknowledge-alert .alert=${alert} @acknowledged=${(event: CustomEvent<ListedAlert>) => options.acknowledged(event.detail)}></acknowledge-alert>` : nothing}
      </div>
    </li>
  `;
}
