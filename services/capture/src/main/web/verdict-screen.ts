import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { messages } from './messages';
import { play } from './sound';

/** One check of a verdict, and what it rests on. */
export interface ShownCheck {
  name: string;
  outcome: 'CONFORMANT' | 'NON_CONFORMANT' | 'UNKNOWN';
  evidence: string;
}

const SIGNS = { CONFORMANT: '✓', NON_CONFORMANT: '✖', UNKNOWN: '?' } as const;
const RANK = { NON_CONFORMANT: 0, UNKNOWN: 1, CONFORMANT: 2 } as const;
const TICK_MS = 500;

/**
 * GO or HOLD on the whole screen, by colour, word, sign and sound. A GO with `until` counts down and then is a HOLD: an answer
 * in a pocket must not be an answer an hour later. Fires `expired` then, and `close` when the person is done. What is given as
 * `advice` says what to do next.
 */
class VerdictScreen extends LitElement {
  static override properties = { answer: {}, heading: {}, checks: { attribute: false }, until: {}, advice: { attribute: false }, now: { state: true } };
  answer: 'GO' | 'HOLD' = 'HOLD';
  heading = '';
  checks: readonly ShownCheck[] = [];
  /** An instant, or empty if no clock runs. */
  until = '';
  advice: unknown = nothing;
  private now = Date.now();
  private ticking: number | undefined;
  private sounded = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = window.setInterval(() => {
      const before = this.shown;
      this.now = Date.now();
      if (before === 'GO' && this.shown === 'HOLD') {
        this.dispatchEvent(new CustomEvent('expired'));
      }
    }, TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.ticking);
  }

  private get expired(): boolean {
    return this.until !== '' && !(this.now < Date.parse(this.until));
  }

  private get shown(): 'GO' | 'HOLD' {
    return this.answer === 'GO' && !this.expired ? 'GO' : 'HOLD';
  }

  protected override updated(_changes: PropertyValues): void {
    if (this.sounded !== this.shown) {
      this.sounded = this.shown;
      play(this.shown === 'GO' ? 'go' : 'hold');
    }
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('.verdict')?.focus();
  }

  protected override render(): TemplateResult {
    const go = this.shown === 'GO';
    const checks = [...this.checks].sort((a, b) => RANK[a.outcome] - RANK[b.outcome]);
    return html`<section class="verdict ${go ? 'go' : 'hold-it'}" role="alertdialog" aria-live="assertive" aria-label=${go ? messages.go : messages.hold} tabindex="-1">
      <p class="word">${sign(go)} ${go ? messages.go : messages.hold}</p>
      <p class="heading">${this.heading}</p>
      ${this.until === '' ? nothing : html`<p class="countdown">${this.expired ? messages.expired : messages.validFor(left(Date.parse(this.until) - this.now))}</p>`}
      ${this.advice}
      <h2>${messages.checks}</h2>
      <ul>
        ${checks.map(check => html`<li class=${check.outcome === 'CONFORMANT' ? 'quiet-check' : 'failed'}>
          <strong><span aria-hidden="true">${SIGNS[check.outcome]}</span> ${check.name}: ${messages.outcomes[check.outcome]}</strong>
          <span>${check.evidence}</span>
        </li>`)}
      </ul>
      <button class="big" @click=${() => this.dispatchEvent(new CustomEvent('close'))}>${messages.close}</button>
    </section>`;
  }
}

/** A tick in a circle, or a bar in an octagon as on roads: drawn, because not every font has them. */
function sign(go: boolean): TemplateResult {
  return go
    ? html`<svg aria-hidden="true" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" /><path d="M7 12.5l3.5 3.5L17 8.5" /></svg>`
    : html`<svg aria-hidden="true" viewBox="0 0 24 24"><path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z" /><path d="M7 12h10" /></svg>`;
}

function left(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const two = (n: number): string => String(n).padStart(2, '0');
  return seconds < 3_600
    ? `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
    : `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

customElements.define('verdict-screen', VerdictScreen);
export type { VerdictScreen };
