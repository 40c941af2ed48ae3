import { html, nothing, type TemplateResult } from 'lit';
import type { ConditionLeg, Finding, History, Stretch, TemperatureLeg, ThermalLeg } from './api';
import './chart';
import type { Zoom } from './chart';
import { conditions } from './conditions';
import './late-table';
import type { LateRows } from './late-table';
import { meaning, messages, readable, words } from './messages/index';
import { at, celsius, figure, mark, outcomeMark, severityMark } from './view';

/** Each stretch for which a logger spoke for the cells: a chart, and the same as a table. */
export function temperature(history: History, legs: TemperatureLeg[], told: ConditionLeg[], zoom: Zoom): TemplateResult {
  return html`${history.thermal.length === 0 ? html`<p>${mark('absent', messages.noLegs)}</p>` : nothing}
    ${history.thermal.map(judged => {
      const same = (read: { logger: string; from: string }): boolean => read.logger === judged.logger && Date.parse(read.from) === Date.parse(judged.from);
      return stretch(history, judged, legs.find(same), told.find(same), offsetOf(history, judged), zoom);
    })}
    ${exposures(history)}`;
}

/** The clock where the logger was packed. */
function offsetOf(history: History, judged: ThermalLeg): number {
  const begun = Date.parse(judged.from);
  return history.events.find(event => Date.parse(event.eventTime) === begun)?.offsetMinutes ?? 0;
}

/** How much of what is tolerated each unit has used up. */
function exposures(history: History): TemplateResult | typeof nothing {
  const all = history.exposures ?? [];
  return all.length === 0 ? nothing : html`<div class="exposures"><h3>${messages.exposures}</h3>
    <div class="scroll" tabindex="0" role="region" aria-label=${messages.exposures}><table>
      <thead><tr><th scope="col">${messages.unit}</th><th scope="col">${messages.outOfRangeFor}</th><th scope="col">${messages.allowed}</th><th scope="col">${messages.timesOut}</th><th scope="col">${messages.allowed}</th><th scope="col">${messages.carrier}</th></tr></thead>
      <tbody>${all.map(used => html`<tr><td class="code">${used.material}</td>
        <td>${messages.atLeastAtMost(length(used.atLeast), length(used.atMost))}</td><td>${length(used.allowed)}</td>
        <td>${messages.atLeastAtMost(`${used.excursionsAtLeast}`, `${used.excursionsAtMost}`)}</td><td>${used.excursionsAllowed ?? '–'}</td>
        <td class="code">${used.carriers.join(', ') || '–'}</td></tr>`)}</tbody>
    </table></div></div>`;
}

function length(iso: string): string {
  return readable(iso === 'PT0S' ? 'PT0M' : iso);
}

/** What was found of this shipper or store and this logger while they were together. */
function found(history: History, judged: ThermalLeg): Finding[] {
  const ends = judged.until === undefined ? Infinity : Date.parse(judged.until);
  return history.findings.filter(finding =>
    finding.since !== undefined &&
    (finding.subject === judged.carrier || finding.subject === judged.logger || judged.materials.includes(finding.subject ?? '')) &&
    Date.parse(finding.since) <= ends &&
    (finding.until === undefined || Date.parse(finding.until) >= Date.parse(judged.from)));
}

/** Those that are drawn as bands already. */
const bands = ['EXCURSION', 'EXCURSION_POSSIBLE', 'EXCURSION_TOLERATED', 'TELEMETRY_GAP'];

function stretch(history: History, judged: ThermalLeg, leg: TemperatureLeg | undefined, told: ConditionLeg | undefined, offsetMinutes: number, zoom: Zoom): TemplateResult {
  const about = found(history, judged);
  const carriage = history.carriages?.find(one => one.carrier === judged.carrier && Date.parse(one.from) === Date.parse(judged.from));
  const drawn = {
    leg, judged, offsetMinutes, zoom,
    episodes: about.filter(finding => !bands.includes(finding.code)).map(finding => ({ from: finding.since ?? judged.from, ...(finding.until === undefined ? {} : { until: finding.until }) })),
    holdUntil: carriage?.hold?.until,
    marked: (told?.marked.items ?? []).map(item => Date.parse(item.time)),
  };
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
          .leg=${drawn}></leg-chart>`}
    <dl class="facts">
      <div><dt>${messages.lowest}</dt><dd>${degrees(figures?.min)}</dd></div>
      <div><dt>${messages.highest}</dt><dd>${degrees(figures?.max)}</dd></div>
      <div><dt>${messages.mean}</dt><dd>${degrees(figures?.mean)}</dd></div>
      <div><dt>${messages.kinetic}</dt><dd>${degrees(figures?.meanKinetic)}</dd></div>
      <div><dt>${messages.excursions}</dt><dd>${stretches(judged.excursions, offsetMinutes)}</dd></div>
      <div><dt>${messages.gaps}</dt><dd>${stretches(judged.gaps, offsetMinutes)}</dd></div>
      ${carriage?.hold === undefined ? nothing : html`<div><dt>${messages.keepsUntil}</dt><dd>${at(carriage.hold.until, offsetMinutes)} ${carriage.until === undefined ? messages.still : nothing}</dd></div>`}
    </dl>
    ${about.length === 0 ? nothing : html`<ul class="list leg-findings">${about.map(finding => html`<li>
      ${severityMark(finding.severity)} <strong>${words(finding.code)}</strong>
      ${at(finding.since ?? judged.from, offsetMinutes)} – ${finding.until === undefined ? messages.now : at(finding.until, offsetMinutes)}
      <div>${meaning(finding.code)}</div></li>`)}</ul>`}
    ${conditions(told, offsetMinutes)}
    ${leg === undefined || points.length === 0 ? nothing : html`<details>
      <summary>${messages.readingsTable(points.length, leg.total)}</summary>
      <late-table .table=${readings(leg, offsetMinutes)}></late-table>
    </details>`}
  </article>`;
}

/** The points of the chart as rows. */
function readings(leg: TemperatureLeg, offsetMinutes: number): LateRows {
  const single = leg.step === 0;
  return {
    label: `${messages.readings} ${leg.logger}`,
    heads: single ? [messages.time, messages.celsius] : [messages.time, messages.lowest, messages.mean, messages.highest],
    count: leg.points.length,
    row: index => {
      const [time, min, max, mean] = leg.points[index] ?? [0, 0, 0, 0];
      const values = single ? [min] : [min, mean, max];
      return html`<tr><td>${at(time, offsetMinutes)}</td>${values.map(value => html`<td>${celsius(value)}</td>`)}</tr>`;
    },
  };
}

function stretches(all: Stretch[], offsetMinutes: number): unknown {
  return all.length === 0
    ? messages.none
    : all.map(one => html`<div>${at(one.from, offsetMinutes)} – ${one.until === undefined ? messages.now : at(one.until, offsetMinutes)}</div>`);
}

function degrees(value: string | null | undefined): string {
  return value === undefined || value === null ? '–' : `${figure(Number(value), 2)} °C`;
}

function minus(text: string): string {
  return text.replaceAll('-', '−');
}
