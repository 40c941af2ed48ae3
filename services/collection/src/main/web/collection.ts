import { isOf, kitMessages, mark, namedBy, Station, valuesOf, wristbandOf, type Act, type Draft, type LabelAsked, type Me, type Queue, type Said, type Scan, type ScanInput, type Stated } from '@unbroken/kit';
import { html, nothing, type TemplateResult } from 'lit';
import { siteAct, siteStates } from './acts';
import './enrol-form';
import { messages } from './messages';
import { siteJourney, TASKS, type Due, type SiteJourney, type Task } from './site-journey';

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

  /** What a draft does, if it is still to be done: with the same bags, and with none that were dealt with meanwhile. */
  private dueOf(draft: Draft, journey: SiteJourney | undefined): Due | undefined {
    const bags = valuesOf(draft, 'bags');
    return journey?.dues.find(due => due.task === draft.act && (draft.step ?? due.which) === due.which && bags.every(bag => due.materials.includes(bag)));
  }

  protected override actOf(draft: Draft, events: readonly Stated[]): Act | undefined {
    const journey = this.find(draft.coi, events);
    const due = this.dueOf(draft, journey);
    const { me, queue } = this;
    if (journey === undefined || due === undefined || me === undefined || queue === undefined) {
      return undefined;
    }
    const elsewhere = new Set([...this.used, ...this.all().flatMap(other => other.dins)]);
    const act = siteAct(draft, journey, due, me, elsewhere);
    return act === undefined ? undefined : { ...act, about: html`<p>${messages.about(journey.product, journey.order)}</p>${draft.act === 'identity' ? html`<p>${messages.ask}</p>` : nothing}`, more: this.printing(due, journey, queue, me) };
  }

  protected override isDue(draft: Draft, events: readonly Stated[]): boolean {
    const journey = this.find(draft.coi, events);
    return journey === undefined ? this.mayBeUntold : this.dueOf(draft, journey) !== undefined;
  }

  /** What is printed for an act. */
  private printing({ task, materials }: Due, journey: SiteJourney, queue: Queue, me: Me): unknown {
    const print = (asked: LabelAsked, name: string): TemplateResult =>
      html`<label-print .asked=${asked} name=${name} device=${queue.device} person=${me.person} @printed=${() => void this.asks(queue)}></label-print>`;
    switch (task) {
      case 'identity':
        return html`<details><summary>${messages.wristbandAgain}</summary>${print({ coi: journey.coi, kind: 'WRISTBAND', subject: journey.patient, copies: 1 }, messages.wristband)}</details>`;
      case 'labels':
        return materials.map(material => print({ coi: journey.coi, kind: 'BAG', subject: material, copies: 1 }, material));
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

  private open({ task, which, packed, given }: Due, coi: string, taken: Draft['taken'] = {}): void {
    if (packed !== undefined) {
      const { shipper, seal, materials, loggers } = packed;
      void this.gives({ coi, from: this.me?.party ?? '', shipper, seal, materials }, loggers);
    } else if (given !== undefined) {
      this.show(given);
    } else {
      void this.begins(task, coi, taken, which);
    }
  }

  private scanned(scan: Scan): void {
    const input = this.querySelector<ScanInput>('scan-input');
    const patient = wristbandOf(scan);
    const all = this.all().flatMap(journey => journey.dues.map(due => ({ journey, due })));
    const found = patient !== undefined ? all.find(({ journey }) => journey.patient === patient) : this.meant(all, scan);
    if (found === undefined) {
      input?.refuse(patient === undefined ? messages.unknownCode : messages.unknownPatient);
      return;
    }
    const led: Draft['taken'] = patient !== undefined && found.due.task === 'identity' ? { wristband: [{ scan, value: patient }] } : {};
    this.open(found.due, found.journey.coi, led);
  }

  /** What a label is scanned for: what is to be done with that bag, and only then something else of its chain. */
  private meant(all: readonly { journey: SiteJourney; due: Due }[], scan: Scan): { journey: SiteJourney; due: Due } | undefined {
    const { coi, material, din } = namedBy(scan);
    const ofBag = all.find(({ journey, due }) => (coi ?? journey.coi) === journey.coi && due.materials.includes(material ?? ''));
    const ofChain = all.find(({ journey }) => (coi === undefined ? din !== undefined && journey.dins.includes(din) : journey.coi === coi));
    return ofBag ?? ofChain ?? all.find(({ due }) => isOf(scan, (due.packed ?? due.given)?.shipper, ...(due.toOpen ?? [])));
  }

  protected override home(): TemplateResult {
    const all = this.all().flatMap(journey => journey.dues.map(due => ({ journey, due })));
    return html`
      <scan-input label=${messages.scanAny} hint=${messages.scanAnyHint} @scan=${(event: CustomEvent<Scan>) => this.scanned(event.detail)}></scan-input>
      ${TASKS.map(task => this.list(task, all.filter(({ due }) => due.task === task)))}
      ${all.length > 0 ? nothing : html`<p class="empty">${messages.nothingToDo}</p>`}
      <div class="foot"><button class="big" @click=${() => (this.enrolling = true)}>${messages.enrol}</button></div>
    `;
  }

  private list(task: Task, rows: readonly { journey: SiteJourney; due: Due }[]): TemplateResult | typeof nothing {
    return rows.length === 0
      ? nothing
      : html`<section class="card" data-list=${task}><h2>${messages.lists[task]} (${rows.length})</h2>
          <ul class="journeys">${rows.map(({ journey, due }) => html`<li data-coi=${journey.coi}>
            <div><strong class="code">${journey.coi}</strong><div class="quiet">${messages.about(journey.product, journey.order)}</div>
              ${task === 'identity' ? html`<div class="quiet">${messages.checked(journey.checkedBy.length)}</div>` : nothing}
              ${due.materials.length === 0 ? nothing : html`<div class="quiet">${messages.units(due.materials.length)}: <span class="code">${due.materials.join(', ')}</span></div>`}
              ${due.toOpen === undefined ? nothing : html`<div>${mark('critical', messages.openFirst(due.toOpen.join(', ')))}</div>`}
              ${shipmentOf(due)}</div>
            <button class="plain wide" aria-label="${messages.open[task]} ${journey.coi}" @click=${() => this.open(due, journey.coi)}>${messages.open[task]}</button>
          </li>`)}</ul></section>`;
  }
}

function shipmentOf({ packed, given }: Due): TemplateResult | typeof nothing {
  const shipment = packed ?? given;
  return shipment === undefined ? nothing : html`<div class="quiet code">${shipment.shipper} · ${shipment.seal}</div>`;
}

customElements.define('unbroken-collection', Collection);
document.title = `${messages.collection} · ${kitMessages.product}`;
