import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { Camera } from './camera';
import { messages } from './messages';
import { LONGEST_SCAN, type Scan } from './scan';
import { play } from './sound';
import { mark } from './view';
import { hearScanner } from './wedge';

/** Silent until then: a stream of "cannot read" helps nobody. */
const HELP_AFTER_MS = 6_000;
/** The same code stays before the camera for a while. */
const SAME_AGAIN_MS = 2_500;

/**
 * Takes codes in three ways: by a scanner, without a tap, whenever this element is on the page; by the camera; by typing, which
 * is marked as TYPED for ever. Fires `scan` with a `Scan`. The page answers by `refuse(why)` if it was the wrong one.
 */
class ScanInput extends LitElement {
  static override properties = { label: {}, hint: {}, last: { state: true }, refused: { state: true }, filming: { state: true }, trouble: { state: true }, torch: { state: true } };
  label = messages.scan;
  hint = messages.scanHint;
  private last: Scan | undefined;
  private refused = '';
  private filming = false;
  private trouble = '';
  private torch = false;
  private camera: Camera | undefined;
  private help: number | undefined;
  private seen = { raw: '', at: 0 };
  private deaf: (() => void) | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.deaf = hearScanner(scan => this.take(scan));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.deaf?.();
    this.shut();
  }

  /** Says why the last code is not the one that is wanted. */
  refuse(why: string): void {
    this.refused = why;
    play('wrong');
  }

  private take(scan: Scan): void {
    if (scan.raw.length > LONGEST_SCAN) {
      return;
    }
    this.last = scan;
    this.refused = '';
    play('read');
    this.dispatchEvent(new CustomEvent<Scan>('scan', { detail: scan, bubbles: true }));
  }

  private async film(): Promise<void> {
    this.filming = true;
    this.trouble = messages.cameraSearching;
    await this.updateComplete;
    const video = this.querySelector('video');
    if (video === null || navigator.mediaDevices === undefined) {
      this.filming = false;
      this.trouble = messages.cameraAbsent;
      return;
    }
    this.camera = new Camera(video, {
      read: scans => scans.forEach(scan => this.filmed(scan)),
      failed: why => {
        this.shut();
        this.trouble = why === 'refused' ? messages.cameraRefused : messages.cameraAbsent;
      },
    });
    this.waitForHelp();
    await this.camera.open();
    this.requestUpdate();
  }

  private filmed(scan: Scan): void {
    const now = Date.now();
    if (scan.raw === this.seen.raw && now - this.seen.at < SAME_AGAIN_MS) {
      this.seen.at = now;
      return;
    }
    this.seen = { raw: scan.raw, at: now };
    this.waitForHelp();
    this.take(scan);
  }

  private waitForHelp(): void {
    window.clearTimeout(this.help);
    this.trouble = messages.cameraSearching;
    this.help = window.setTimeout(() => (this.trouble = messages.cameraHelp), HELP_AFTER_MS);
  }

  private shut(): void {
    window.clearTimeout(this.help);
    this.camera?.close();
    this.camera = undefined;
    this.filming = false;
    this.torch = false;
    this.trouble = '';
  }

  private typed(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const field = form.elements.namedItem('code') as HTMLInputElement;
    const raw = field.value.trim();
    if (raw !== '') {
      field.value = '';
      this.take({ symbology: 'TYPED', raw });
    }
  }

  protected override render(): TemplateResult {
    return html`<section class="scan" aria-label=${this.label}>
      <h2>${this.label}</h2>
      <p class="quiet">${this.hint}</p>
      ${this.filming
        ? html`<div class="viewfinder"><video muted playsinline aria-label=${messages.camera}></video><div class="frame" aria-hidden="true"></div></div>
            <div class="buttons">
              <button class="plain" @click=${() => this.shut()}>${messages.closeCamera}</button>
              ${this.camera?.hasTorch === true ? html`<button class="plain" aria-pressed=${this.torch} @click=${() => void this.light()}>${messages.torch}</button>` : nothing}
              <button class="plain" @click=${() => void this.camera?.other().then(() => this.requestUpdate())}>${messages.otherCamera}</button>
            </div>`
        : html`<button class="plain wide" @click=${() => void this.film()}>${messages.camera}</button>`}
      <p role="status">${this.trouble}</p>
      <div role="status" aria-live="assertive">${this.last === undefined ? nothing : this.what(this.last)}</div>
      <details>
        <summary>${messages.typeIt}</summary>
        <form @submit=${(event: SubmitEvent) => this.typed(event)}>
          <label>${messages.typeIt}<input name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength=${LONGEST_SCAN} /></label>
          <button class="plain">${messages.take}</button>
        </form>
      </details>
    </section>`;
  }

  private async light(): Promise<void> {
    this.torch = !this.torch;
    await this.camera?.torch(this.torch);
  }

  private what(scan: Scan): TemplateResult {
    const shown = scan.raw.replaceAll('\u001d', '␝');
    return html`
      ${this.refused === '' ? mark('good', messages.read) : mark('critical', this.refused)}
      <span class="last code">${shown}</span>
      ${scan.symbology === 'TYPED' ? mark('warning', messages.typed) : nothing}
    `;
  }
}

customElements.define('scan-input', ScanInput);
export type { ScanInput };
