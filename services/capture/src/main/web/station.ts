import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { actMessages as messages } from './act-messages';
import type { Act, Draft } from './act-step';
import { ask, Refusal, send, signedFor, signIn, type Me } from './api';
import { codeOf, type HandoffCode } from './handoff-code';
import { handoffMessages } from './handoff-messages';
import type { HandoffStep } from './handoff-step';
import { messages as kitMessages } from './messages';
import { keepPages } from './offline';
import { Queue } from './queue';
import { given, loggerSeen, taken, type Said } from './saying';
import './signing-step';
import type { Signing } from './signing-step';
import { factsOf, statedOf, type Facts, type FactType, type Stated, type TellJourneys } from './stated';
import { clockTime } from './text';
import { frame, mark } from './view';

/** How long a journey that the log has just been told of takes to be heard of. */
const HEAR_MS = 500;
const HEAR_TIMES = 20;
/** As often as the service is asked which journeys are at hand. */
const ASK_MS = 15_000;
/** What begins the names of the notes of what is signed; the record's id ends them. */
const SIGNINGS = 'signing/';
/** Refusals that say nothing of what was sent before; every other below 500 does. */
const PASSING = [408, 425, 429];
/** Refusals of whoever asks, not of what they ask: what was sent before may have been recorded. */
const OF_ASKER = [401, 403];

/**
 * A place where people work on journeys: a list of what is to be done, one act at a time, everything kept on this device until it is SEALED. A page says
 * what its acts are.
 */
export abstract class Station extends LitElement {
  static override properties = {
    queue: { state: true }, told: { state: true }, draft: { state: true }, step: { state: true }, shown: { state: true }, signings: { state: true }, sending: { state: true }, notice: { state: true }, trouble: { state: true }, load: { state: true },
  };
  protected queue: Queue | undefined;
  protected told: TellJourneys | undefined;
  protected draft: Draft | undefined;
  protected step: HandoffStep | undefined;
  protected shown: HandoffCode | undefined;
  /** What waits for its signature, or for an answer. */
  private signings: readonly Signing[] = [];
  private sending = false;
  protected notice = '';
  protected trouble = '';
  private load: (() => void) | undefined;
  private place = '';
  /** Whether what is being done is being stated: then it is this page that has done it. */
  private stating = false;

  /** The page's name. */
  protected abstract readonly heading: string;
  /** What an act is now, with what is known of its journey. */
  protected abstract actOf(draft: Draft, events: readonly Stated[]): Act | undefined;
  /** Whether an act is still to be done, that is, nobody has stated it since it began. True where nothing is known of its journey. */
  protected abstract isDue(draft: Draft, events: readonly Stated[]): boolean;
  /** What an act states when the button is pressed. */
  protected abstract say(draft: Draft, events: readonly Stated[], queue: Queue, me: Me): readonly Said[];
  /** The lists of what is to be done. */
  protected abstract home(queue: Queue, me: Me): TemplateResult;
  /** What is done outside of acts on journeys that are known. */
  protected other(_queue: Queue, _me: Me): TemplateResult | undefined {
    return undefined;
  }

