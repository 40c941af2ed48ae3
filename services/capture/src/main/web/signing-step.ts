import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { actMessages as messages } from './act-messages';
import { signInToSign, type SignatureDue } from './api';
import { handoffMessages } from './handoff-messages';
import type { Draft } from './act-step';
import type { Said } from './saying';
import { statedTime } from './text';
import { mark } from './view';

/** What somebody is about to sign, and the service's challenge for exactly this. */
export interface Signing {
  said: Said;
  due: SignatureDue;
  /** The act, for whoever goes back to it. */
  draft?: Draft;
  /** It was sent with the challenge, and no answer said what became of it. The same is sent until one does: another would be a second record. */
  sent?: true;
}

/** Shows who signs what, when and with which meaning (21 CFR 11.50), and goes to sign in once more. Fires `back`, or `again` for what was sent. */
class SigningStep extends LitElement {
  static override properties = { signing: { attribute: false }, sending: { type: Boolean }, gone: { state: true } };
  signing: Signing | undefined;
  /** Whether it is being sent now. */
  sending = false;
  private gone = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private go({ said, due }: Signing): void {
    this.gone = true;
    signInToSign(due, said.id);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.signing === undefined) {
      return nothing;
    }
    const { signing } = this;
    const { said, due } = signing;
    return html`
      <h1>${messages.sign}</h1>
      <section class="card">
        <p><strong>${said.title}</strong><br /><span class="code">${said.subject}</span></p>
        <p class="meaning">${due.meaning}</p>
        <p>${messages.signsAs(due.signer, signingTime(said))}</p>
        <p class="quiet">${messages.exactly} <span class="code">${due.contentHash}</span></p>
      </section>
      ${signing.sent === true
        ? html`<p role="status">${this.sending ? messages.signing : mark('warning', messages.signSent)}</p>
            <div class="foot"><button class="big" ?disabled=${this.sending} @click=${() => this.dispatchEvent(new CustomEvent('again'))}>${messages.sendAgain}</button></div>`
        : html`<p>${messages.signHint}</p>
            <div class="foot"><button class="big" ?disabled=${this.gone} @click=${() => this.go(signing)}>${messages.signInToSign}</button></div>
            <button class="plain wide" @click=${() => this.dispatchEvent(new CustomEvent('back'))}>${handoffMessages.back}</button>`}
    `;
  }
}

/** As it stands in the content that is signed. */
function signingTime(said: Said): string {
  const { eventTime, offsetMinutes } = JSON.parse(said.body) as { eventTime: string; offsetMinutes: number };
  return statedTime(eventTime, offsetMinutes);
}

customElements.define('signing-step', SigningStep);
