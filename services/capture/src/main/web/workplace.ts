import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { actMessages as messages } from './act-messages';
import { ask, Refusal, signIn, type Me } from './api';
import { codeOf, type HandoffCode } from './handoff-code';
import { handoffMessages } from './handoff-messages';
import type { HandoffStep } from './handoff-step';
import { messages as kitMessages } from './messages';
import { keepPages } from './offline';
import { Queue } from './queue';
import { given, loggerSeen, taken } from './saying';
import { clockTime } from './text';
import { frame, mark } from './view';

/** As often as the service is asked what is at hand. */
const ASK_MS = 15_000;

/** What a service tells of the work that is at hand, and of who takes part. */
export interface AtHand {
  /** Up to when the log was heard; 1970 while it is still being read. */
  asOf: string;
  /** For whom we give and take. */
  we: readonly string[];
  others: readonly string[];
}

/**
 * A page at which people with a scanner work: a list of what is at hand, handoffs, and a queue that keeps everything on this device until it is SEALED.
 * Nothing that is half done is lost with the browser.
 */
export abstract class Workplace<Told extends AtHand> extends LitElement {
  static override properties = {
    queue: { state: true }, told: { state: true }, step: { state: true }, shown: { state: true }, notice: { state: true }, trouble: { state: true }, load: { state: true }, place: { state: true },
  };
  protected queue: Queue | undefined;
  protected told: Told | undefined;
  protected step: HandoffStep | undefined;
  protected shown: HandoffCode | undefined;
  protected notice = '';
  protected trouble = '';
  /** Where something was done last. */
  protected place = '';
  private load: (() => void) | undefined;
  /** Whether what is being done is being stated: then it is this page that has done it. */
  protected stating = false;

  /** The page's name. */
  protected abstract readonly heading: string;
  /** What the service is asked for: the path below `api/`, and the name of what is kept of it. */
  protected abstract readonly asked: string;
  /** The lists of what is to be done. */
  protected abstract home(queue: Queue, me: Me): TemplateResult;
  /** Whether a handoff's half that is being done is stated already. */
  protected abstract isHanded(step: HandoffStep): boolean;
  /** What else is half done, in place of the lists. */
  protected doing(_queue: Queue, _me: Me): TemplateResult | undefined {
    return undefined;
  }

  /** Whether something else is half done. */
  protected get occupied(): boolean {
    return false;
  }

  /** To whom a shipper can be given. */
  protected get receivers(): readonly string[] {
    return this.told?.others ?? [];
  }

  /** Whether this party keeps photos of packages. */
  protected get photographs(): boolean {
    return false;
  }

  /** Reads what else was kept, before anything is shown. */
  protected async reads(_queue: Queue): Promise<void> {}