  /** Whether something else is half done. */
  protected get occupied(): boolean {
    return false;
  }

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
    this.told = await queue.note<TellJourneys>('journeys');
    this.draft = await queue.note<Draft>('draft');
    this.step = await queue.note<HandoffStep>('step');
    this.place = (await queue.note<string>('place')) ?? '';
    this.queue = queue;
    const back = signedFor();
    const signings = await queue.notes<Signing>(SIGNINGS);
    const signed = signings.find(each => each.said.id === back);
    this.signings = signed === undefined ? signings : [signed, ...signings.filter(each => each !== signed)];
    if (signed !== undefined) {
      // Back from the sign-in that signs this one, and no other that waits.
      void this.sendsSigned(queue, signed);
    }
    queue.addEventListener('change', () => {
      // What was refused is told by the queue, and is not being sent.
      if (queue.in('refused').length > 0) {
        this.notice = '';
      }
      void this.leavesDone();
      this.requestUpdate();
    });
    await this.leavesDone();
    const asking = (): void => void this.askJourneys(queue);
    window.addEventListener('online', asking);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && asking());
    window.setInterval(asking, ASK_MS);
    asking();
  }

  /** Asks which journeys are at hand. */
  protected async askJourneys(queue: Queue): Promise<void> {
    try {
      const told = await ask<TellJourneys>('api/journeys');
      // A service that has not read all of the log yet knows less than this page may.
      if (Date.parse(told.asOf) > 0) {
        this.told = told;
        await this.leavesDone();
        await queue.keepNote('journeys', told);
      }
    } catch (failure) {
      // The list is as old as it says; a session that ended is told by the queue.
      if (!(failure instanceof Refusal) && !(failure instanceof TypeError) && !(failure instanceof DOMException)) {
        throw failure;
      }
    }
  }

  /** Asks until a fact is told of that this page has just had recorded. */
  protected async hears(queue: Queue, coi: string, type: FactType): Promise<void> {
    for (let times = 0; times < HEAR_TIMES; times++) {
      await this.askJourneys(queue);
      if (this.told?.journeys.some(journey => journey.coi === coi && journey.events.some(event => event.type === type)) === true) {
        return;
      }
      await new Promise(done => setTimeout(done, HEAR_MS));
    }
  }

  protected get me(): Me | undefined {
    return this.queue?.me;
  }

  protected get we(): readonly string[] {
    return this.told?.we ?? (this.me === undefined ? [] : [this.me.party]);
  }

  /** Lots and donations that were numbered here, whether or not their journeys are told. */
  protected get used(): readonly string[] {
    return this.told?.used ?? [];
  }

  /** Everything that is known here of each journey. */
  protected journeys(): Map<string, Stated[]> {
    return statedOf(this.told, this.queue?.all() ?? [], this.me?.party ?? '');
  }

  /** Leaves what somebody else has stated meanwhile, so that its scans are not taken for the next. Whether there was such. */
  private async leavesDone(): Promise<boolean> {
    const { draft, step, stating } = this;
    if (stating || (draft === undefined && step === undefined)) {
      return false;
    }
    const journeys = this.journeys();
    const acted = draft !== undefined && !this.isDue(draft, journeys.get(draft.coi) ?? []);
    const handed = step !== undefined && isHanded(step, journeys.get(step.code.coi) ?? [], this.we);
    if (acted) {
      this.notice = messages.doneMeanwhile(draft.coi);
      this.trouble = '';
      await this.keepDraft(undefined);
    }
    if (handed) {
      await this.goes(undefined);
      this.notice = messages.doneMeanwhile(step.code.shipper);
    }
    return acted || handed;
  }

  /** Begins an act, with the codes that led to it. */
  protected async begins(act: string, coi: string, taken: Draft['taken'] = {}, step?: string): Promise<void> {
    this.notice = '';
    await this.keepDraft({ act, coi, taken, fields: {}, ...(step === undefined ? {} : { step }) });
  }

  private async keepDraft(draft: Draft | undefined): Promise<void> {
    this.draft = draft;
    await this.queue?.keepNote('draft', draft);
  }

  /** Gives a shipper to somebody, with the place where that was done last. */
  protected async gives(code: Omit<HandoffCode, 'handoff' | 'to' | 'place'>, loggers: readonly string[]): Promise<void> {
    await this.goes({ kind: 'give', code: { ...code, handoff: crypto.randomUUID(), to: '', place: this.place }, loggers, scans: [], loggerStates: {} });
  }

  protected async goes(step: HandoffStep | undefined): Promise<void> {
    this.notice = '';
    this.step = step;
    await this.queue?.keepNote('step', step);
  }

  private async finished(draft: Draft): Promise<void> {
    const { queue, me } = this;
    if (queue === undefined || me === undefined || (await this.leavesDone())) {
      return;
    }
    const events = this.journeys().get(draft.coi) ?? [];
    const statements = this.say(draft, events, queue, me);
    const [statement] = statements;
    if (statement !== undefined && this.actOf(draft, events)?.signed === true) {
      await this.signs(queue, statement, draft);
      return;
    }
    await this.keeping(async () => {
      await queue.add(...statements);
      await this.keepDraft(undefined);
      this.notice = messages.kept(statements.map(each => each.title).join(', '));
    });
  }

  /** Asks for what a statement with a meaning has to be signed. Unsigned nothing is recorded, whatever the answer. */
  private async signs(queue: Queue, said: Said, draft: Draft): Promise<void> {
    this.notice = messages.signing;
    try {
      await send('api/events', said.body, { person: said.who });
      await this.isSigned(queue, { said });
      await this.keepDraft(undefined);
    } catch (failure) {
      this.notice = '';
      if (failure instanceof Refusal && failure.problem.signature !== undefined) {
        this.trouble = '';
        await this.keepSigning(said.id, { said, due: failure.problem.signature, draft });
        await this.keepDraft(undefined);
      } else {
        this.trouble = failure instanceof Refusal ? failure.message : messages.signOffline;
        this.again();
      }
    }
  }

  /** Sends what its person has signed in for; it never waits in the queue. Until an answer says what became of it, the same is sent again. */
  private async sendsSigned(queue: Queue, signing: Signing): Promise<void> {
    const { said, due } = signing;
    const before = signing.sent === true;
    this.sending = true;
    this.trouble = '';
    try {
      await this.keepSigning(said.id, { ...signing, sent: true });
      await send('api/events', said.body, { person: said.who, challenge: due.challenge });
      await this.isSigned(queue, signing);
    } catch (failure) {
      if (!(failure instanceof Refusal)) {
        return;
      }
      if (failure.problem.signature !== undefined) {
        // It is not on the log, and the challenge is spent or too old.
        this.trouble = messages.notSigned[failure.problem.missing ?? 'SIGN_IN'];
        await this.keepSigning(said.id, { said, due: failure.problem.signature, ...(signing.draft === undefined ? {} : { draft: signing.draft }) });
      } else if (failure.status < 500 && !PASSING.includes(failure.status) && !(before && OF_ASKER.includes(failure.status))) {
        this.trouble = failure.message;
        await this.goesBack(signing);
      }
    } finally {
      this.sending = false;
    }
  }

  /** The log has it; the queue asks for the same receipt again and until it is SEALED. */
  private async isSigned(queue: Queue, { said }: Pick<Signing, 'said'>): Promise<void> {
    try {
      await queue.add(said);
      this.trouble = '';
    } catch (failure) {
      this.trouble = messages.signedNotKept((failure as Error).message);
    }
    await this.keepSigning(said.id, undefined);
    this.notice = messages.signed(said.title);
  }

  /** Back to an act that was not signed. */
  private async goesBack(signing: Signing): Promise<void> {
    await this.keepSigning(signing.said.id, undefined);
    if (this.draft === undefined) {
      await this.keepDraft(signing.draft);
    }
  }

  /** What did not succeed may be tried again. */
  private again(): void {
    this.draft = this.draft === undefined ? undefined : { ...this.draft };
    this.step = this.step === undefined ? undefined : { ...this.step };
  }

  private async keepSigning(id: string, signing: Signing | undefined): Promise<void> {
    const others = this.signings.filter(each => each.said.id !== id);
    this.signings = signing === undefined ? others : [signing, ...others];
    await this.queue?.keepNote(`${SIGNINGS}${id}`, signing);
  }

  /** What the person here has to sign, or to send again; that of others waits for them. */
  private get signing(): Signing | undefined {
    return this.signings.find(each => each.said.who === this.me?.person);
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
      const half = step.kind === 'take' ? taken(queue, me.person, step.code, seal, step.sealState ?? 'MISSING', scans) : given(queue, me.person, code, scans);
      const seen = Object.entries(step.loggerStates).flatMap(([logger, state]) => (state === 'RECORDING' ? [] : [loggerSeen(me.person, logger, state, step.code.place)]));
      await queue.add(half, ...seen);
      if (step.kind === 'give') {
        this.place = step.code.place;
        await queue.keepNote('place', this.place);
      }
      await this.goes(undefined);
      this.notice = messages.kept(`${step.kind === 'take' ? handoffMessages.titles.HandoffAccepted : handoffMessages.titles.HandoffReleased} ${step.code.shipper}`);
      this.shown = step.kind === 'give' ? code : undefined;
    });
  }

  private async keeping(work: () => Promise<void>): Promise<void> {
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

  protected override render(): TemplateResult {
    const busy = this.draft !== undefined || this.step !== undefined || this.shown !== undefined || this.signing !== undefined || this.occupied;
    return frame(this.me, html`
      ${this.load === undefined || busy ? nothing : html`<p class="banner calm">${messages.newVersion} <button class="plain" @click=${this.load}>${messages.load}</button></p>`}
      ${this.trouble === '' ? nothing : html`<p role="alert" class="banner">${this.trouble}</p>`}
      ${this.queue === undefined ? html`<p>${messages.loading}</p>` : this.content(this.queue)}
    `, !busy);
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
      return html`<handoff-step .step=${this.step} .others=${this.told?.others ?? []}
        @step=${(event: CustomEvent<HandoffStep>) => void this.goes(event.detail)}
        @finish=${(event: CustomEvent<HandoffStep>) => void this.handed(event.detail)}
        @back=${() => void this.goes(undefined)}></handoff-step>`;
    }
    const signing = this.signing;
    if (signing !== undefined) {
      return html`<signing-step .signing=${signing} .sending=${this.sending} @back=${() => void this.goesBack(signing)} @again=${() => void this.sendsSigned(queue, signing)}></signing-step>`;
    }
    const draft = this.draft;
    const act = draft === undefined ? undefined : this.actOf(draft, this.journeys().get(draft.coi) ?? []);
    if (draft !== undefined && act !== undefined) {
      return html`<act-step .act=${act} .draft=${draft}
        @draft=${(event: CustomEvent<Draft>) => void this.keepDraft(event.detail)}
        @finish=${(event: CustomEvent<Draft>) => void this.finished(event.detail)}
        @back=${() => void this.keepDraft(undefined)}></act-step>`;
    }
    return this.other(queue, me) ?? html`
      <h1>${this.heading}</h1>
      <p role="status" class="notice">${this.notice === '' ? nothing : mark('info', this.notice)}</p>
      <queue-status .queue=${queue}></queue-status>
      ${this.home(queue, me)}
      ${this.told?.incomplete === true ? html`<p role="alert" class="banner">${messages.incomplete}</p>` : nothing}
      <p class="quiet">${this.told === undefined ? messages.never : messages.asOf(clockTime(this.told.asOf))}</p>
    `;
  }

  /** Shows a code again, for whoever has not scanned it yet. */
  protected show(code: HandoffCode): void {
    this.shown = codeOf(code);
  }
}

/** Whether a handoff's half is stated already. */
function isHanded({ kind, code }: HandoffStep, events: readonly Stated[], we: readonly string[]): boolean {
  if (kind === 'take') {
    return factsOf(events, 'HandoffAccepted').some(taken => taken.handoff === code.handoff);
  }
  const packed = events.findLastIndex(event => event.type === 'Packed' && (event.fact as Facts['Packed']).shipper === code.shipper);
  return factsOf(events.slice(packed + 1), 'HandoffReleased').some(given => we.includes(given.from) && given.shipper === code.shipper);
}
