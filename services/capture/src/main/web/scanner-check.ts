import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { Camera } from './camera';
import { messages as kitMessages } from './messages';
import type { Scan } from './scan';
import { scannerMessages as messages } from './scanner-messages';
import { DEAD, examine, TEST_SYMBOLS, type Ending, type Result, type TestSymbol, type Typed } from './scanner-test';
import code128 from './symbols/code_128.svg?url';
import dataMatrix from './symbols/data_matrix.svg?url';
import gs1 from './symbols/gs1_128.svg?url';
import qrCode from './symbols/qr_code.svg?url';
import { mark } from './view';
import { typed } from './wedge';

const PICTURES = { CODE_128: code128, GS1_128: gs1, DATA_MATRIX: dataMatrix, QR_CODE: qrCode };

/** So long without a key, and a scan that nothing ends is over. */
const SILENCE_MS = 700;
/** Shorter ones are keys that a person hit. */
const SHORTEST = 3;

/** How each result that is in order, and each that is not, is marked and told. */
interface Told {
  good: boolean;
  text: string;
}

/**
 * By which people check a scanner or a camera: shows one symbol of each kind that is used, and says of each scan what arrived, what is right and what to
 * change. Nothing of it is kept or sent.
 */
class ScannerCheck extends LitElement {
  static override properties = { last: { state: true }, results: { state: true }, byCamera: { state: true }, good: { state: true }, filming: { state: true }, trouble: { state: true } };
  private last = '';
  private results: readonly Told[] = [];
  private byCamera = false;
  /** Whether the last scan of each symbol was in order. */
  private good: Readonly<Record<string, boolean>> = {};
  private filming = false;
  private trouble = '';
  private camera: Camera | undefined;
  private characters = '';
  private at = 0;
  private slowest = 0;
  private silence: number | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.hear, { capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.hear, { capture: true });
    window.clearTimeout(this.silence);
    this.shut();
  }

  /** Every key, whatever it does elsewhere: what gets lost on the way to a page is what is looked for. */
  private readonly hear = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === 'Tab') {
      if (this.characters.length >= SHORTEST) {
        event.preventDefault();
        event.stopPropagation();
        this.ended(event.key);
      }
      return;
    }
    const character = event.key === 'Dead' ? DEAD : typed(event);
    if (character === undefined) {
      return;
    }
    if (this.characters !== '') {
      // The second key: nobody scrolls or presses a button with it.
      event.preventDefault();
      this.slowest = Math.max(this.slowest, event.timeStamp - this.at);
    }
    this.characters += character;
    this.at = event.timeStamp;
    window.clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.ended('NONE'), SILENCE_MS);
  };

  private ended(ending: Ending): void {
    window.clearTimeout(this.silence);
    const scan: Typed = { characters: this.characters, ending, slowestMs: Math.round(this.slowest) };
    this.characters = '';
    this.slowest = 0;
    if (scan.characters.length >= SHORTEST) {
      const results = examine(scan);
      const [first] = results;
      this.show(scan.characters, results.map(told), first?.kind === 'SYMBOL' ? first.symbol : undefined, false);
    }
  }

  private show(raw: string, results: readonly Told[], symbol: TestSymbol | undefined, byCamera: boolean): void {
    this.last = raw;
    this.results = results;
    this.byCamera = byCamera;
    if (symbol !== undefined) {
      this.good = { ...this.good, [symbol.symbology]: results.every(result => result.good) };
    }
  }

  private async film(): Promise<void> {
    this.filming = true;
    this.trouble = kitMessages.cameraSearching;
    await this.updateComplete;
    const video = this.querySelector('video');
    if (video === null || navigator.mediaDevices === undefined) {
      this.filming = false;
      this.trouble = kitMessages.cameraAbsent;
      return;
    }
    this.camera = new Camera(video, {
      read: scans => scans.forEach(scan => this.filmed(scan)),
      failed: why => {
        this.shut();
        this.trouble = why === 'refused' ? kitMessages.cameraRefused : kitMessages.cameraAbsent;
      },
    });
    await this.camera.open();
  }

  private filmed({ symbology, raw }: Scan): void {
    const symbol = TEST_SYMBOLS.find(each => each.symbology === symbology && each.content === raw);
    const text = symbol === undefined ? messages.cameraOther : messages.cameraRight;
    this.show(raw, [...(symbol === undefined ? [] : [{ good: true, text: messages.known(messages.symbols[symbol.symbology]) }]), { good: symbol !== undefined, text }], symbol, true);
  }

  private shut(): void {
    this.camera?.close();
    this.camera = undefined;
    this.filming = false;
    this.trouble = '';
  }

  protected override render(): TemplateResult {
    return html`
      <h1>${messages.title}</h1>
      <p>${messages.how}</p>
      <section class="card" role="status" aria-live="polite" data-scanner-result>
        <h2>${messages.last}</h2>
        ${this.last === '' ? html`<p class="quiet">${messages.notYet}</p>` : html`
          <p>${messages.came} <span class="quiet">(${this.byCamera ? messages.byCamera : messages.byKeys})</span>: <span class="code">${visible(this.last)}</span></p>
          <ul class="checks">${this.results.map(result => html`<li data-good=${result.good}>${mark(result.good ? 'good' : 'critical', result.text)}</li>`)}</ul>`}
      </section>
      ${TEST_SYMBOLS.map(({ symbology }) => html`<figure class="card test-symbol" data-symbol=${symbology}>
        <figcaption><strong>${messages.symbols[symbology]}</strong> ${this.state(symbology)}</figcaption>
        <img src=${PICTURES[symbology]} alt=${messages.symbols[symbology]} />
      </figure>`)}
      ${this.filming ? html`<div class="viewfinder"><video muted playsinline aria-label=${kitMessages.camera}></video><div class="frame" aria-hidden="true"></div></div>` : nothing}
      <p role="status">${this.trouble}</p>
      <button class="plain wide" @click=${() => (this.filming ? this.shut() : void this.film())}>${this.filming ? kitMessages.closeCamera : kitMessages.camera}</button>
      <button class="plain wide" @click=${() => window.print()}>${messages.print}</button>
      <p><a href=${location.pathname + location.search}>${messages.back}</a></p>
    `;
  }

  private state(symbology: TestSymbol['symbology']): TemplateResult {
    const good = this.good[symbology];
    return good === undefined ? mark('absent', messages.notYet) : good ? mark('good', messages.inOrder) : mark('critical', messages.toMend);
  }
}

