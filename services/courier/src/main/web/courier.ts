import {
  clockTime, codeOf, HandoffParts, isOf, isPlace, kitMessages, mark, shipperOf, Workplace, type HandoffCode, type HandoffStep, type Scan, type ScanInput,
} from '@unbroken/kit';
import { html, nothing, type TemplateResult } from 'lit';
import { reached, type Milestone } from './facts';
import { messages } from './messages';
import { known, work, type Handoff, type Told } from './shipments';

/** A courier's phone: what waits, what is carried, and one scan that leads to what can be done. */
class Courier extends Workplace<Told> {
  static override properties = { ...Workplace.properties, chosen: { state: true } };
  private chosen: string | undefined;
  /** The scan by which it was chosen. */
  private chosenBy: Scan[] = [];
  private parts = new HandoffParts();
  private partScans: Scan[] = [];

  protected override readonly heading = messages.courier;
  protected override readonly asked = 'shipments';

  /** Everybody else, and those of ours for whom another hand takes. */
  protected override get receivers(): readonly string[] {
    const from = this.step?.code.from;
    return [...super.receivers, ...this.we.filter(party => party !== from)];
  }

  protected override get photographs(): boolean {
    return true;
  }

  protected override isHanded({ kind, code }: HandoffStep): boolean {
    const handoff = this.handoffs().get(code.handoff);
    return ((kind === 'take' ? handoff?.accepted : handoff?.released) ?? null) !== null;
  }

  /** What was given as the browser died, before its step was forgotten, is not given again: its code is shown, which the other half needs. */
  protected override async leavesDone(): Promise<boolean> {
    const { step } = this;
    const left = await super.leavesDone();
    const given = left && step?.kind === 'give' ? this.handoffs().get(step.code.handoff) : undefined;
    if (given !== undefined && given.accepted === null) {
      this.notice = messages.kept(`${messages.titles.HandoffReleased} ${given.shipper}`);
      this.show(given);
    }
    return left;
  }

  protected override async keepsPlace({ code }: HandoffStep): Promise<void> {
    await this.keepPlace(code.place);
  }

  protected override async goes(step: HandoffStep | undefined): Promise<void> {
    this.chosen = undefined;
    await super.goes(step);
  }

  private handoffs(): Map<string, Handoff> {
    return known(this.told, this.queue?.all() ?? []);
  }

  private scanned(scan: Scan): void {
    const input = this.querySelector<ScanInput>('scan-input');
    this.notice = '';
    if (HandoffParts.is(scan.raw)) {
      const code = this.parts.take(scan.raw);
      this.partScans = this.parts.have <= 1 ? [scan] : [...this.partScans.filter(part => part.raw !== scan.raw), scan];
      if (code !== undefined) {
        this.takeOver(code, this.partScans, undefined, input);
      } else if (this.parts.have === this.parts.all) {
        input?.refuse(messages.unknownCode);
      } else {
        this.notice = kitMessages.part(this.parts.have, this.parts.all);
      }
      return;
    }
    const shipper = shipperOf(scan);
    if (shipper === undefined) {
      input?.refuse(messages.unknownCode);
      return;
    }
    const handoffs = [...this.handoffs().values()];
    const { pickups, carried } = work(handoffs, this.we);
    const isScanned = (handoff: Handoff): boolean => isOf(scan, handoff.shipper, handoff.named);
    const mine = carried.find(isScanned);
    const offered = pickups.find(isScanned);
    const sealed = [...pickups, ...carried].find(handoff => handoff.seal === scan.raw);
    const past = handoffs.filter(isScanned).flatMap(handoff => handoff.accepted ?? []).sort().at(-1);
    if (mine !== undefined) {
      this.chosen = mine.handoff;
      this.chosenBy = [scan];
    } else if (offered !== undefined) {
      this.takeOver(offered, [], scan, input);
    } else if (sealed !== undefined) {
      input?.refuse(messages.shipperFirst(sealed.shipper));
    } else {
      input?.refuse(past === undefined ? messages.unknownShipper(shipper) : messages.alreadyTaken(clockTime(past)));
    }
  }

  /** Says what can be known of a wrong handoff before anything is stated. */
  private takeOver(code: HandoffCode, scans: readonly Scan[], shipper: Scan | undefined, input: ScanInput | null): void {
    const here = this.handoffs().get(code.handoff);
    if (!this.we.includes(code.to)) {
      input?.refuse(messages.forOthers(code.to));
    } else if (here !== undefined && here.accepted !== null) {
      input?.refuse(messages.alreadyTaken(clockTime(here.accepted)));
    } else {
      const loggers = here?.loggers ?? [];
      const named = here === undefined ? {} : { named: here.named };
      void this.goes({ kind: 'take', code: codeOf(code), ...named, loggers, scans, loggerStates: {}, ...(shipper === undefined ? {} : { shipper }) });
    }
  }

  private handOver(handoff: Handoff): void {
    void this.gives({ ...codeOf(handoff), from: handoff.to }, handoff.loggers, handoff.named);
  }

  private choose(handoff: Handoff): void {
    this.chosen = handoff.handoff;
    this.chosenBy = [];
  }

