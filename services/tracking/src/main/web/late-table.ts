import { html, render, type TemplateResult } from 'lit';

/** What a table says; a row is made when it is shown. */
export interface LateRows {
  label: string;
  heads: string[];
  count: number;
  row: (index: number) => TemplateResult;
}

/** More than a screen has, fewer than keep a slow machine busy for long. */
const ROWS_AT_ONCE = 100;

/** A table inside of details, of which no row is made before somebody opens them, and then some at a time: a journey may have some ten thousand. */
class LateTable extends HTMLElement {
  private rows: LateRows | undefined;
  private shown = 0;
  private details: HTMLDetailsElement | null = null;
  private readonly toggled = (): void => this.draw();

  connectedCallback(): void {
    this.details = this.closest('details');
    this.details?.addEventListener('toggle', this.toggled);
    this.draw();
  }

  disconnectedCallback(): void {
    this.details?.removeEventListener('toggle', this.toggled);
    this.details = null;
  }

  set table(value: LateRows) {
    this.rows = value;
    this.draw();
  }

  private draw(): void {
    const rows = this.rows;
    if (rows === undefined || this.details?.open !== true) {
      return;
    }
    this.shown = Math.min(rows.count, Math.max(this.shown, ROWS_AT_ONCE));
    render(html`<div class="scroll" tabindex="0" role="region" aria-label=${rows.label}><table>
      <thead><tr>${rows.heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${Array.from({ length: this.shown }, (_, index) => rows.row(index))}</tbody>
    </table></div>`, this);
    if (this.shown < rows.count) {
      this.shown += ROWS_AT_ONCE;
      requestAnimationFrame(() => this.draw());
    }
  }
}

customElements.define('late-table', LateTable);