  /** Goes on with what was begun before the page was left. */
  protected goesOn(_queue: Queue): void {}

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
    this.told = await queue.note<Told>(this.asked);
    this.step = await queue.note<HandoffStep>('step');
    this.place = (await queue.note<string>('place')) ?? '';
    await this.reads(queue);
    this.queue = queue;
    this.goesOn(queue);
    queue.addEventListener('change', () => {
      // What was refused is told by the queue, and is not being sent.
      if (queue.in('refused').length > 0) {
        this.notice = '';
      }
      void this.leavesDone();
      this.requestUpdate();
    });
    await this.leavesDone();
    const asking = (): void => void this.asks(queue);
    window.addEventListener('online', asking);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && asking());
    window.setInterval(asking, ASK_MS);
    asking();
  }

  /** Asks what is at hand. */
  protected async asks(queue: Queue): Promise<void> {
    try {
      const told = await ask<Told>(`api/${this.asked}`);
      // A service that has not read all of the log yet knows less than this page may.
      if (Date.parse(told.asOf) > 0) {
        this.told = told;
        await this.leavesDone();
        await queue.keepNote(this.asked, told);
      }
    } catch (failure) {
      // The list is as old as it says; a session that ended is told by the queue.
      if (!(failure instanceof Refusal) && !(failure instanceof TypeError) && !(failure instanceof DOMException)) {
        throw failure;
      }
    }
  }

  protected get me(): Me | undefined {
    return this.queue?.me;
  }

  protected get we(): readonly string[] {
    return this.told?.we ?? (this.me === undefined ? [] : [this.me.party]);
  }

  /** Leaves what somebody else has stated meanwhile, so that its scans are not taken for the next. Whether there was such. */
  protected async leavesDone(): Promise<boolean> {
    const { step } = this;
    if (this.stating || step === undefined || !this.isHanded(step)) {
      return false;
    }
    await this.goes(undefined);
    this.notice = messages.doneMeanwhile(step.code.shipper);
    return true;
  }

  /** Gives a shipper to somebody, with the place where that was done last. */
  protected async gives(code: Omit<HandoffCode, 'handoff' | 'to' | 'place'>, loggers: readonly string[], named?: string): Promise<void> {
    const whole = { ...code, handoff: crypto.randomUUID(), to: '', place: this.place };
    await this.goes({ kind: 'give', code: whole, ...(named === undefined ? {} : { named }), loggers, scans: [], loggerStates: {} });
  }

  protected async goes(step: HandoffStep | undefined): Promise<void> {
    this.notice = '';
    this.step = step;
    await this.queue?.keepNote('step', step);
  }

  private async handed(step: HandoffStep): Promise<void> {
    const { queue, me } = this;
    if (queue === undefined || me === undefined || (await this.leavesDone())) {
      return;
    }
    await this.keeping(async () => {
      const scans = [...step.scans, ...(step.shipper === undefined ? [] : [step.shipper]), ...(step.seal === undefined ? [] : [step.seal.scan])];
      const seal = step.seal?.number ?? step.code.seal;
      const code = { ...step.code, seal };
      const half = step.kind === 'take' ? taken(queue, me.person, step.code, seal, step.sealState ?? 'MISSING', scans, step.photo) : given(queue, me.person, code, scans, step.photo);
      const seen = Object.entries(step.loggerStates).flatMap(([logger, state]) => (state === 'RECORDING' ? [] : [loggerSeen(me.person, logger, state, step.code.place)]));
      await queue.add(half, ...seen);
      await this.keepsPlace(step);
      await this.goes(undefined);
      this.notice = messages.kept(`${step.kind === 'take' ? handoffMessages.titles.HandoffAccepted : handoffMessages.titles.HandoffReleased} ${step.code.shipper}`);
      this.shown = step.kind === 'give' ? code : undefined;
    });
  }

  /** Where somebody gives is where they are; where they take is where the giver says. */
  protected async keepsPlace({ kind, code }: HandoffStep): Promise<void> {
    if (kind === 'give') {
      await this.keepPlace(code.place);
    }
  }

  protected async keepPlace(place: string): Promise<void> {
    this.place = place;
    await this.queue?.keepNote('place', place);
  }

  protected async keeping(work: () => Promise<void>): Promise<void> {
    this.stating = true;
    try {
      await work();
      this.trouble = '';
    } catch (failure) {
      this.trouble = messages.notKept((failure as Error).message);
      this.again();
    } finally {
      this.stating = false;
    }
  }

  /** What did not succeed may be tried again. */
  protected again(): void {
    this.step = this.step === undefined ? undefined : { ...this.step };
  }

  protected get busy(): boolean {
    return this.step !== undefined || this.shown !== undefined || this.occupied;
  }

  protected override render(): TemplateResult {
    return frame(this.me, html`
      ${this.load === undefined || this.busy ? nothing : html`<p class="banner calm">${messages.newVersion} <button class="plain" @click=${this.load}>${messages.load}</button></p>`}
      ${this.trouble === '' ? nothing : html`<p role="alert" class="banner">${this.trouble}</p>`}
      ${this.queue === undefined ? html`<p>${messages.loading}</p>` : this.content(this.queue)}
    `, !this.busy);
  }

  private content(queue: Queue): TemplateResult {
    const me = this.me;
    if (me === undefined) {
      return html`<h1>${this.heading}</h1><p>${messages.signInFirst}</p>
        <div class="foot"><button class="big" @click=${signIn}>${kitMessages.signIn}</button></div>`;
    }
    if (this.shown !== undefined) {
      return html`<shown-code .code=${this.shown} @done=${() => (this.shown = undefined)}></shown-code><queue-status .queue=${queue}></queue-status>`;
    }
    if (this.step !== undefined) {
      return html`<handoff-step .step=${this.step} .others=${this.receivers} .photographs=${this.photographs}
        @step=${(event: CustomEvent<HandoffStep>) => void this.goes(event.detail)}
        @finish=${(event: CustomEvent<HandoffStep>) => void this.handed(event.detail)}
        @back=${() => void this.goes(undefined)}></handoff-step>`;
    }
    return this.doing(queue, me) ?? html`
      <h1>${this.heading}</h1>
      <p role="status" class="notice">${this.notice === '' ? nothing : mark('info', this.notice)}</p>
      <queue-status .queue=${queue}></queue-status>
      ${this.home(queue, me)}
      ${this.footing()}
    `;
  }

  /** Up to when the lists hold. */
  protected footing(): unknown {
    return html`<p class="quiet">${this.told === undefined ? messages.never : messages.asOf(clockTime(this.told.asOf))}</p>`;
  }

  /** Shows a code again, for whoever has not scanned it yet. */
  protected show(code: HandoffCode): void {
    this.shown = codeOf(code);
  }
}