  private async reach(handoff: Handoff, milestone: Milestone): Promise<void> {
    const { queue, me, place } = this;
    // A second tap while it is being kept states nothing twice.
    if (queue === undefined || me === undefined || !isPlace(place) || this.stating) {
      return;
    }
    this.notice = '';
    await this.keeping(async () => {
      await queue.add(reached(queue, me.person, handoff.coi, handoff.shipper, milestone, place, this.chosen === handoff.handoff ? this.chosenBy : []));
      await this.keepPlace(place);
      this.notice = messages.kept(`${messages.milestones[milestone]} ${handoff.shipper}`);
      this.chosen = undefined;
      this.chosenBy = [];
    });
  }

  /** Pick-ups say themselves up to when they hold. */
  protected override footing(): unknown {
    return nothing;
  }

  protected override home(): TemplateResult {
    const { pickups, carried, given: waiting, done } = work(this.handoffs().values(), this.we);
    return html`
      <scan-input label=${messages.scanAny} hint=${messages.scanAnyHint} @scan=${(event: CustomEvent<Scan>) => this.scanned(event.detail)}></scan-input>
      <section class="card" data-list="pickups"><h2>${messages.pickups} (${pickups.length})</h2>
        <p class="quiet">${this.told === undefined ? messages.never : messages.asOf(clockTime(this.told.asOf))}</p>
        ${pickups.length === 0 ? html`<p>${messages.noPickups}</p>` : nothing}
        <ul class="shipments">${pickups.map(handoff => html`<li>${this.about(handoff, `${messages.from(handoff.from)} ${messages.at(handoff.place)}`, mark('absent', messages.offered(clockTime(handoff.released ?? ''))))}</li>`)}</ul>
      </section>
      <section class="card" data-list="carried"><h2>${messages.carried} (${carried.length})</h2>
        ${carried.length === 0 ? html`<p>${messages.noneCarried}</p>` : nothing}
        <ul class="shipments">${carried.map(handoff => html`<li>
          ${this.about(handoff, messages.from(handoff.from), mark('info', this.whereabouts(handoff)))}
          ${this.chosen === handoff.handoff || carried.length === 1 ? this.actions(handoff) : html`<button class="plain wide" aria-label="${messages.choose} ${handoff.shipper}" @click=${() => this.choose(handoff)}>${messages.choose}</button>`}
        </li>`)}</ul>
      </section>
      ${waiting.length === 0
        ? nothing
        : html`<section class="card" data-list="given"><h2>${messages.given} (${waiting.length})</h2>
            <ul class="shipments">${waiting.map(handoff => html`<li>
              ${this.about(handoff, `${messages.to(handoff.to)} ${messages.at(handoff.place)}`, mark('warning', messages.unconfirmed(clockTime(handoff.released ?? ''))))}
              <button class="plain wide" @click=${() => this.show(handoff)}>${messages.showCode}</button>
            </li>`)}</ul>
          </section>`}
      ${done.length === 0
        ? nothing
        : html`<section class="card" data-list="done"><h2>${messages.doneToday} (${done.length})</h2>
            <ul class="shipments">${done.map(handoff => html`<li>${this.about(handoff, this.ended(handoff), mark('good', `${this.we.includes(handoff.to) ? messages.pickedUp : messages.droppedOff} ${clockTime(handoff.accepted ?? '')}`))}</li>`)}</ul>
          </section>`}
    `;
  }

  private ended(handoff: Handoff): string {
    return `${this.we.includes(handoff.to) ? messages.from(handoff.from) : messages.to(handoff.to)} ${messages.at(handoff.place)}`;
  }

  /** Where it was told to be last. */
  private whereabouts({ accepted, place, reached }: Handoff): string {
    return reached === null
      ? `${messages.takenAt(clockTime(accepted ?? ''))} ${messages.at(place)}`
      : `${messages.milestones[reached.milestone]} ${clockTime(reached.at)} ${messages.at(reached.place)}`;
  }

  private about(handoff: Handoff, whom: string, state: TemplateResult): TemplateResult {
    return html`<div data-shipper=${handoff.shipper}><strong class="code">${handoff.named}</strong> <span>${whom}</span>
      <div>${state}</div>
      <div class="quiet">${messages.seal} ${handoff.seal} · ${messages.units(handoff.materials.length)}</div>
      <div class="quiet code">${handoff.coi}</div>
      ${handoff.acceptances > 1 ? mark('major', messages.takenTwice) : nothing}</div>`;
  }

  private actions(handoff: Handoff): TemplateResult {
    return html`
      <p><label>${messages.place}
        <input name="at" .value=${this.place} autocomplete="off" autocapitalize="characters" maxlength="30"
          @input=${(event: Event) => (this.place = (event.target as HTMLInputElement).value.trim().toUpperCase())} />
      </label></p>
      <div class="buttons">
        ${(Object.keys(messages.milestones) as Milestone[]).map(milestone => html`<button class="plain" ?disabled=${!isPlace(this.place)} @click=${() => void this.reach(handoff, milestone)}>${messages.milestones[milestone]}</button>`)}
      </div>
      <button class="big" @click=${() => this.handOver(handoff)}>${messages.give}</button>
    `;
  }
}

customElements.define('unbroken-courier', Courier);
