import { html, nothing, type TemplateResult } from 'lit';
import { actMessages as messages } from './act-messages';
import type { Act, Draft } from './act-step';
import { Refusal, send, signedFor, type Me } from './api';
import type { HandoffStep } from './handoff-step';
import type { Queue } from './queue';
import type { Said } from './saying';
import './signing-step';
import type { Signing } from './signing-step';
import { factsOf, mayBeUntold, statedOf, type Facts, type FactType, type Stated, type TellJourneys } from './stated';
import { Workplace } from './workplace';

/** How long a journey that the log has just been told of takes to be heard of. */
const HEAR_MS = 500;
const HEAR_TIMES = 20;
/** What begins the names of the notes of what is signed; the record's id ends them. */
const SIGNINGS = 'signing/';
/** Refusals that say nothing of what was sent before; every other below 500 does. */
const PASSING = [408, 425, 429];
/** Refusals of whoever asks, not of what they ask: what was sent before may have been recorded. */
const OF_ASKER = [401, 403];

/** A place where people work on journeys: one act at a time. A page says what its acts are. */
export abstract class Station extends Workplace<TellJourneys> {
  static override properties = { ...Workplace.properties, draft: { state: true }, signings: { state: true }, sending: { state: true } };
  protected draft: Draft | undefined;
  /** What waits for its signature, or for an answer. */
  private signings: readonly Signing[] = [];
  /** What its person has just signed in for. */
  private signed: Signing | undefined;
  private sending = false;

  protected override readonly asked = 'journeys';
  /** What an act is now, with what is known of its journey. */
  protected abstract actOf(draft: Draft, events: readonly Stated[]): Act | undefined;
  /** Whether an act is still to be done, that is, nobody has stated it since it began. Where nothing is known of its journey, whether there may still be one. */
  protected abstract isDue(draft: Draft, events: readonly Stated[]): boolean;
  /** What an act states when the button is pressed. */
  protected abstract say(draft: Draft, events: readonly Stated[], queue: Queue, me: Me): readonly Said[];
  /** What is done outside of acts on journeys that are known. */
  protected other(_queue: Queue, _me: Me): TemplateResult | undefined {
    return undefined;
  }

  protected override async reads(queue: Queue): Promise<void> {
    this.draft = await queue.note<Draft>('draft');
    const back = signedFor();
    const signings = await queue.notes<Signing>(SIGNINGS);
    const signed = signings.find(each => each.said.id === back);
    this.signings = signed === undefined ? signings : [signed, ...signings.filter(each => each !== signed)];
    this.signed = signed;
  }

  /** Back from the sign-in that signs this one, and no other that waits. */
  protected override goesOn(queue: Queue): void {
    if (this.signed !== undefined) {
      void this.sendsSigned(queue, this.signed);
    }
  }

  /** Asks until a fact is told of that this page has just had recorded. */
  protected async hears(queue: Queue, coi: string, type: FactType): Promise<void> {
    for (let times = 0; times < HEAR_TIMES; times++) {
      await this.asks(queue);
      if (this.told?.journeys.some(journey => journey.coi === coi && journey.events.some(event => event.type === type)) === true) {
        return;
      }
      await new Promise(done => setTimeout(done, HEAR_MS));
    }
  }

  /** Lots and donations that were numbered here, whether or not their journeys are told. */
  protected get used(): readonly string[] {
    return this.told?.used ?? [];
  }

  /** Whether there may be journeys at hand of which nothing is known here. */
  protected get mayBeUntold(): boolean {
    return mayBeUntold(this.told);
  }

  /** Everything that is known here of each journey. */
  protected journeys(): Map<string, Stated[]> {
    return statedOf(this.told, this.queue?.all() ?? [], this.me?.party ?? '');
  }

  protected override isHanded(step: HandoffStep): boolean {
    return isHanded(step, this.journeys().get(step.code.coi) ?? [], this.we);
  }

  protected override async leavesDone(): Promise<boolean> {
    const handed = await super.leavesDone();
    const { draft } = this;
    if (this.stating || draft === undefined || this.isDue(draft, this.journeys().get(draft.coi) ?? [])) {
      return handed;
    }
    this.notice = messages.doneMeanwhile(draft.coi);
    this.trouble = '';
    await this.keepDraft(undefined);
    return true;
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

  protected override again(): void {
    super.again();
    this.draft = this.draft === undefined ? undefined : { ...this.draft };
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

  /** What is shown of the draft; nothing while its journey is not told, and then whoever is done may sign out. */
  private get act(): Act | undefined {
    return this.draft === undefined ? undefined : this.actOf(this.draft, this.journeys().get(this.draft.coi) ?? []);
  }

  protected override get busy(): boolean {
    return super.busy || this.signing !== undefined || this.act !== undefined;
  }

  protected override doing(queue: Queue, me: Me): TemplateResult | undefined {
    const signing = this.signing;
    if (signing !== undefined) {
      return html`<signing-step .signing=${signing} .sending=${this.sending} @back=${() => void this.goesBack(signing)} @again=${() => void this.sendsSigned(queue, signing)}></signing-step>`;
    }
    const draft = this.draft;
    const act = this.act;
    if (draft !== undefined && act !== undefined) {
      return html`<act-step .act=${act} .draft=${draft}
        @draft=${(event: CustomEvent<Draft>) => void this.keepDraft(event.detail)}
        @finish=${(event: CustomEvent<Draft>) => void this.finished(event.detail)}
        @back=${() => void this.keepDraft(undefined)}></act-step>`;
    }
    return this.other(queue, me);
  }

  protected override footing(): unknown {
    return html`${this.told?.incomplete === true ? html`<p role="alert" class="banner">${messages.incomplete}</p>` : nothing}${super.footing()}`;
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
