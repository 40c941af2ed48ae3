import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { post, type ListedAlert } from './api';
import { messages } from './messages/index';
import { mark } from './view';

/** As the API takes it. */
const LONGEST = 500;

/** Where a person says that they have seen an alert, and what they do about it. */
class AcknowledgeAlert extends LitElement {
  static override properties = { alert: { attribute: false }, problem: { state: true }, busy: { state: true } };
  declare alert: ListedAlert;
  private problem = '';
  private busy = false;
  /** The same until it has arrived: what is sent twice is noted once. */
  private request = crypto.randomUUID();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private async send(form: HTMLFormElement): Promise<void> {
    const note = String(new FormData(form).get('note') ?? '');
    this.busy = true;
    try {
      const path = `api/alerts/${encodeURIComponent(this.alert.journey)}/${encodeURIComponent(this.alert.id)}/acknowledgements`;
      const seen = await post<ListedAlert>(path, { id: this.request, note });
      this.request = crypto.randomUUID();
      this.problem = '';
      form.reset();
      this.querySelector('details')?.removeAttribute('open');
      this.dispatchEvent(new CustomEvent('acknowledged', { detail: seen }));
    } catch (failure) {
      this.problem = messages.notSent((failure as Error).message);
    }
    this.busy = false;
  }

  protected override render(): TemplateResult {
    const note = `note-${this.alert.id}`;
    return html`<details><summary>${messages.acknowledge}</summary>
      <form @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.send(event.target as HTMLFormElement);
      }}>
        <label for=${note}>${messages.acknowledgeNote}</label>
        <textarea id=${note} name="note" required maxlength=${LONGEST} rows="2"></textarea>
        <button ?disabled=${this.busy}>${messages.acknowledge}</button>
        ${this.problem === '' ? nothing : html`<p role="alert">${mark('major', this.problem)}</p>`}
      </form></details>`;
  }
}

customElements.define('acknowledge-alert', AcknowledgeAlert);
