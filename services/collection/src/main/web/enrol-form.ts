import { actMessages, handoffMessages, localNow, Refusal, send, type LabelAsked, type Me } from '@unbroken/kit';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { messages } from './messages';

interface Enrolled {
  coi: string;
  printed: string;
  patient: string;
}

const FORMS = { order: /^[A-Z0-9][A-Z0-9-]{3,39}$/, product: /^[A-Z][A-Z0-9-]{2,39}$/ };
/** Refusals of whoever asks, and such as pass: they say nothing of what was sent before. */
const OF_ASKER = [401, 403];
const PASSING = [408, 425, 429];
const EARLIEST_BIRTH = '1880-01-01';

/**
 * Takes a patient up. Name, birth date and record number go to the site's vault and nowhere else: not into the queue, not onto this device's disk, and
 * out of this page as soon as the vault has them. That needs a network. Fires `enrolled` with the chain, and `back`.
 */
class EnrolForm extends LitElement {
  static override properties = { me: { attribute: false }, device: {}, products: { attribute: false }, enrolled: { state: true }, busy: { state: true }, doubtful: { state: true }, trouble: { state: true } };
  me: Me | undefined;
  device = '';
  /** The products that were ordered here before. */
  products: readonly string[] = [];
  private enrolled: Enrolled | undefined;
  private busy = false;
  /** Whether a request was sent and nobody knows what became of it. It is sent again as it was: what is changed would be a second enrolment. */
  private doubtful = false;
  private trouble = '';
  /** The same request, sent again, gives the same chain. */
  private request = newRequest();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private async enrol(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    const now = new Date();
    const content = {
      patient: { name: text('name'), birthDate: text('birth'), recordNumber: text('record') },
      order: text('order').toUpperCase(),
      product: text('product').toUpperCase(),
      consentVersion: text('consent'),
    };
    const wrong = !FORMS.order.test(content.order) ? messages.orderForm : !FORMS.product.test(content.product) ? messages.productForm : '';
    if (wrong !== '') {
      this.trouble = wrong;
      return;
    }
    // What is corrected after a refusal is another request.
    const said = JSON.stringify(content);
    if (said !== this.request.said) {
      this.request = { ...newRequest(), said, time: now.toISOString(), offset: -now.getTimezoneOffset() };
    }
    this.busy = true;
    this.trouble = '';
    try {
      this.enrolled = await send<Enrolled>(
        'api/enrolments',
        { requestId: this.request.id, ...content, eventTime: this.request.time, offsetMinutes: this.request.offset, device: this.device },
        this.me === undefined ? {} : { person: this.me.person },
      );
      this.request = newRequest();
      this.dispatchEvent(new CustomEvent<string>('enrolled', { detail: this.enrolled.coi }));
    } catch (failure) {
      if (failure instanceof Refusal && saysWhatBecameOfIt(failure)) {
        this.doubtful = false;
        this.trouble = failure.message;
      } else if (failure instanceof Refusal && OF_ASKER.includes(failure.status)) {
        // Of this try alone: one before may have been taken.
        this.trouble = this.doubtful ? `${failure.message} ${messages.enrolDoubtful}` : failure.message;
      } else {
        this.doubtful = true;
        this.trouble = messages.enrolDoubtful;
      }
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    if (this.enrolled !== undefined) {
      return this.done(this.enrolled);
    }
    return html`
      <h1>${messages.enrol}</h1>
      <p class="quiet">${messages.enrolHint}</p>
      <form class="enrol" autocomplete="off" @submit=${(event: SubmitEvent) => void this.enrol(event)}>
        <p><label>${messages.name}<input name="name" required ?readonly=${this.doubtful} maxlength="200" autocomplete="off" /></label></p>
        <p><label>${messages.birthDate}<input name="birth" type="date" required ?readonly=${this.doubtful} min=${EARLIEST_BIRTH} max=${localNow().slice(0, 10)} autocomplete="off" /></label></p>
        <p><label>${messages.recordNumber}<input name="record" required ?readonly=${this.doubtful} maxlength="200" autocomplete="off" /></label></p>
        <p><label>${messages.order}<input name="order" required ?readonly=${this.doubtful} maxlength="40" autocapitalize="characters" autocomplete="off" aria-describedby="order-hint" /></label>
          <span class="quiet" id="order-hint">${messages.orderForm}</span></p>
        <p><label>${messages.product}<input name="product" required ?readonly=${this.doubtful} maxlength="40" autocapitalize="characters" autocomplete="off" list="products" aria-describedby="product-hint" /></label>
          <datalist id="products">${this.products.map(product => html`<option value=${product}></option>`)}</datalist>
          <span class="quiet" id="product-hint">${messages.productForm}</span></p>
        <p><label>${messages.consent}<input name="consent" required ?readonly=${this.doubtful} maxlength="80" autocomplete="off" /></label></p>
        ${this.trouble === '' ? nothing : html`<p role="alert" class="banner">${this.trouble}</p>`}
        <div class="foot"><button class="big" ?disabled=${this.busy}>${this.doubtful ? messages.enrolAgain : messages.enrol}</button></div>
      </form>
      <button class="plain wide" @click=${() => this.back()}>${handoffMessages.back}</button>
    `;
  }

  private done({ coi, printed, patient }: Enrolled): TemplateResult {
    const asked: LabelAsked = { coi, kind: 'WRISTBAND', subject: patient, copies: 1 };
    return html`
      <h1>${messages.enrolled}</h1>
      <p role="status">${messages.chain}: <strong class="code">${printed}</strong></p>
      <p>${messages.wristbandNow}</p>
      <label-print .asked=${asked} name=${messages.wristband} device=${this.device} person=${this.me?.person ?? ''}></label-print>
      <p class="quiet">${actMessages.noPrinting}</p>
      <div class="foot"><button class="big" @click=${() => this.back()}>${handoffMessages.done}</button></div>
    `;
  }

  private back(): void {
    this.dispatchEvent(new CustomEvent('back'));
  }
}

/** One that was not sent yet. */
function newRequest(): { id: string; said: string; time: string; offset: number } {
  return { id: crypto.randomUUID(), said: '', time: '', offset: 0 };
}

/** Whether the service has read the request and not taken it. */
function saysWhatBecameOfIt({ status }: Refusal): boolean {
  return status < 500 && !OF_ASKER.includes(status) && !PASSING.includes(status);
}

customElements.define('enrol-form', EnrolForm);
