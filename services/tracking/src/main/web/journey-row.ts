import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import type { JourneyItem, Sparkline } from './api';
import { messages, words } from './messages/index';
import './time-left';
import { atHere, celsius, figure, mark, modelSays, severityMark, stateMark } from './view';

const WIDTH = 120;
const HEIGHT = 32;

/** One journey in the list. It draws itself again only when something of it changed, however long the list is. */
class JourneyRow extends LitElement {
  static override properties = { journey: { attribute: false }, sparkline: { attribute: false }, mapped: { attribute: false } };
  declare journey: JourneyItem | undefined;
  declare sparkline: Sparkline | undefined;
  /** Whether there is a map to show it on. */
  declare mapped: boolean;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'listitem');
  }

  protected override updated(): void {
    this.className = (this.journey?.holds.length ?? 0) > 0 ? 'row held' : 'row';
  }

  protected override render(): TemplateResult | typeof nothing {
    const { journey } = this;
    if (journey === undefined) {
      return nothing;
    }
    const held = journey.holds.length > 0;
    return html`
      <div class="who">
        <a class="code" href="journey.html?coi=${encodeURIComponent(journey.coi)}">${journey.coi}</a>
        <span class="quiet">${journey.product ?? ''}</span>
      </div>
      <div class="who">
        <span><strong>${words(journey.stage)}</strong> ${stateMark(journey.state)}</span>
        <span class="quiet">${journey.holder === null ? messages.noHolder : messages.heldBy(journey.holder)}
          ${journey.since === null ? nothing : html`${messages.since} ${atHere(journey.since)}`}</span>
        <span class="quiet where">${place(journey)} ${this.mapped && journey.position !== null
          ? html`<button class="plain small" @click=${() => this.dispatchEvent(new CustomEvent('located', { detail: journey.coi, bubbles: true }))}>${messages.showOnMap}</button>` : nothing}</span>
      </div>
      <div class="figure">${temperature(journey)} ${this.sparkline === undefined ? nothing : drawn(this.sparkline)}
        ${journey.shipper === null ? nothing : html`<div class="quiet"><span class="code">${journey.shipper}</span>
          ${journey.qualifiedUntil === null ? messages.noHold : html`<time-left until=${journey.qualifiedUntil}></time-left>`}</div>`}
      </div>
      <div class="marks">
        ${held ? mark('critical', messages.hold) : nothing}
        ${journey.worst === null ? html`<span class="quiet">${messages.noFindings}</span>` : severityMark(journey.worst)}
        <span class="quiet">${journey.findings.map(words).join(', ')}</span>
      </div>
      <span class="quiet">${messages.changed} ${atHere(journey.updatedAt)} ${journey.sealed ? mark('good', messages.sealed) : nothing}</span>
      ${held ? html`<p class="hold quiet">${modelSays(journey.holds[0] ?? '')}</p>` : nothing}
    `;
  }
}

/** In words what the map shows. */
export function place({ position, place }: JourneyItem): string {
  return position === null
    ? place === null ? '' : messages.placeOf(place)
    : position.name === null
      ? messages.positionAt(figure(position.latitude, 2), figure(position.longitude, 2), position.accuracy ?? 0)
      : messages.placeOf(position.name);
}

function temperature(journey: JourneyItem): TemplateResult {
  const last = journey.temperature;
  return last === null
    ? mark('absent', messages.noTemperature)
    : html`<strong>${celsius(last.hundredths)}</strong>
        ${last.inRange ? mark('good', messages.inRange) : mark('critical', messages.outOfRange)}
        <div class="quiet">${atHere(last.time)}</div>`;
}

/** The last hours: what was read in each as a band, over what is allowed. Hours without readings are left out, not joined. */
function drawn({ hours, low, high }: Sparkline): TemplateResult | typeof nothing {
  if (hours.length === 0) {
    return nothing;
  }
  const from = hours[0]?.[0] ?? 0;
  const until = Math.max((hours.at(-1)?.[0] ?? 0) + HOUR, from + 6 * HOUR);
  const coldest = Math.min(...hours.map(([, min]) => min));
  const warmest = Math.max(...hours.map(([, , max]) => max));
  const near = [low, high].filter((limit): limit is number => limit !== null && limit > coldest - 1500 && limit < warmest + 1500);
  const bottom = Math.min(coldest, ...near) - 50;
  const top = Math.max(warmest, ...near) + 50;
  const x = (time: number): number => ((time - from) / (until - from)) * WIDTH;
  const y = (value: number): number => HEIGHT - ((value - bottom) / (top - bottom)) * HEIGHT;
  const upper = high === null ? 0 : Math.max(0, y(high));
  const lower = low === null ? HEIGHT : Math.min(HEIGHT, y(low));
  return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} role="img" aria-label=${messages.sparkline(celsius(coldest), celsius(warmest))}>
    <rect class="allowed" x="0" y=${upper} width=${WIDTH} height=${Math.max(0, lower - upper)}></rect>
    ${hours.map(([time, min, max]) => svg`<rect class=${(high !== null && max > high) || (low !== null && min < low) ? 'out' : 'in'}
      x=${x(time)} y=${y(max)} width=${Math.max(1, x(time + HOUR) - x(time) - 0.4)} height=${Math.max(2, y(min) - y(max))}></rect>`)}
  </svg>`;
}

export const HOUR = 3_600_000;

customElements.define('journey-row', JourneyRow);
