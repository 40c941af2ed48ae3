import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { actMessages as messages } from './act-messages';
import { handoffMessages } from './handoff-messages';
import type { Scan } from './scan';
import type { ScanInput } from './scan-input';
import { clockTime } from './text';
import { choices, mark } from './view';

/** A code that was taken for what it says. */
export interface Taken {
  scan: Scan;
  value: string;
}

/** One act while it is being done. Plain data: it is kept after each touch, and a dead battery costs nothing. */
export interface Draft {
  act: string;
  /** Which of several of its kind, such as a step of a lot; a page says how. */
  step?: string;
  coi: string;
  taken: Readonly<Record<string, readonly Taken[]>>;
  fields: Readonly<Record<string, string>>;
}

/** Something that has to be scanned. */
export interface Slot {
  name: string;
  label: string;
  hint?: string;
  least: number;
  most: number;
  /** What has to be said before anything is taken for it. */
  first?: string;
  /** Exactly these are right, each once; absent if any of the form is. */
  expected?: readonly string[];
  /** What a code says, if it is one of this kind at all. */
  read: (scan: Scan) => string | undefined;
  /** Why a code of the kind is still the wrong one. */
  wrong?: (value: string, scan: Scan) => string | undefined;
  /** Said of a code that is none of this kind. */
  otherwise: string;
}

/** Something that has to be said. Nothing is chosen beforehand: what nobody looked at is not stated. */
export type Field =
  // `before`: it is said before the codes are read that depend on it.
  | { kind: 'choice'; name: string; label: string; options: Readonly<Record<string, string>>; before?: boolean }
  | { kind: 'select'; name: string; label: string; options: Readonly<Record<string, string>> }
  | { kind: 'number'; name: string; label: string; least: number; most: number; optional?: boolean; whole?: boolean }
  | { kind: 'text'; name: string; label: string; hint: string; form: RegExp; longest: number; optional?: boolean; capitals?: boolean }
  | { kind: 'time'; name: string; label: string; hint?: string; ahead?: boolean }
  | { kind: 'date'; name: string; label: string };

/** What an act is about: its scans, its fields, and what is wrong with it as far as can be known here. */
export interface Act {
  title: string;
  about?: TemplateResult | string;
  slots: readonly Slot[];
  fields: readonly Field[];
  /** What stands in the way although everything is there. */
  wrong?: readonly string[];
  /** What is not in the way and should be known. */
  warnings?: readonly string[];
  /** The words of the one big button. */
  button: string;
  /** Whether it is an electronic signature: stated only after its person has signed in for it. */
  signed?: boolean;
  /** What else is to be done here, such as printing. */
  more?: unknown;
}

