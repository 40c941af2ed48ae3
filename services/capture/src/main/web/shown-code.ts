import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { codePicture } from './code-picture';
import { handoffCodes, type HandoffCode } from './handoff-code';
import { handoffMessages as messages } from './handoff-messages';

/** The code that the taking side scans: by it two phones hand over with no network. */
class ShownCode extends LitElement {
  static override properties = { code: { attribute: false }, index: { state: true } };
  code: HandoffCode | undefined;
  private index = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.code === undefined) {
      return nothing;
    }
    const texts = handoffCodes(this.code);
    const label = messages.codePart(this.index + 1, texts.length);
    return html`
      <h1>${messages.codeTitle(this.code.to)}</h1>
      <p class="quiet">${messages.codeHint}</p>
      ${codePicture(texts[this.index] ?? '', label)}
      ${texts.length === 1
        ? nothing
        : html`<p role="status">${label}</p><p><button class="wide" @click=${() => (this.index = (this.index + 1) % texts.length)}>${messages.next}</button></p>`}
      <p class="code">${this.code.shipper} · ${this.code.seal}</p>
      <div class="foot"><button class="big" @click=${() => this.dispatchEvent(new CustomEvent('done'))}>${messages.done}</button></div>
    `;
  }
}

customElements.define('shown-code', ShownCode);
