import { askMe, frame, mark, Refusal, signIn, signOut, type Me, type Scan, type ScanInput } from '@unbroken/kit';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { kindOf, labelled, same, typed, whole, type Bag, type WholeBag } from './bag';
import { ask, check, failures, shown, unanswered, type CheckAnswer, type Point, type Verdict } from './check';
import { sentence } from './sentence';
import { texts } from './texts';

/** How often the answer is asked for again while it is shown: what is new voids a GO within this time. */
const ASK_MS = 1_000;
/** Without an answer for so long, a GO is a HOLD. */
const LONGEST_SILENCE_MS = 5_000;
/** What concerns a patient is not shown for longer. */
const BLANK_MS = 60_000;

/** The check by two people: wristband, then each bag; the second person does the same; GO or HOLD fills the screen. */
class Bedside extends LitElement {
  static override properties = {
    me: { state: true },
    point: { state: true },
    wristband: { state: true },
    bag: { state: true },
    bags: { state: true },
    sending: { state: true },
    answer: { state: true },
    verdict: { state: true },
    trouble: { state: true },
    blank: { state: true },
    now: { state: true },
  };
  private me: Me | undefined;
  private point: Point = 'INFUSION';
  private wristband: Scan | undefined;
  private bag: Bag = {};
  private bags: WholeBag[] = [];
  private sending = false;
  private answer: CheckAnswer | undefined;
  private verdict: Verdict | undefined;
  private trouble = '';
  private blank = false;
  private now = Date.now();
  private checkId = crypto.randomUUID();
  /** What the first GO rested on: whatever comes after that voids it for good. */
  private seen: string | undefined;
  private waiting = false;
  private answeredAt = 0;
  /** How much this device's clock is behind the service's. */
  private behind = 0;
  private asking: number | undefined;
  private blanking: number | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void askMe().then(me => (this.me = me), () => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  private anew(): void {
    this.stop();
    this.wristband = undefined;
    this.bag = {};
    this.bags = [];
    this.answer = undefined;
    this.verdict = undefined;
    this.seen = undefined;
    this.trouble = '';
    this.blank = false;
    this.checkId = crypto.randomUUID();
  }

  private stop(): void {
    window.clearInterval(this.asking);
    window.clearTimeout(this.blanking);
  }

  private scanned(event: CustomEvent<Scan>): void {
    const input = event.target as ScanInput;
    const scan = event.detail;
    const kind = kindOf(scan);
    this.trouble = '';
    if (this.wristband === undefined) {
      if (kind === 'wristband') {
        this.wristband = scan;
      } else {
        input.refuse(texts.notWristband);
      }
      return;
    }
    switch (kind) {
      case 'label':
        this.bag = {};
        this.add(labelled(scan), input);
        return;
      case 'chain':
        this.bag = { ...this.bag, chain: scan };
        break;
      case 'unit':
        this.bag = { ...this.bag, unit: scan };
        break;
      case 'wristband':
        input.refuse(texts.isWristband);
        return;
      case 'untyped-check':
        input.refuse(texts.typedChain);
        return;
      case 'other':
        input.refuse(texts.unreadable);
        return;
    }
    const read = whole(this.bag);
    if (read !== undefined) {
      this.bag = {};
      this.add(read, input);
    }
  }

  private add(read: WholeBag, input: ScanInput): void {
    if (this.bags.some(known => same(known, read))) {
      input.refuse(texts.already);
      return;
    }
    this.bags = [...this.bags, read];
  }

  private async submit(): Promise<void> {
    const me = this.me;
    if (me === undefined || this.wristband === undefined || this.bags.length === 0 || this.sending) {
      return;
    }
    this.sending = true;
    try {
      this.answer = await check(this.checkId, this.point, this.wristband, this.bags, me.person);
      this.take(this.answer.verdict);
      this.blankLater();
      if (this.answer.confirmed) {
        this.asking = window.setInterval(() => void this.askAgain(), ASK_MS);
      }
    } catch (failure) {
      this.trouble = failure instanceof Error ? failure.message : String(failure);
      if (failure instanceof Refusal && failure.status === 401) {
        this.me = undefined;
      }
    } finally {
      this.sending = false;
    }
  }

  private take(verdict: Verdict): void {
    const decided = this.verdict?.progress === 'DECIDED';
    this.verdict = verdict;
    if (verdict.answer === 'GO') {
      this.seen ??= verdict.basis ?? undefined;
    }
    this.answeredAt = Date.now();
    this.behind = Date.parse(verdict.now) - Date.now();
    if (!decided && verdict.progress === 'DECIDED') {
      this.blankLater();
    }
  }

  private async askAgain(): Promise<void> {
    this.now = Date.now();
    const last = this.verdict;
    if (last === undefined || this.me === undefined) {
      return;
    }
    if (Date.now() - this.answeredAt > LONGEST_SILENCE_MS) {
      this.verdict = unanswered(last);
    }
    if (this.waiting) {
      return;
    }
    this.waiting = true;
    const asked = this.checkId;
    const begun = Date.now();
    try {
      const verdict = await ask(this.point, asked, this.seen, this.me.person);
      // Neither an answer to the check before nor one that was long on its way is shown for this one.
      if (asked === this.checkId && this.verdict !== undefined && Date.now() - begun <= LONGEST_SILENCE_MS) {
        this.take(verdict);
      }
    } catch {
      // Silence is counted above: a GO does not outlive it.
    } finally {
      this.waiting = false;
    }
  }

  private blankLater(): void {
    window.clearTimeout(this.blanking);
    this.blanking = window.setTimeout(() => (this.blank = true), BLANK_MS);
  }

  private show(): void {
    this.blank = false;
    this.blankLater();
  }

  protected override render(): TemplateResult {
    if (this.blank) {
      return html`<div class="blank"><h1>${texts.title}</h1><p>${texts.blank}</p>
        <button class="big" @click=${() => this.show()}>${texts.show}</button>
        <button class="big plain" @click=${() => this.anew()}>${texts.anew}</button></div>`;
    }
    return frame(this.me, this.content(), this.wristband === undefined);
  }

  private content(): TemplateResult {
    if (this.me === undefined) {
      return html`<h1>${texts.title}</h1><p>${texts.signInFirst}</p>
        ${this.trouble === '' ? nothing : html`<p class="banner" role="alert">${this.trouble}</p>`}
        <button class="big" @click=${signIn}>${texts.signInFirst.split('.')[0]}</button>`;
    }
    const verdict = this.verdict;
    if (verdict === undefined) {
      return this.scanning();
    }
    switch (verdict.progress) {
      case 'RECORDING':
        return html`<h1>${texts.recording}</h1><p role="status">${texts.sending}</p>`;
      case 'SECOND_PERSON':
        return this.firstDone(verdict);
      case 'DECIDED':
        return this.decided(verdict);
    }
  }

  private scanning(): TemplateResult {
    const more = this.wristband !== undefined;
    return html`
      <h1>${texts.title}</h1>
      ${more ? html`<p><strong>${texts.before[this.point]}</strong></p>` : this.points()}
      ${this.trouble === '' ? nothing : html`<p class="banner" role="alert">${texts.refused}: ${this.trouble}</p>`}
      <ol class="steps">
        <li class=${more ? '' : 'now'}>${more ? this.read(texts.done.wristband, this.wristband?.symbology === 'TYPED') : texts.wristband}</li>
        ${this.bags.map(bag => html`<li>${this.read(texts.done.bag(bag.name), typed(bag))}</li>`)}
        ${more ? html`<li class="now">${texts.label(this.bags.length + 1)}</li>` : nothing}
      </ol>
      <scan-input .label=${more ? texts.label(this.bags.length + 1) : texts.wristband} .hint=${this.hint()} @scan=${(event: CustomEvent<Scan>) => this.scanned(event)}></scan-input>
      ${more ? html`<div class="foot">
        <button class="big" ?disabled=${this.bags.length === 0 || this.sending || this.bag.chain !== undefined || this.bag.unit !== undefined} @click=${() => void this.submit()}>
          ${this.sending ? texts.sending : texts.check(this.bags.length)}
        </button>
        <div class="buttons"><button class="plain" @click=${() => this.anew()}>${texts.anew}</button></div>
      </div>` : nothing}
    `;
  }

  private points(): TemplateResult {
    const choose = (point: Point) => html`<label>
      <input type="radio" name="point" value=${point} .checked=${this.point === point} @change=${() => (this.point = point)} />${texts.points[point]}</label>`;
    return html`<fieldset class="points"><legend>${texts.point}</legend>${choose('THAW')}${choose('INFUSION')}</fieldset>`;
  }

  private hint(): string {
    if (this.wristband === undefined) {
      return texts.wristbandHint;
    }
    if (this.bag.chain !== undefined) {
      return texts.unitHint;
    }
    return this.bag.unit === undefined ? texts.chainHint : texts.chainMissing;
  }

  private read(what: string, byHand: boolean): TemplateResult {
    return html`${mark('good', what)} ${byHand ? mark('warning', texts.typed) : nothing}`;
  }

  private firstDone(verdict: Verdict): TemplateResult {
    const inTheWay = failures(verdict).filter(failed => !['TWO_PEOPLE', 'EVERY_UNIT'].includes(failed.check));
    return html`
      <h1>${mark('good', texts.firstDone)}</h1>
      <section class="card"><p><strong>${texts.firstNext}</strong></p><p>${texts.firstWaits}</p></section>
      ${inTheWay.length === 0 ? nothing : html`<section class="card"><h2>${texts.inTheWay}</h2>
        <ul class="failures">${inTheWay.map(failed => html`<li>${sentence(failed.evidence)}</li>`)}</ul></section>`}
      <div class="foot">
        <button class="big" @click=${() => void signOut()}>${texts.firstHere}</button>
        <div class="buttons"><button class="plain" @click=${() => this.anew()}>${texts.anew}</button></div>
      </div>
    `;
  }

  private decided(verdict: Verdict): TemplateResult {
    const heading = [texts.before[verdict.point], verdict.coi, ...(this.answer?.units ?? [])].join(' · ');
    return html`<verdict-screen
      .answer=${verdict.answer}
      .heading=${heading}
      .checks=${shown(verdict)}
      .until=${verdict.goUntil === null ? '' : this.local(verdict.goUntil)}
      .advice=${verdict.answer === 'GO' ? this.clocks(verdict) : this.advice(verdict)}
      @close=${() => this.anew()}
    ></verdict-screen>`;
  }

  /** The most serious first, and each number once. */
  private advice(verdict: Verdict): TemplateResult {
    const failed = failures(verdict);
    const remedies = [...new Set(failed.map(each => each.remedy))];
    return html`<div class="advice"><p>${texts.whatToDo}:</p>${remedies.map(remedy => {
      const call = failed.find(each => each.remedy === remedy)?.call ?? '';
      return html`<p>${texts.remedies[remedy] ?? remedy} ${call === '' ? nothing : texts.call(call)}</p>`;
    })}</div>`;
  }

  private clocks(verdict: Verdict): TemplateResult {
    return html`<dl class="clocks">${this.clock(texts.useBefore, verdict.useBefore)}${this.clock(texts.expires, verdict.expires)}</dl>`;
  }

  private clock(name: string, end: string | null): TemplateResult | typeof nothing {
    if (end === null) {
      return nothing;
    }
    const left = Date.parse(end) - this.now - this.behind;
    return html`<dt>${name}</dt><dd>${new Date(end).toLocaleString()} · ${left > 0 ? texts.left(time(left)) : texts.over}</dd>`;
  }

  /** An instant of the service by this device's clock. */
  private local(instant: string): string {
    return new Date(Date.parse(instant) - this.behind).toISOString();
  }
}

function time(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const seconds = Math.floor(milliseconds / 1_000) % 60;
  return minutes >= 120 ? `${Math.floor(minutes / 60)} h` : `${minutes}:${String(seconds).padStart(2, '0')}`;
}

customElements.define('unbroken-bedside', Bedside);
