import { html, nothing, type TemplateResult } from 'lit';
import type { History, Stretch, TemperatureLeg, ThermalLeg } from './api';
import './chart';
import type { Zoom } from './chart';
import { messages } from './messages';
import { at, celsius, mark, outcomeMark } from './view';

/** Each stretch for which a logger spoke for the cells: a chart, and the same as a table. */
export function temperature(history: History, legs: TemperatureLeg[], zoom: Zoom): TemplateResult {
  return html`${history.thermal.length === 0 ? html`<p>${mark('absent', messages.noLegs)}</p>` : nothing}
    ${history.thermal.map(judged => {
      const leg = legs.find(read => read.logger === judged.logger && Date.parse(read.from) === Date.parse(judged.from));
      return stretch(judged, leg, offsetOf(history, judged), zoom);
    })}`;
}

/** The clock where the logger was packed. */
function offsetOf(history: History, judged: ThermalLeg): number {
  const begun = Date.parse(judged.from);
  return history.events.find(event => Date.parse(event.eventTime) === begun)?.offsetMinutes ?? 0;
}

function stretch(judged: ThermalLeg, leg: TemperatureLeg | undefined, offsetMinutes: number, zoom: Zoom): TemplateResult {
  const { range } = judged.rule;
  const figures = leg?.figures;
  const points = leg?.points ?? [];
  return html`<article class="leg">
    <header>
      <h3><span class="code">${judged.carrier}</span> · <span class="code">${judged.logger}</span></h3>
      ${outcomeMark(judged.verdict)}
      <span class="quiet">${minus(messages.range(range.low, range.high))}</span>
    </header>
    ${leg === undefined || points.length === 0
      ? html`<p>${mark('absent', messages.noReadings)}</p>`
      : html`<leg-chart class="chart" role="img"
          aria-label=${messages.chartText(judged.logger, figures?.min ?? '–', figures?.max ?? '–')}
          .leg=${{ leg, judged, offsetMinutes, zoom }}></leg-chart>`}
    <dl class="facts">
      <div><dt>${messages.lowest}</dt><dd>${degrees(figures?.min)}</dd></div>
      <div><dt>${messages.highest}</dt><dd>${degrees(figures?.max)}</dd></div>
      <div><dt>${messages.mean}</dt><dd>${degrees(figures?.mean)}</dd></div>
      <div><dt>${messages.kinetic}</dt><dd>${degrees(figures?.meanKinetic)}</dd></div>
      <div><dt>${messages.excursions}</dt><dd>${stretches(judged.excursions, offsetMinutes)}</dd></div>
      <div><dt>${messages.gaps}</dt><dd>${stretches(judged.gaps, offsetMinutes)}</dd></div>
    </dl>
    ${leg === undefined || points.length === 0 ? nothing : html`<details>
      <summary>${messages.readingsTable(points.length, leg.total)}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${`${messages.readings} ${judged.logger}`}><table>
        <thead><tr><th scope="col">${messages.time}</th>${leg.step === 0
            ? html`<th scope="col">${messages.celsius}</th>`
            : html`<th scope="col">${messages.lowest}</th><th scope="col">${messages.mean}</th><th scope="col">${messages.highest}</th>`}</tr></thead>
        <tbody>${points.map(([time, min, max, mean]) => html`<tr><td>${at(time, offsetMinutes)}</td>${leg.step === 0
          ? html`<td>${celsius(min)}</td>`
          : html`<td>${celsius(min)}</td><td>${celsius(mean)}</td><td>${celsius(max)}</td>`}</tr>`)}</tbody>
      </table></div>
    </details>`}
  </article>`;
}

function stretches(all: Stretch[], offsetMinutes: number): unknown {
  return all.length === 0
    ? messages.none
    : all.map(one => html`<div>${at(one.from, offsetMinutes)} – ${one.until === undefined ? messages.now : at(one.until, offsetMinutes)}</div>`);
}

function degrees(value: string | null | undefined): string {
  return value === undefined || value === null ? '–' : `${minus(Number(value).toFixed(2))} °C`;
}

function minus(text: string): string {
  return text.replaceAll('-', '−');
}
