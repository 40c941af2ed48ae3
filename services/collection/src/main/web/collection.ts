import { isShipper, kitMessages, namedBy, Station, wristbandOf, type Act, type Draft, type LabelAsked, type Me, type Queue, type Said, type Scan, type ScanInput, type Stated } from '@unbroken/kit';
import { html, nothing, type TemplateResult } from 'lit';
import { siteAct, siteStates } from './acts';
import './enrol-form';
import { messages } from './messages';
import { siteJourney, TASKS, type SiteJourney, type Task } from './site-journey';

/** A collection site: patients taken up, checked, collected from; bags labelled, packed and given to the courier. */
class Collection extends Station {
  static override properties = { ...Station.properties, enrolling: { state: true } };
  protected override readonly heading = messages.collection;
  private enrolling = false;

  protected override get occupied(): boolean {
    return this.enrolling;
  }

  private all(): SiteJourney[] {
    return [...this.journeys()].flatMap(([coi, events]) => siteJourney(coi, events, this.we) ?? []);
  }

  private find(coi: string, events: readonly Stated[]): SiteJourney | undefined {
    return siteJourney(coi, events, this.we);
  }

  protected override actOf(draft: Draft, events: readonly Stated[]): Act | undefined {
    const journey = this.find(draft.coi, events);
    const { me, queue } = this;
    if (journey === undefined || me === undefined || queue === undefined) {
      return undefined;
    }
    const elsewhere = new Set(this.all().flatMap(other => (other.din === undefined ? [] : [other.din])));
    const act = siteAct(draft, journey, me, elsewhere);
    return act === undefined ? undefined : { ...act, about: html`<p>${messages.about(journey.product, journey.order)}</p>${draft.act === 'identity' ? html`<p>${messages.ask}</p>` : nothing}`, more: this.printing(draft, journey, queue, me) };
  }

  protected override isDue(draft: Draft, events: readonly Stated[]): boolean {
    const journey = this.find(draft.coi, events);
    return journey === undefined || journey.task === draft.act;
  }

  /** What is printed for an act. */
  private printing(draft: Draft, journey: SiteJourney, queue: Queue, me: Me): unknown {
    const print = (asked: LabelAsked, name: string): TemplateResult =>
      html`<label-print .asked=${asked} name=${name} device=${queue.device} person=${me.person} @printed=${() => void this.askJourneys(queue)}></label-print>`;
    switch (draft.act) {
      case 'identity':
        return html`<details><summary>${messages.wristbandAgain}</summary>${print({ coi: journey.coi, kind: 'WRISTBAND', subject: journey.patient, copies: 1 }, messages.wristband)}</details>`;
      case 'labels':
        return journey.units.map(unit =>
          print({ coi: journey.coi, kind: 'BAG', subject: unit.material, copies: 1 }, unit.material),
        );
      default:
        return nothing;
    }
  }

  protected override say(draft: Draft, events: readonly Stated[], queue: Queue, me: Me): readonly Said[] {
    const journey = this.find(draft.coi, events);
    return journey === undefined ? [] : siteStates(draft, journey, queue, me);
  }

  protected override other(queue: Queue, me: Me): TemplateResult | undefined {
    if (!this.enrolling) {
      return undefined;
    }
    const products = [...new Set(this.all().map(journey => journey.product))];
    return html`<enrol-form .me=${me} device=${queue.device} .products=${products}
      @enrolled=${(event: CustomEvent<string>) => void this.hears(queue, event.detail, 'PatientEnrolled')} @back=${() => (this.enrolling = false)}></enrol-form>`;
  }

  private open(journey: SiteJourney, taken: Draft['taken'] = {}): void {
    const { task, packed, given } = journey;
    if (task === 'give' && packed !== undefined) {
      const { shipper, seal, materials, loggers } = packed;
      void this.gives({ coi: journey.coi, from: this.me?.party ?? '', shipper, seal, materials }, loggers);
    } else if (task === 'waiting' && given !== undefined) {
      this.show(given);
    } else if (task !== undefined) {
      void this.begins(task, journey.coi, taken);
    }
  }

  private scanned(scan: Scan): void {
    const input = this.querySelector<ScanInput>('scan-input');
    const patient = wristbandOf(scan);
    const named = namedBy(scan);
    const journeys = this.all().filter(journey => journey.task !== undefined);
    const found =
      patient !== undefined
        ? journeys.find(journey => journey.patient === patient)
        : (journeys.find(journey => journey.coi === named.coi) ??
          journeys.find(journey => named.coi === undefined && journey.units.some(unit => unit.material === named.material)) ??
          journeys.find(journey => named.coi === undefined && named.din !== undefined && journey.din === named.din) ??
          journeys.find(journey => isShipper(scan.raw) && journey.packed?.shipper === scan.raw));
    if (found === undefined) {
      input?.refuse(patient === undefined ? messages.unknownCode : messages.unknownPatient);
      return;
    }
    const led: Draft['taken'] = patient !== undefined && found.task === 'identity' ? { wristband: [{ scan, value: patient }] } : {};
    this.open(found, led);
  }

  protected override home(): TemplateResult {
    const journeys = this.all();
    return html`
      <scan-input label=${messages.scanAny} hint=${messages.scanAnyHint} @scan=${(event: CustomEvent<Scan>) => this.scanned(event.detail)}></scan-input>
      ${TASKS.map(task => this.list(task, journeys.filter(journey => journey.task === task)))}
      ${journeys.some(journey => journey.task !== undefined) ? nothing : html`<p class="empty">${messages.nothingToDo}</p>`}
      <div class="foot"><button class="big" @click=${() => (this.enrolling = true)}>${messages.enrol}</button></div>
    `;
  }

  private list(task: Task, journeys: readonly SiteJourney[]): TemplateResult | typeof nothing {
    return journeys.length === 0
      ? nothing
      : html`<section class="card" data-list=${task}><h2>${messages.lists[task]} (${journeys.length})</h2>
          <ul class="journeys">${journeys.map(journey => html`<li data-coi=${journey.coi}>
            <div><strong class="code">${journey.coi}</strong><div class="quiet">${messages.about(journey.product, journey.order)}</div>
              ${task === 'identity' ? html`<div class="quiet">${messages.checked(journey.checkedBy.length)}</div>` : nothing}
              ${journey.packed === undefined ? nothing : html`<div class="quiet code">${journey.packed.shipper} · ${journey.packed.seal}</div>`}</div>
            <button class="plain wide" aria-label="${messages.open[task]} ${journey.coi}" @click=${() => this.open(journey)}>${messages.open[task]}</button>
          </li>`)}</ul></section>`;
  }
}

customElements.define('unbroken-collection', Collection);
document.title = `${messages.collection} · ${kitMessages.product}`;
