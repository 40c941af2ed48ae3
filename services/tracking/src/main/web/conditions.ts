import { html, nothing, type TemplateResult } from 'lit';
import type { ConditionLeg } from './api';
import './condition-chart';
import './late-table';
import type { LateRows } from './late-table';
import { lasting, messages } from './messages/index';
import { at, figure, mark } from './view';

type Series = ConditionLeg['series'][number];

/** How a quantity is written: what one step of it is in its unit, with how many digits. */
const units: Record<Series['quantity'], { unit: string; size: number; digits: number }> = {
  TILT: { unit: '°', size: 10, digits: 0 },
  SHOCK: { unit: 'g', size: 100, digits: 1 },
  LIGHT: { unit: 'lx', size: 1, digits: 0 },
  BATTERY: { unit: '%', size: 1, digits: 0 },
  NITROGEN: { unit: '%', size: 1, digits: 0 },
};

function written(series: Series, value: number): string {
  const { unit, size, digits } = units[series.quantity];
  return `${figure(value / size, digits)} ${unit}`;
}

/** What one logger told beside temperatures: charts, the same as tables, and what is marked. */
export function conditions(leg: ConditionLeg | undefined, offsetMinutes: number): TemplateResult | typeof nothing {
  if (leg === undefined) {
    return nothing;
  }
  const silent = leg.series.length + leg.states.length + leg.positions.length === 0;
  return html`<section class="conditions" aria-label=${`${messages.conditions} ${leg.logger}`}>
    <h4>${messages.conditions}</h4>
    ${silent ? html`<p class="quiet">${messages.noConditions}</p>` : nothing}
    ${leg.since === leg.from || silent ? nothing : html`<p class="quiet">${messages.conditionsSince} ${at(leg.since, offsetMinutes)}</p>`}
    ${leg.clocks.map(clock => html`<p>${mark('warning', messages.clock(clockError(clock.ahead)))} <span class="quiet">${at(clock.readAt, offsetMinutes)}</span></p>`)}
    <div class="small-charts">${leg.series.map(series => chart(leg, series, offsetMinutes))}</div>
    ${leg.states.length === 0 ? nothing : states(leg, offsetMinutes)}
    ${leg.positions.length === 0 ? nothing : positions(leg, offsetMinutes)}
    ${leg.marked.total === 0 ? nothing : marked(leg, offsetMinutes)}
  </section>`;
}

/** Of a length as the model writes it, that may be negative. */
function clockError(ahead: string): string {
  const parts = /^(-?)PT(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?[\d.]+)S)?$/.exec(ahead);
  const number = (part: string | undefined): number => Math.abs(Number(part ?? 0));
  const length = lasting(number(parts?.[2]) * 3_600_000 + number(parts?.[3]) * 60_000 + number(parts?.[4]) * 1000);
  return ahead.includes('-') ? messages.behind(length) : messages.ahead(length);
}

function chart(leg: ConditionLeg, series: Series, offsetMinutes: number): TemplateResult {
  const values = series.points.map(([, value]) => value);
  const low = written(series, Math.min(...values));
  const high = written(series, Math.max(...values));
  const name = messages.quantities[series.quantity];
  const { unit, size, digits } = units[series.quantity];
  return html`<figure>
    <figcaption><strong>${name}</strong> <span class="quiet">${messages.atLeastAtMost(low, high)}</span></figcaption>
    <condition-chart class="small-chart" role="img" aria-label=${messages.conditionText(name, leg.logger, low, high)}
      .drawn=${{ points: series.points, size, digits, unit, offsetMinutes }}></condition-chart>
    ${table(messages.asTable(name, series.points.length, series.total), {
      label: `${name} ${leg.logger}`,
      heads: [messages.time, messages.value],
      count: series.points.length,
      row: index => {
        const [time, value] = series.points[index] ?? [0, 0];
        return html`<tr><td>${at(time, offsetMinutes)}</td><td>${written(series, value)}</td></tr>`;
      },
    })}
  </figure>`;
}

function table(summary: string, rows: LateRows): TemplateResult {
  return html`<details><summary>${summary}</summary><late-table .table=${rows}></late-table></details>`;
}

function states(leg: ConditionLeg, offsetMinutes: number): TemplateResult {
  return html`<ul class="list">${leg.states.map(state => html`<li>${at(state.time, offsetMinutes)}
    ${messages.quantities[state.quantity]}: ${messages.conditionStates[state.state]} ${state.code === null ? nothing : html`<span class="code">${state.code}</span>`}</li>`)}</ul>`;
}

function positions(leg: ConditionLeg, offsetMinutes: number): TemplateResult {
  const name = messages.quantities.POSITION;
  return table(messages.asTable(name, leg.positions.length, leg.positions.length), {
    label: `${name} ${leg.logger}`,
    heads: [messages.time, messages.latitude, messages.longitude, messages.accuracy],
    count: leg.positions.length,
    row: index => {
      const place = leg.positions[index];
      return place === undefined
        ? html``
        : html`<tr><td>${at(place.time, offsetMinutes)}</td><td>${figure(place.latitude, 4)}</td><td>${figure(place.longitude, 4)}</td><td>± ${place.accuracy} m</td></tr>`;
    },
  });
}

function marked(leg: ConditionLeg, offsetMinutes: number): TemplateResult {
  const { items, total } = leg.marked;
  return html`<div class="marked"><h4>${messages.marked}: ${messages.markedCount(items.length, total)}</h4>
    <p class="quiet">${messages.markedNote}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${`${messages.marked} ${leg.logger}`}><table>
      <thead><tr><th scope="col">${messages.time}</th><th scope="col">${messages.what}</th><th scope="col">${messages.reading}</th><th scope="col">${messages.why}</th></tr></thead>
      <tbody>${items.map(item => html`<tr><td>${at(item.time, offsetMinutes)}</td><td>${messages.quantities[item.quantity]}</td><td class="code">${item.reading}</td><td>${messages.marks[item.mark]}</td></tr>`)}</tbody>
    </table></div></div>`;
}
