import {
  ask, clockTime, codeOf, frame, given, HandoffParts, isOf, isPlace, keepPages, kitMessages, loggerSeen, mark, Queue, Refusal, shipperOf, signIn, taken,
  type HandoffCode, type HandoffStep, type Me, type Scan, type ScanInput,
} from '@unbroken/kit';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { reached, type Milestone } from './facts';
import { messages } from './messages';
import { known, work, type Handoff, type Told, type Work } from './shipments';

/** As often as the service is asked what waits. */
const ASK_MS = 15_000;

/** A courier's phone: what waits, what is carried, and one scan that leads to what can be done. */
class Courier extends LitElement {
  static override properties = {
    queue: { state: true }, told: { state: true }, step: { state: true }, shown: { state: true }, chosen: { state: true },
    notice: { state: true }, trouble: { state: true }, load: { state: true }, place: { state: true },
  };
  private queue: Queue | undefined;
  private told: Told | undefined;
  private step: HandoffStep | undefined;
  private shown: HandoffCode | undefined;
  private chosen: string | undefined;
  /** The scan by which it was chosen. */
  private chosenBy: Scan[] = [];
  private notice = '';
  private trouble = '';
  private load: (() => void) | undefined;
  private place = '';
  private parts = new HandoffParts();
  private partScans: Scan[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    keepPages(load => (this.load = load));
    void this.begin();
  }

  private async begin(): Promise<void> {
    const queue = await Queue.open();
    this.told = await queue.note<Told>('shipments');
    this.step = await queue.note<HandoffStep>('step');
    this.place = (await queue.note<string>('place')) ?? '';
    this.queue = queue;
    queue.addEventListener('change', () => {
      // What was refused is told by the queue, and is not being sent.
      if (queue.in('refused').length > 0) {
        this.notice = '';
      }
      this.requestUpdate();
    });
    const asking = (): void => void this.askWork(queue);
    window.addEventListener('online', asking);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && asking());
    window.setInterval(asking, ASK_MS);
    asking();
  }

  private async askWork(queue: Queue): Promise<void> {
    try {
      this.told = await ask<Told>('api/shipments');
      await queue.keepNote('shipments', this.told);
    } catch (failure) {
      // The list is as old as it says; a session that ended is told by the queue.
      if (!(failure instanceof Refusal) && !(failure instanceof TypeError) && !(failure instanceof DOMException)) {
        throw failure;
      }
    }
  }

  private get me(): Me | undefined {
    return this.queue?.me;
  }

  private get we(): readonly string[] {
    return this.told?.we ?? (this.me === undefined ? [] : [this.me.party]);
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
      void this.go({ kind: 'take', code: codeOf(code), ...named, loggers, scans, loggerStates: {}, ...(shipper === undefined ? {} : { shipper }) });
    }
  }

  private handOver(handoff: Handoff): void {
    const code = { ...codeOf(handoff), handoff: crypto.randomUUID(), from: handoff.to, to: '', place: this.place };
    void this.go({ kind: 'give', code, named: handoff.named, loggers: handoff.loggers, scans: [], loggerStates: {} });
  }

  private async go(step: HandoffStep | undefined): Promise<void> {
    this.step = step;
    this.chosen = undefined;
    await this.queue?.keepNote('step', step);
  }

  private async finish(step: HandoffStep): Promise<void> {
    const queue = this.queue;
    const me = this.me;
    if (queue === undefined || me === undefined) {
      return;
    }
    const scans = [...step.scans, ...(step.shipper === undefined ? [] : [step.shipper]), ...(step.seal === undefined ? [] : [step.seal.scan])];
    const seal = step.seal?.number ?? step.code.seal;
    try {
      await queue.add(
        step.kind === 'take'
          ? taken(queue, me.person, step.code, seal, step.sealState ?? 'MISSING', scans, step.photo)
          : given(queue, me.person, { ...step.code, seal }, scans, step.photo),
      );
      for (const [logger, state] of Object.entries(step.loggerStates)) {
        if (state !== 'RECORDING') {
          await queue.add(loggerSeen(me.person, logger, state, step.code.place));
        }
      }
      await this.keepPlace(step.code.place);
      await this.go(undefined);
      this.notice = messages.kept(`${step.kind === 'take' ? messages.titles.HandoffAccepted : messages.titles.HandoffReleased} ${step.code.shipper}`);
      this.shown = step.kind === 'give' ? { ...step.code, seal } : undefined;
    } catch (failure) {
      this.trouble = messages.notKept((failure as Error).message);
    }
  }

  private async keepPlace(place: string): Promise<void> {
    this.place = place;
    await this.queue?.keepNote('place', place);
  }

  private choose(handoff: Handoff): void {
    this.chosen = handoff.handoff;
    this.chosenBy = [];
  }

  private async reach(handoff: Handoff, milestone: Milestone): Promise<void> {
    if (this.queue !== undefined && this.me !== undefined && isPlace(this.place)) {
      await this.queue.add(reached(this.queue, this.me.person, handoff.coi, handoff.shipper, milestone, this.place, this.chosen === handoff.handoff ? this.chosenBy : []));
      await this.keepPlace(this.place);
      this.notice = messages.kept(`${messages.milestones[milestone]} ${handoff.shipper}`);
      this.chosen = undefined;
      this.chosenBy = [];
    }
  }

  protected override render(): TemplateResult {
    const busy = this.step !== undefined || this.shown !== undefined;
    return frame(this.me, html`
      ${this.load === undefined || busy ? nothing : html`<p class="banner calm">${messages.newVersion} <button class="plain" @click=${this.load}>${messages.load}</button></p>`}
      ${this.trouble === '' ? nothing : html`<p role="alert" class="banner">${this.trouble}</p>`}
      ${this.queue === undefined ? html`<p>${messages.loading}</p>` : this.content(this.queue)}
    `, !busy);
  }

  private content(queue: Queue): TemplateResult {
    if (this.me === undefined) {
      return html`<h1>${messages.courier}</h1><p>${messages.signInFirst}</p>
        <div class="foot"><button class="big" @click=${signIn}>${kitMessages.signIn}</button></div>`;
    }
    if (this.shown !== undefined) {
      return html`<shown-code .code=${this.shown} @done=${() => (this.shown = undefined)}></shown-code>${status(queue)}`;
    }
    if (this.step !== undefined) {
      return html`<handoff-step photographs .step=${this.step} .others=${this.others()}
        @step=${(event: CustomEvent<HandoffStep>) => void this.go(event.detail)}
        @finish=${(event: CustomEvent<HandoffStep>) => void this.finish(event.detail)}
        @back=${() => void this.go(undefined)}></handoff-step>`;
    }
    return this.home(queue, work(this.handoffs().values(), this.we));
  }

  /** To whom one can give: everybody else, and those of ours for whom another hand takes. */
  private others(): readonly string[] {
    const from = this.step?.code.from;
    return [...(this.told?.others ?? []), ...this.we.filter(party => party !== from)];
  }

  private home(queue: Queue, { pickups, carried, given: waiting, done }: Work): TemplateResult {
    return html`
      <h1>${messages.courier}</h1>
      <p role="status" class="notice">${this.notice === '' ? nothing : mark('info', this.notice)}</p>
      ${status(queue)}
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
              <button class="plain wide" @click=${() => (this.shown = codeOf(handoff))}>${messages.showCode}</button>
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

function status(queue: Queue): TemplateResult {
  return html`<queue-status .queue=${queue}></queue-status>`;
}

customElements.define('unbroken-courier', Courier);
