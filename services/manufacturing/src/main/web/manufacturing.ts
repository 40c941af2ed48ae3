import {
  clockTime, codeOf, HandoffParts, isOf, kitMessages, mark, namedBy, Station, valuesOf,
  type Act, type Draft, type HandoffCode, type LabelAsked, type Me, type Queue, type Said, type Scan, type ScanInput, type Stated,
} from '@unbroken/kit';
import { html, nothing, type TemplateResult } from 'lit';
import { facilityAct, facilityStates } from './acts';
import { facilityJourney, TASKS, type Due, type FacilityJourney, type Task } from './facility-journey';
import { messages } from './messages';

/** A facility: shippers received, lots made and tested, quality's decision, product packed and given on. */
class Manufacturing extends Station {
  protected override readonly heading = messages.manufacturing;
  private parts = new HandoffParts();
  private partScans: Scan[] = [];

  private all(): FacilityJourney[] {
    return [...this.journeys()].flatMap(([coi, events]) => facilityJourney(coi, events, this.we) ?? []);
  }

  /** What a draft does, if it is still to be done: with the same bags, and with none that were dealt with meanwhile. */
  private dueOf(draft: Draft, journey: FacilityJourney | undefined): Due | undefined {
    const bags = valuesOf(draft, 'bags');
    return journey?.dues.find(due => due.task === draft.act && (draft.step ?? due.which) === due.which && bags.every(bag => due.materials.includes(bag)));
  }

  protected override actOf(draft: Draft, events: readonly Stated[]): Act | undefined {
    const due = this.dueOf(draft, facilityJourney(draft.coi, events, this.we));
    const { me, queue } = this;
    if (due === undefined || me === undefined || queue === undefined) {
      return undefined;
    }
    const lots = new Set([...this.used, ...this.all().flatMap(other => other.lots.map(each => each.lot))]);
    const act = facilityAct(draft, due, me, lots);
    return act === undefined ? undefined : { ...act, more: this.beside(draft, due, queue, me) };
  }

  protected override isDue(draft: Draft, events: readonly Stated[]): boolean {
    const journey = facilityJourney(draft.coi, events, this.we);
    return journey === undefined ? this.mayBeUntold : this.dueOf(draft, journey) !== undefined;
  }

  /** What an act needs to be shown: labels to print, results to decide on. */
  private beside(draft: Draft, { task, materials, lot }: Due, queue: Queue, me: Me): unknown {
    switch (task) {
      case 'labels':
        return materials.map(material => {
          const asked: LabelAsked = { coi: draft.coi, kind: 'BAG', subject: material, copies: 1, expires: lot?.expires ?? '' };
          return html`<label-print .asked=${asked} device=${queue.device} person=${me.person} @printed=${() => void this.asks(queue)}></label-print>`;
        });
      case 'decide':
        return html`<section class="card"><h2>${messages.testsTitle}</h2>
          <ul class="checks results">${lot?.results.map(result => html`<li>${mark(result.outcome === 'PASS' ? 'good' : 'critical', `${messages.tests[result.test]}: ${messages.results[result.outcome]}`)}
            <span class="quiet">${(result.value ?? null) === null ? nothing : `${result.value} ${result.unit} · `}${result.method} · ${kitMessages.by} ${result.by}</span></li>`)}</ul></section>`;
      default:
        return nothing;
    }
  }

  protected override say(draft: Draft, events: readonly Stated[], queue: Queue, me: Me): readonly Said[] {
    const journey = facilityJourney(draft.coi, events, this.we);
    const due = this.dueOf(draft, journey);
    return journey === undefined || due === undefined ? [] : facilityStates(draft, due, journey.product, queue, me);
  }

