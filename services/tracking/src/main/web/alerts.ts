import { html, nothing, type TemplateResult } from 'lit';
import { severities, type AlertItem, type AlertMessage } from './api';
import { messages, readable, words } from './messages';
import { atHere, mark, severityMark } from './view';

/** As many as a person takes in before the list of journeys. */
const SHOWN_AT_FIRST = 5;

/** What the feed tells changes what is listed: late data or a decision took away what is gone. */
export function afterMessage(alerts: ReadonlyMap<string, AlertItem>, { data }: AlertMessage): Map<string, AlertItem> {
  const after = new Map(alerts);
  if (data.reason === 'RESOLVED' || data.reason === 'SUPERSEDED') {
    after.delete(data.alert.id);
  } else {
    after.set(data.alert.id, data.alert);
  }
  return after;
}

/** What goes on first, then the worst, then the oldest. */
function inOrder(alerts: ReadonlyMap<string, AlertItem>): AlertItem[] {
  return [...alerts.values()].sort(
    (a, b) =>
      Number(b.state === 'OPEN') - Number(a.state === 'OPEN') ||
      severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
      (a.since ?? '').localeCompare(b.since ?? '') ||
      a.id.localeCompare(b.id),
  );
}

export function alertList(alerts: ReadonlyMap<string, AlertItem>, all: boolean, showAll: () => void): TemplateResult {
  const sorted = inOrder(alerts);
  const open = sorted.filter(alert => alert.state === 'OPEN').length;
  const shown = all ? sorted : sorted.slice(0, SHOWN_AT_FIRST);
  return html`
    <section class="card alerts" aria-labelledby="alerts">
      <h2 id="alerts">${messages.alerts}</h2>
      <p class="quiet" role="status">${messages.alertCount(open, sorted.length - open)}</p>
      ${sorted.length === 0 ? nothing : html`<ul class="alert-rows">${shown.map(row)}</ul>`}
      ${shown.length === sorted.length ? nothing : html`<p><button @click=${showAll}>${messages.allAlerts(sorted.length)}</button></p>`}
    </section>
  `;
}

function row(alert: AlertItem): TemplateResult {
  return html`
    <li data-alert=${alert.id}>
      <div class="marks">
        ${severityMark(alert.severity)}
        ${alert.state === 'OPEN' ? mark('warning', messages.alertOpen) : mark('absent', messages.alertEnded)}
        ${alert.holds ? mark('critical', messages.hold) : nothing}
      </div>
      <div>
        <strong>${words(alert.code)}</strong>
        <a class="code" href="journey.html?coi=${encodeURIComponent(alert.journey)}">${alert.journey}</a>
        <span class="quiet">
          ${alert.since === null ? nothing : html`${messages.since} ${atHere(alert.since)}`}
          ${alert.until === null ? nothing : html`${messages.until} ${atHere(alert.until)}`}
        </span>
        <div class="quiet">${readable(alert.detail)}</div>
      </div>
    </li>
  `;
}