/** What nobody could see. */
function visible(text: string): string {
  return text.replaceAll('\u001d', '␝').replaceAll(' ', '␠');
}

function told(result: Result): Told {
  switch (result.kind) {
    case 'SYMBOL':
      return { good: result.symbol !== undefined, text: result.symbol === undefined ? messages.unknown : messages.known(messages.symbols[result.symbol.symbology]) };
    case 'IDENTIFIER':
      return { good: result.state === 'RIGHT', text: result.state === 'RIGHT' ? messages.identifier : result.state === 'MISSING' ? messages.noIdentifier : messages.otherIdentifier(visible(result.before)) };
    case 'SEPARATOR':
      return { good: result.state === 'RIGHT', text: result.state === 'RIGHT' ? messages.separator : result.state === 'LOST' ? messages.noSeparator : messages.otherSeparator(visible(result.found)) };
    case 'ENDING':
      return { good: result.ending === 'Enter', text: messages.endings[result.ending] };
    case 'KEYBOARD': {
      const swaps = result.swaps.map(({ meant, came }) => messages.swap(meant, came === '' ? messages.nothing : visible(came))).join(', ');
      const why = result.state === 'CAPS' ? messages.caps : result.layout === undefined ? messages.otherKeyboard : messages.layout(messages.layouts[result.layout]);
      return { good: result.state === 'RIGHT', text: result.state === 'RIGHT' ? messages.keyboard : result.state === 'CAPS' ? why : `${why} (${swaps})` };
    }
    case 'SPEED':
      return { good: result.state === 'RIGHT', text: result.state === 'RIGHT' ? messages.fast : messages.slow(result.milliseconds) };
  }
}

customElements.define('scanner-check', ScannerCheck);
