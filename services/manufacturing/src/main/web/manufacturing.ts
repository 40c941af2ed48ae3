import {
  clockTime, codeOf, HandoffParts, isShipper, kitMessages, mark, namedBy, Station,
  type Act, type Draft, type HandoffCode, type LabelAsked, type Me, type Queue, type Said, type Scan, type ScanInput, type Stated,
} from '@unbroken/kit';
import { html, nothing, type TemplateResult } from 'lit';
import { facilityAct, facilityStates } from './acts';
import { facilityJourney, TASKS, type FacilityJourney, type Task } from './facility-journey';
import { messages } from './messages';

/** A facility: shippers received, lots made and tested, quality's decision, product packed and given on. */
class Manufacturing extends Station {
  protected override readonly heading = messages.manufacturing;
  private parts = new HandoffParts();
  private partScans: Scan[] = [];

  private all(): FacilityJourney[] {
    return [...this.journeys()].flatMap(([coi, events]) => facilityJourney(coi, events, this.we) ?? []);
  }

  protected override actOf(draft: Draft, events: readonly Stated[]): Act | undefined {
    const journey = facilityJourney(draft.coi, events, this.we);
    const { me, queue } = this;
    if (journey === undefined || me === undefined || queue === undefined) {
      return undefined;
    }
    const lots = new Set(this.all().flatMap(other => other.lot ?? []));
    const act = facilityAct(draft, journey, me, lots);
    return act === undefined ? undefined : { ...act, more: this.beside(draft, journey, queue, me) };
  }

  protected override isDue(draft: Draft, events: readonly Stated[]): boolean {
    const journey = facilityJourney(draft.coi, events, this.we);
    return journey === undefined || (journey.tasks.some(task => task === draft.act) && (draft.act !== 'step' || journey.nextStep === draft.step));
  }

  /** What an act needs to be shown: labels to print, results to decide on. */
  private beside(draft: Draft, journey: FacilityJourney, queue: Queue, me: Me): unknown {
    switch (draft.act) {
      case 'labels':
        return journey.units.map(unit => {
          const asked: LabelAsked = { coi: journey.coi, kind: 'BAG', subject: unit.material, copies: 1, expires: journey.expires };
          return html`<label-print .asked=${asked} device=${queue.device} person=${me.person} @printed=${() => void this.askJourneys(queue)}></label-print>`;
        });
      case 'decide':
        return html`<section class="card"><h2>${messages.testsTitle}</h2>
          <ul class="checks results">${journey.results.map(result => html`<li>${mark(result.outcome === 'PASS' ? 'good' : 'critical', `${messages.tests[result.test]}: ${messages.results[result.outcome]}`)}
            <span class="quiet">${(result.value ?? null) === null ? nothing : `${result.value} ${result.unit} · `}${result.method} · ${kitMessages.by} ${result.by}</span></li>`)}</ul></section>`;
      default:
        return nothing;
    }
  }

  protected override say(draft: Draft, events: readonly Stated[], queue: Queue, me: Me): readonly Said[] {
    const journey = facilityJourney(draft.coi, events, this.we);
    return journey === undefined ? [] : facilityStates(draft, journey, queue, me);
  }

  private open(task: Task, journey: FacilityJourney, shipper?: Scan): void {
    const { coming, packed, given } = journey;
    if (task === 'receive') {
      if (coming !== undefined) {
        this.receive(coming, coming.loggers, [], shipper);
      }
    } else if (task === 'give') {
      if (packed !== undefined) {
        void this.gives({ coi: journey.coi, from: this.me?.party ?? '', shipper: packed.shipper, seal: packed.seal, materials: packed.materials }, packed.loggers);
      }
    } else if (task === 'waiting') {
      if (given !== undefined) {
        this.show(given);
      }
    } else {
      const led: Draft['taken'] = task === 'unpack' && shipper !== undefined ? { shipper: [{ scan: shipper, value: shipper.raw }] } : {};
      void this.begins(task, journey.coi, led, task === 'step' ? journey.nextStep : undefined);
    }
  }

  private receive(code: HandoffCode, loggers: readonly string[], scans: readonly Scan[], shipper: Scan | undefined): void {
    void this.goes({ kind: 'take', code: codeOf(code), loggers, scans, loggerStates: {}, ...(shipper === undefined ? {} : { shipper }) });
  }