  private open(due: Due, coi: string, shipper?: Scan): void {
    const { task, coming, arrived, packed, given } = due;
    if (coming !== undefined) {
      this.receive(coming, coming.loggers, [], shipper);
    } else if (packed !== undefined) {
      void this.gives({ coi, from: this.me?.party ?? '', shipper: packed.shipper, seal: packed.seal, materials: packed.materials }, packed.loggers);
    } else if (given !== undefined) {
      this.show(given);
    } else {
      const led: Draft['taken'] = task === 'unpack' && arrived !== undefined && shipper !== undefined ? { shipper: [{ scan: shipper, value: arrived.shipper }] } : {};
      void this.begins(task, coi, led, due.which);
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
    const all = this.all().flatMap(journey => journey.dues.map(due => ({ coi: journey.coi, due })));
    const carried = all.find(({ due }) => isOf(scan, shipmentOf(due)?.shipper, ...(due.toOpen ?? [])));
    const found = carried ?? this.meant(all, scan);
    if (found === undefined) {
      input?.refuse(messages.unknownCode);
    } else {
      this.open(found.due, found.coi, carried === undefined ? undefined : scan);
    }
  }

  /** What a label or a lot's number is scanned for: what is to be done with that bag or lot, and only then something else of its chain. */
  private meant(all: readonly { coi: string; due: Due }[], scan: Scan): { coi: string; due: Due } | undefined {
    const named = namedBy(scan);
    const ofChain = all.filter(({ coi, due }) => (named.coi === undefined ? due.lot?.lot === scan.raw || due.materials.includes(named.material ?? '') : coi === named.coi));
    const ofBag = ofChain.filter(({ due }) => due.materials.includes(named.material ?? ''));
    const candidates = (ofBag.length > 0 ? ofBag : ofChain).toSorted((a, b) => rank(a.due) - rank(b.due));
    // Quality decides when the tests are in.
    const decides = this.me?.roles.includes('QUALITY') === true && !candidates.some(({ due }) => due.task === 'test');
    return (decides ? candidates.find(({ due }) => due.task === 'decide') : undefined) ?? candidates[0];
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
    const offer = known?.dues.find(due => due.coming?.handoff === code.handoff)?.coming;
    if (!this.we.includes(code.to)) {
      input?.refuse(messages.forOthers(code.to));
    } else if (known !== undefined && (known.accepted.includes(code.handoff) || (offer === undefined && known.dues.some(due => due.arrived?.shipper === code.shipper)))) {
      input?.refuse(messages.alreadyTaken);
    } else {
      this.receive(code, offer?.loggers ?? [], this.partScans, undefined);
    }
  }

  protected override home(): TemplateResult {
    const all = this.all().flatMap(journey => journey.dues.map(due => ({ journey, due })));
    return html`
      <scan-input label=${messages.scanAny} hint=${messages.scanAnyHint} @scan=${(event: CustomEvent<Scan>) => this.scanned(event.detail)}></scan-input>
      ${TASKS.map(task => this.list(task, all.filter(({ due }) => due.task === task)))}
      ${all.length > 0 ? nothing : html`<p class="empty">${messages.nothingToDo}</p>`}
    `;
  }

  private list(task: Task, rows: readonly { journey: FacilityJourney; due: Due }[]): TemplateResult | typeof nothing {
    return rows.length === 0
      ? nothing
      : html`<section class="card" data-list=${task}><h2>${messages.lists[task]} (${rows.length})</h2>
          <ul class="journeys">${rows.map(({ journey, due }) => this.row(journey, due))}</ul></section>`;
  }

  private row({ coi, product }: FacilityJourney, due: Due): TemplateResult {
    const { task, lot, materials, toOpen } = due;
    const shipment = shipmentOf(due);
    const decision = lot?.decisions.findLast(each => materials.some(material => each.materials.includes(material)));
    const name = task === 'step' && lot?.nextStep !== undefined ? messages.steps[lot.nextStep] : messages.open[task];
    return html`<li data-coi=${coi}>
      <div><strong class="code">${lot?.lot ?? coi}</strong>
        <div class="quiet code">${[lot === undefined ? '' : coi, product].filter(text => text !== '').join(' · ')}</div>
        ${shipment === undefined ? nothing : html`<div class="quiet code">${shipment.shipper} · ${shipment.seal}</div>`}
        <div class="quiet">${messages.units(materials.length)}: <span class="code">${materials.join(', ')}</span></div>
        ${toOpen === undefined ? nothing : html`<div>${mark('critical', messages.openFirst(toOpen.join(', ')))}</div>`}
        ${decision === undefined ? nothing : html`<div>${mark(decision.decision === 'RELEASED' ? 'good' : 'critical', messages.decided[decision.decision])} <span class="quiet">${kitMessages.by} ${decision.by} · ${clockTime(decision.eventTime)}</span></div>`}
      </div>
      <button class="plain wide" aria-label="${name} ${lot?.lot ?? coi}" @click=${() => this.open(due, coi)}>${name}</button>
    </li>`;
  }
}

function shipmentOf({ coming, arrived, packed, given }: Due): { shipper: string; seal: string } | undefined {
  return coming ?? arrived ?? packed ?? given;
}

/** What waits for somebody else is meant last. */
function rank({ task }: Due): number {
  return TASKS.indexOf(task) + (task === 'receive' || task === 'waiting' ? TASKS.length : 0);
}

customElements.define('unbroken-manufacturing', Manufacturing);