/** Does one act: scan after scan, then what has to be said, then one button. Fires `draft`, `finish` and `back`. */
class ActStep extends LitElement {
  static override properties = { act: { attribute: false }, draft: { attribute: false }, sent: { state: true } };
  act: Act | undefined;
  draft: Draft | undefined;
  private sent = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('draft')) {
      this.sent = false;
    }
  }

  private become(change: Partial<Draft>): void {
    if (this.draft !== undefined) {
      this.sent = false;
      this.draft = { ...this.draft, ...change };
      this.dispatchEvent(new CustomEvent<Draft>('draft', { detail: this.draft }));
    }
  }

  private say(name: string, value: string): void {
    this.become({ fields: { ...this.draft?.fields, [name]: value } });
  }

  private scanned(act: Act, draft: Draft, scan: Scan): void {
    const input = this.querySelector<ScanInput>('scan-input');
    const open = act.slots.filter(slot => (draft.taken[slot.name]?.length ?? 0) < slot.most);
    const asked = wanted(act, draft) ?? open[0];
    if (asked === undefined) {
      input?.refuse(messages.allRead);
      return;
    }
    // Beside the one that is asked for only such as are known: a shipper and a seal look alike.
    const slot = [asked, ...open.filter(each => each.expected !== undefined)].find(each => each.first === undefined && each.read(scan) !== undefined && refusal(each, draft, scan) === undefined) ?? asked;
    const value = slot.read(scan);
    const why = slot.first !== undefined ? slot.first : value === undefined ? slot.otherwise : refusal(slot, draft, scan);
    if (value === undefined || why !== undefined) {
      input?.refuse(why ?? slot.otherwise);
      return;
    }
    this.become({ taken: { ...draft.taken, [slot.name]: [...(draft.taken[slot.name] ?? []), { scan, value }] } });
  }

  private undo(draft: Draft, slot: string, index: number): void {
    this.become({ taken: { ...draft.taken, [slot]: (draft.taken[slot] ?? []).filter((_, i) => i !== index) } });
  }

  private finish(act: Act, draft: Draft): void {
    if (!this.sent && missing(act, draft).length === 0) {
      this.sent = true;
      this.dispatchEvent(new CustomEvent<Draft>('finish', { detail: draft }));
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { act, draft } = this;
    if (act === undefined || draft === undefined) {
      return nothing;
    }
    const asked = wanted(act, draft);
    const lacks = missing(act, draft);
    const room = act.slots.find(slot => (draft.taken[slot.name]?.length ?? 0) < slot.most);
    const next = asked ?? room;
    return html`
      <h1>${act.title}</h1>
      <p class="quiet code">${draft.coi}</p>
      ${typeof act.about === 'string' ? html`<p>${act.about}</p>` : (act.about ?? nothing)}
      ${act.more ?? nothing}
      ${act.slots.length === 0 ? nothing : html`<ul class="checks slots">${act.slots.map(slot => this.line(slot, draft))}</ul>`}
      ${act.fields.filter(isBefore).map(field => this.field(field, draft.fields[field.name] ?? ''))}
      ${next === undefined
        ? nothing
        : html`<scan-input label=${asked === undefined ? messages.more(next.label) : messages.next(named(next, draft))} hint=${hint(next, draft)} @scan=${(event: CustomEvent<Scan>) => this.scanned(act, draft, event.detail)}></scan-input>`}
      ${act.fields.filter(field => !isBefore(field)).map(field => this.field(field, draft.fields[field.name] ?? ''))}
      ${(act.warnings ?? []).map(text => html`<p>${mark('warning', text)}</p>`)}
      <div class="foot">
        <p class="quiet lacks" role="status">${lacks.length === 0 ? nothing : messages.missing(lacks.join(', '))}</p>
        <button class="big" ?disabled=${this.sent || lacks.length > 0} @click=${() => this.finish(act, draft)}>${act.button}</button>
      </div>
      <button class="plain wide" @click=${() => this.dispatchEvent(new CustomEvent('back'))}>${handoffMessages.back}</button>
    `;
  }

  private line(slot: Slot, draft: Draft): TemplateResult {
    const taken = draft.taken[slot.name] ?? [];
    const left = (slot.expected ?? []).filter(value => !taken.some(each => each.value === value));
    return html`
      ${taken.map(
        (each, i) => html`<li><div>${mark('good', `${slot.label}: ${each.value}`)} ${each.scan.symbology === 'TYPED' ? mark('warning', messages.typed) : nothing}</div>
          <button class="plain" aria-label="${messages.undo} ${each.value}" @click=${() => this.undo(draft, slot.name, i)}>${messages.undo}</button></li>`,
      )}
      ${left.map(value => html`<li><div>${mark('absent', `${slot.label}: ${handoffMessages.expected(value)}`)}</div></li>`)}
      ${slot.expected === undefined && taken.length < slot.least ? html`<li><div>${mark('absent', slot.label)}</div></li>` : nothing}
    `;
  }

  private field(field: Field, value: string): TemplateResult {
    const change = (event: Event): void => this.say(field.name, (event.target as HTMLInputElement).value);
    const trouble = value === '' ? undefined : fault(field, value);
    const described = `${field.name}-said`;
    switch (field.kind) {
      case 'choice':
        return choices(field.name, field.label, field.options, value === '' ? undefined : value, chosen => this.say(field.name, chosen));
      case 'select':
        return html`<p><label>${field.label}
          <select name=${field.name} @change=${change}>
            <option value="" ?selected=${value === ''}>${handoffMessages.choose}</option>
            ${Object.entries(field.options).map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}
          </select></label></p>`;
      case 'number':
        return html`<p><label>${field.label}
          <input name=${field.name} inputmode=${field.whole === false ? 'decimal' : 'numeric'} autocomplete="off" maxlength="12" .value=${value} aria-describedby=${described} aria-invalid=${trouble !== undefined} @input=${change} /></label>
          <span class="quiet" id=${described}>${trouble ?? messages.between(field.least, field.most)}</span></p>`;
      case 'text':
        return html`<p><label>${field.label}
          <input name=${field.name} autocomplete="off" autocapitalize=${field.capitals === false ? 'off' : 'characters'} spellcheck="false" maxlength=${field.longest} .value=${value} aria-describedby=${described} aria-invalid=${trouble !== undefined}
            @input=${(event: Event) => this.say(field.name, field.capitals === false ? (event.target as HTMLInputElement).value : (event.target as HTMLInputElement).value.trim().toUpperCase())} /></label>
          <span class="quiet" id=${described}>${trouble ?? field.hint}</span></p>`;
      case 'time':
        return html`<p class="time"><label>${field.label}
          <input type="datetime-local" name=${field.name} .value=${value} aria-describedby=${described} aria-invalid=${trouble !== undefined} @input=${change} /></label>
          <button class="plain" @click=${() => this.say(field.name, localNow())}>${messages.now}</button>
          <span class="quiet" id=${described}>${trouble ?? field.hint ?? ''}</span></p>`;
      case 'date':
        return html`<p><label>${field.label}
          <input type="date" name=${field.name} .value=${value} aria-describedby=${described} aria-invalid=${trouble !== undefined} @input=${change} /></label>
          <span class="quiet" id=${described}>${trouble ?? ''}</span></p>`;
    }
  }
}