  private scanned(scan: Scan): void {
    const input = this.querySelector<ScanInput>('scan-input');
    if (HandoffParts.is(scan.raw)) {
      this.codeScanned(scan, input);
      return;
    }
    const named = namedBy(scan);
    const journeys = this.all().filter(journey => journey.tasks.length > 0);
    const carrying = isShipper(scan.raw) ? journeys.find(journey => [journey.coming, journey.arrived, journey.packed].some(each => each?.shipper === scan.raw)) : undefined;
    const found =
      carrying ??
      journeys.find(journey => journey.coi === named.coi) ??
      journeys.find(journey => named.coi === undefined && (journey.lot === scan.raw || [...journey.found, ...journey.units.map(unit => unit.material)].includes(named.material ?? '')));
    const task = found === undefined ? undefined : this.taskOf(found);
    if (found === undefined || task === undefined) {
      input?.refuse(messages.unknownCode);
    } else {
      this.open(task, found, carrying === undefined ? undefined : scan);
    }
  }

  /** Of several things to do the one that this person may do: quality decides when the tests are in. */
  private taskOf(journey: FacilityJourney): Task | undefined {
    const decides = this.me?.roles.includes('QUALITY') === true && journey.tasks.includes('decide') && !journey.tasks.includes('test');
    return decides ? 'decide' : journey.tasks[0];
  }

  private codeScanned(scan: Scan, input: ScanInput | null): void {
    const code = this.parts.take(scan.raw);
    this.partScans = this.parts.have <= 1 ? [scan] : [...this.partScans.filter(part => part.raw !== scan.raw), scan];
    if (code === undefined) {
      if (this.parts.have === this.parts.all) {
        input?.refuse(messages.unknownCode);
      } else {
        this.notice = kitMessages.part(this.parts.have, this.parts.all);
      }
      return;
    }
    const known = this.all().find(journey => journey.coi === code.coi);
    if (!this.we.includes(code.to)) {
      input?.refuse(messages.forOthers(code.to));
    } else if (known !== undefined && (known.accepted.includes(code.handoff) || (known.coming?.handoff !== code.handoff && known.arrived?.shipper === code.shipper))) {
      input?.refuse(messages.alreadyTaken);
    } else {
      this.receive(code, known?.coming?.loggers ?? [], this.partScans, undefined);
    }
  }

  protected override home(): TemplateResult {
    const journeys = this.all();
    return html`
      <scan-input label=${messages.scanAny} hint=${messages.scanAnyHint} @scan=${(event: CustomEvent<Scan>) => this.scanned(event.detail)}></scan-input>
      ${TASKS.map(task => this.list(task, journeys.filter(journey => journey.tasks.includes(task))))}
      ${journeys.some(journey => journey.tasks.length > 0) ? nothing : html`<p class="empty">${messages.nothingToDo}</p>`}
    `;
  }

  private list(task: Task, journeys: readonly FacilityJourney[]): TemplateResult | typeof nothing {
    return journeys.length === 0
      ? nothing
      : html`<section class="card" data-list=${task}><h2>${messages.lists[task]} (${journeys.length})</h2>
          <ul class="journeys">${journeys.map(journey => this.row(task, journey))}</ul></section>`;
  }

  private row(task: Task, journey: FacilityJourney): TemplateResult {
    const shipment = journey.coming ?? journey.arrived ?? journey.packed;
    const name = task === 'step' && journey.nextStep !== undefined ? messages.steps[journey.nextStep] : messages.open[task];
    return html`<li data-coi=${journey.coi}>
      <div><strong class="code">${journey.lot ?? journey.coi}</strong>
        <div class="quiet code">${[journey.lot === undefined ? '' : journey.coi, journey.product].filter(text => text !== '').join(' · ')}</div>
        ${shipment === undefined ? nothing : html`<div class="quiet code">${shipment.shipper} · ${shipment.seal}</div>`}
        ${journey.decision === undefined ? nothing : html`<div>${mark(journey.decision.decision === 'RELEASED' ? 'good' : 'critical', messages.decided[journey.decision.decision])} <span class="quiet">${kitMessages.by} ${journey.decision.by} · ${clockTime(journey.decision.eventTime)}</span></div>`}
      </div>
      <button class="plain wide" aria-label="${name} ${journey.lot ?? journey.coi}" @click=${() => this.open(task, journey)}>${name}</button>
    </li>`;
  }
}

customElements.define('unbroken-manufacturing', Manufacturing);
