import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { signIn } from './api';
import { messages } from './messages';
import type { Kept, Queue } from './queue';
import { told } from './refusals';
import { clockTime } from './text';
import { mark } from './view';

const HOUR_MS = 3_600_000;
/** Some browsers clear the store of a page that was not visited for some days. */
const WARN_AFTER_HOURS = 24;
const SIGNS = { queued: 'absent', sending: 'info', received: 'info', sealed: 'good', refused: 'critical' } as const;

/** What became of each scan, in words and in one line. Being offline is normal and looks so. */
class QueueStatus extends LitElement {
  static override properties = { queue: { attribute: false }, online: { state: true }, removing: { state: true } };
  queue: Queue | undefined;
  private online = navigator.onLine;
  private removing: string | undefined;
  private readonly redraw = (): void => {
    this.online = navigator.onLine;
    this.requestUpdate();
  };

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.queue?.addEventListener('change', this.redraw);
    window.addEventListener('online', this.redraw);
    window.addEventListener('offline', this.redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.queue?.removeEventListener('change', this.redraw);
    window.removeEventListener('online', this.redraw);
    window.removeEventListener('offline', this.redraw);
  }

  protected override render(): TemplateResult | typeof nothing {
    const queue = this.queue;
    if (queue === undefined) {
      return nothing;
    }
    const waiting = queue.in('queued', 'sending');
    const scans = [...queue.all()].reverse();
    return html`
      <div class="queue-line" role="status">${this.line(queue, waiting)}</div>
      <details class="queue">
        <summary>${messages.queue} (${scans.length})</summary>
        ${scans.length === 0 ? html`<p class="quiet">${messages.queueEmpty}</p>` : html`<ul class="scans">${scans.map(scan => this.row(queue, scan))}</ul>`}
        <p class="quiet">${queue.lastSent === undefined ? nothing : messages.lastSent(clockTime(queue.lastSent))}</p>
        <button class="plain" @click=${() => void queue.drain()}>${messages.sendNow}</button>
      </details>
    `;
  }

  private line(queue: Queue, waiting: readonly Kept[]): TemplateResult {
    const refused = queue.in('refused').length;
    const received = queue.in('received').length;
    const oldest = Math.floor((Date.now() - Date.parse(waiting[0]?.when ?? new Date().toISOString())) / HOUR_MS);
    return html`
      ${!this.online ? html`<p class="banner calm">${messages.offline}</p>` : queue.link === 'away' ? html`<p class="banner calm">${messages.away}</p>` : nothing}
      ${queue.link === 'signed-out'
        ? html`<p><button class="big" @click=${signIn}>${waiting.length === 0 ? messages.signIn : messages.signInToSend(waiting.length)}</button></p>`
        : nothing}
      <p class="marks">
        ${waiting.length > 0
          ? mark('absent', messages.waiting(waiting.length))
          : received > 0
            ? mark('info', messages.notSealedCount(received))
            : queue.in('sealed').length > 0
              ? mark('good', messages.allSealed)
              : nothing}
        ${refused > 0 ? mark('critical', messages.refusedCount(refused)) : nothing}
      </p>
      ${oldest >= WARN_AFTER_HOURS ? html`<p>${mark('warning', messages.oldest(oldest))}</p>` : nothing}
    `;
  }

  private row(queue: Queue, scan: Kept): TemplateResult {
    const others = scan.state === 'queued' && queue.me !== undefined && queue.me.person !== scan.who;
    return html`<li data-scan=${scan.id} data-state=${scan.state}>
      <div>${mark(SIGNS[scan.state], messages.states[scan.state])} <strong>${scan.title}</strong></div>
      <div class="quiet code">${scan.subject}</div>
      <div class="quiet">${clockTime(scan.when)} · ${messages.by} ${scan.who}</div>
      ${scan.photo === undefined ? nothing : html`<div class="quiet">${messages.withPhoto}</div>`}
      ${scan.photoRefused === undefined ? nothing : html`<div>${mark('warning', messages.photoRefused(scan.photoRefused))}</div>`}
      ${others ? html`<div>${messages.ofOther(scan.who)}</div>` : nothing}
      ${scan.problem === undefined
        ? nothing
        : html`<p class="problem">${told(scan.problem, scan.problem.status)}</p>
            <button class="plain" @click=${() => void queue.retry(scan.id)}>${messages.again}</button>
            <button class="plain" @click=${() => this.drop(queue, scan.id)}>${this.removing === scan.id ? messages.removeSure : messages.remove}</button>`}
    </li>`;
  }

  private drop(queue: Queue, id: string): void {
    if (this.removing === id) {
      this.removing = undefined;
      void queue.remove(id);
    } else {
      this.removing = id;
    }
  }
}

customElements.define('queue-status', QueueStatus);