/** The scan that is asked for next: the first that is not complete. */
function wanted(act: Act, draft: Draft): Slot | undefined {
  return act.slots.find(slot => (draft.taken[slot.name]?.length ?? 0) < slot.least);
}

function isBefore(field: Field): boolean {
  return field.kind === 'choice' && field.before === true;
}

/** What the next scan is taken for: of several that look alike, which one. */
function named(slot: Slot, draft: Draft): string {
  return slot.expected === undefined && slot.most > 1 && slot.least === slot.most ? messages.nth(slot.label, (draft.taken[slot.name]?.length ?? 0) + 1, slot.most) : slot.label;
}

function hint(slot: Slot, draft: Draft): string {
  if (slot.first !== undefined) {
    return slot.first;
  }
  const left = (slot.expected ?? []).filter(value => !(draft.taken[slot.name] ?? []).some(each => each.value === value));
  return left.length > 0 ? handoffMessages.expected(left.join(', ')) : (slot.hint ?? '');
}

function refusal(slot: Slot, draft: Draft, scan: Scan): string | undefined {
  const value = slot.read(scan);
  if (value === undefined) {
    return slot.otherwise;
  }
  if ((draft.taken[slot.name] ?? []).some(each => each.value === value)) {
    return messages.already(value);
  }
  if (slot.expected !== undefined && !slot.expected.includes(value)) {
    return messages.another(value, slot.expected.join(', '));
  }
  return slot.wrong?.(value, scan);
}

/** What is missing or wrong, in words: the button stays shut until nothing is. */
function missing(act: Act, draft: Draft): readonly string[] {
  const scans = act.slots.filter(slot => (draft.taken[slot.name]?.length ?? 0) < slot.least).map(slot => slot.label);
  const said = act.fields
    .filter(field => {
      const value = draft.fields[field.name] ?? '';
      return value === '' ? !('optional' in field && field.optional === true) : fault(field, value) !== undefined;
    })
    .map(field => field.label);
  return [...scans, ...said, ...(act.wrong ?? [])];
}

/** What is wrong with a value. */
function fault(field: Field, value: string): string | undefined {
  switch (field.kind) {
    case 'choice':
    case 'select':
      return value in field.options ? undefined : messages.unknown;
    case 'number': {
      const number = numberOf(value);
      const right = number !== undefined && number >= field.least && number <= field.most && (field.whole === false || Number.isInteger(number));
      return right ? undefined : messages.between(field.least, field.most);
    }
    case 'text':
      return field.form.test(value) ? undefined : field.hint;
    case 'time': {
      const time = Date.parse(value);
      if (Number.isNaN(time)) {
        return messages.noTime;
      }
      return field.ahead === true ? (time > Date.now() ? undefined : messages.notAhead) : time <= Date.now() ? undefined : messages.ahead(clockTime(Date.now()));
    }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && value >= '1880-01-01' && value <= localNow().slice(0, 10) ? undefined : messages.noDate;
  }
}

/** A number as people write it, with a point or a comma. */
export function numberOf(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** Now as a field for times has it: local, to the minute. */
export function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The codes of a draft, as they were read, in the order of the slots. */
export function scansOf(draft: Draft, ...slots: readonly string[]): Scan[] {
  return (slots.length === 0 ? Object.keys(draft.taken) : slots).flatMap(slot => (draft.taken[slot] ?? []).map(each => each.scan));
}

/** What the codes of a slot say. */
export function valuesOf(draft: Draft, slot: string): string[] {
  return (draft.taken[slot] ?? []).map(each => each.value);
}

customElements.define('act-step', ActStep);
