import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { messages } from './messages/index';
import { check, type Outcome } from './proof';
import { mark } from './view';

/** The evidence of one journey: to take away, and to check here and now. */
class EvidenceCheck extends LitElement {
  static override properties = {
    coi: {}, busy: { state: true }, outcome: { state: true }, same: { state: true }, problem: { state: true },
  };
  declare coi: string;
  private busy = false;
  private outcome: Outcome | undefined;
  /** Whether the checked history is the one that tracking shows; unknown for a file of another journey. */
  private same: boolean | undefined;
  private problem = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private get path(): string {
    return `api/journeys/${encodeURIComponent(this.coi)}`;
  }

  private async run(bundle: () => Promise<ArrayBuffer>): Promise<void> {
    this.busy = true;
    this.problem = '';
    this.outcome = undefined;
    try {
      const [file, key] = await Promise.all([bundle(), content('ledger/key').then(answer => answer.text())]);
      const outcome = await check(new Uint8Array(file), key);
      const shown = outcome.holds && outcome.coi === this.coi ? await content(`${this.path}/history`).then(answer => answer.text()) : undefined;
      this.same = outcome.holds && shown !== undefined ? shown === outcome.history : undefined;
      this.outcome = outcome;
    } catch (failure) {
      this.problem = failure instanceof DOMException && failure.name === 'NotSupportedError' ? messages.noEd25519 : messages.failed((failure as Error).message);
    }
    this.busy = false;
  }

  private chosen(event: Event): void {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file !== undefined) {
      void this.run(() => file.arrayBuffer());
    }
  }

  protected override render(): TemplateResult {
    return html`
      <p class="actions">
        <button ?disabled=${this.busy} @click=${() => void this.run(() => content(`${this.path}/evidence`).then(answer => answer.arrayBuffer()))}>${messages.check}</button>
        <a class="button" href="${this.path}/evidence" download>${messages.download}</a>
        <a class="button" href="${this.path}/evidence.pdf" download>${messages.downloadPdf}</a>
        <label class="file">${messages.checkFile}<input type="file" accept=".jsonl" @change=${(event: Event) => this.chosen(event)} /></label>
      </p>
      <div role="status" class="proof">
        ${this.busy ? messages.checking : nothing}
        ${this.problem === '' ? nothing : mark('major', this.problem)}
        ${this.outcome === undefined ? nothing : told(this.outcome, this.same)}
      </div>
      <p class="quiet">${messages.checkedNow}</p>
      <p class="quiet">${messages.notChecked}</p>
    `;
  }
}

function told(outcome: Outcome, same: boolean | undefined): TemplateResult {
  return outcome.holds
    ? html`<p>${mark('good', messages.verified)} <span class="code">${outcome.coi}</span> ${messages.checked(outcome.records, outcome.heads, outcome.size)}
        ${same === undefined ? nothing : same ? messages.sameHistory : mark('warning', messages.otherHistory)}</p>`
    : html`<p>${mark('critical', messages.brokenAt(outcome.line, outcome.where))} ${messages.faults[outcome.fault]}</p>`;
}

async function content(path: string): Promise<Response> {
  const response = await fetch(path);
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Error(problem.detail ?? response.statusText);
  }
  return response;
}

customElements.define('evidence-check', EvidenceCheck);
