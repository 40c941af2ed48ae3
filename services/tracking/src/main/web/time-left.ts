import { lasting, messages } from './messages/index';

/** People plan by minutes. */
const TICK_MS = 15_000;
const shown = new Set<TimeLeft>();
window.setInterval(() => shown.forEach(one => one.tell()), TICK_MS);

/** How long a shipper still keeps its temperature by itself; only its own text changes as time goes by. */
class TimeLeft extends HTMLElement {
  static readonly observedAttributes = ['until'];

  connectedCallback(): void {
    shown.add(this);
    this.tell();
  }

  disconnectedCallback(): void {
    shown.delete(this);
  }

  attributeChangedCallback(): void {
    this.tell();
  }

  tell(): void {
    const until = Date.parse(this.getAttribute('until') ?? '');
    const left = until - Date.now();
    const text = Number.isNaN(until) ? '' : left >= 0 ? messages.timeLeft(lasting(left)) : messages.timeOver(lasting(left));
    if (this.textContent !== text) {
      this.textContent = text;
    }
    this.classList.toggle('over', left < 0);
  }
}

customElements.define('time-left', TimeLeft);
