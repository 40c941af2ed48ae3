import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { actMessages as messages } from './act-messages';
import { Refusal, sendForText } from './api';
import { choices } from './view';

/** A label to be printed, without when and by what. */
export interface LabelAsked {
  coi: string;
  kind: 'BAG' | 'CASSETTE' | 'SHIPPER' | 'WRISTBAND';
  subject: string;
  copies: number;
  [more: string]: unknown;
}

const ALREADY_PRINTED = 409;

/**
 * Prints one label: the log has it first, then it is shown and goes to the printer. One that was printed before needs a reason. A wristband bears
 * a name: it is shown in this page alone and kept nowhere. Fires `printed`.
 */
class LabelPrint extends LitElement {
  static override properties = {
    asked: { attribute: false }, name: {}, device: {}, person: {}, busy: { state: true }, drawn: { state: true }, again: { state: true }, trouble: { state: true },
  };
  asked: LabelAsked | undefined;
  /** For people, where the subject says them nothing. */
  name = '';
  device = '';
  person = '';
  private busy = false;
  private drawn: Element | undefined;
  private again = false;
  private trouble = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private async print(asked: LabelAsked, reason: string | undefined): Promise<void> {
    this.busy = true;
    this.trouble = '';
    const now = new Date();
    const reprint = reason === undefined ? {} : { reprint: { id: crypto.randomUUID(), reason } };
    try {
      const text = await sendForText(
        'api/labels',
        { ...asked, eventTime: now.toISOString(), offsetMinutes: -now.getTimezoneOffset(), device: this.device, ...reprint },
        { accept: 'image/svg+xml', person: this.person },
      );
      this.drawn = document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true);
      this.again = false;
      this.dispatchEvent(new CustomEvent('printed'));
    } catch (failure) {
      if (failure instanceof Refusal && failure.status === ALREADY_PRINTED && reason === undefined) {
        this.again = true;
      } else {
        this.trouble = failure instanceof Refusal ? failure.message : messages.noPrinting;
      }
    } finally {
      this.busy = false;
    }
  }

  /** This label alone: another that is on the page would be one label more than the log knows. */
  private toPrinter(): void {
    document.querySelectorAll('.to-print').forEach(other => other.classList.remove('to-print'));
    this.classList.add('to-print');
    window.addEventListener('afterprint', () => this.classList.remove('to-print'), { once: true });
    window.print();
  }

  protected override render(): TemplateResult | typeof nothing {
    const asked = this.asked;
    if (asked === undefined) {
      return nothing;
    }
    const name = this.name === '' ? asked.subject : this.name;
    return html`<div class="label-print" data-label=${asked.subject}>
      ${this.again
        ? choices(`again-${asked.subject}`, messages.printedBefore(name), messages.reasons, undefined, reason => void this.print(asked, reason))
        : html`<button class="plain wide" ?disabled=${this.busy} @click=${() => void this.print(asked, undefined)}>${this.busy ? messages.printing : messages.printLabel(name)}</button>`}
      ${this.trouble === '' ? nothing : html`<p role="alert" class="problem">${this.trouble}</p>`}
      ${this.drawn === undefined
        ? nothing
        : html`<p role="status">${messages.printed(name)}</p><div class="paper">${this.drawn}</div>
            <button class="plain wide" @click=${() => this.toPrinter()}>${messages.toPrinter}</button>`}
    </div>`;
  }
}

customElements.define('label-print', LabelPrint);
