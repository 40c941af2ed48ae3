import { askMe, frame, keepPages, Queue, type Me } from '@unbroken/kit';
import { html, LitElement, type TemplateResult } from 'lit';

/** What a courier does with a phone. */
class Courier extends LitElement {
  static override properties = { me: { state: true }, queue: { state: true } };
  private me: Me | undefined;
  private queue: Queue | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    keepPages(load => load());
    void askMe().then(me => (this.me = me), () => undefined);
    void Queue.open().then(queue => (this.queue = queue));
  }

  protected override render(): TemplateResult {
    return frame(this.me, html`<h1>Courier</h1><queue-status .queue=${this.queue}></queue-status><scan-input></scan-input>`);
  }
}

customElements.define('unbroken-courier', Courier);
