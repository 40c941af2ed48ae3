import { html, nothing, type TemplateResult } from 'lit';
import type { JourneyState, Severity, Signature } from './api';
import type { FeedState } from './feed';
import { change, language, messages, sentence, words } from './messages/index';

/** A word, a sign and a colour: never the colour alone. */
export function mark(kind: 'good' | 'info' | 'warning' | 'major' | 'critical' | 'absent', text: string): TemplateResult {
  const signs = { good: '✓', info: 'i', warning: '!', major: '▲', critical: '✖', absent: '∅' };
  return html`<span class="mark ${kind}"><span aria-hidden="true">${signs[kind]}</span>${text}</span>`;
}

export function severityMark(severity: Severity): TemplateResult {
  const kinds = { INFO: 'info', WARNING: 'warning', MAJOR: 'major', CRITICAL: 'critical' } as const;
  return mark(kinds[severity], words(severity));
}

/** What people say of the whole journey; a record's being sealed by the log is another thing. */
export function stateMark(state: JourneyState): TemplateResult {
  return html`<span class="state">${mark(state === 'PROVISIONAL' ? 'absent' : state === 'COMPLETE' ? 'info' : 'good', messages.states[state])}</span>`;
}

/** Who signed, when, and what it means: always all three. */
export function signatureLine(signature: Signature): TemplateResult {
  return html`<span class="quiet">${signature.by}, ${signature.party}, ${atUtc(signature.at)}: ${words(signature.meaning)}</span>`;
}

/** What the model says of a check or of a stretch of the cold chain. */
export function outcomeMark(outcome: string): TemplateResult {
  return mark(outcome === 'CONFORMANT' ? 'good' : outcome === 'UNKNOWN' ? 'absent' : 'critical', words(outcome));
}

/** A sentence of the model, in the page's language as far as it is known there. */
export function modelSays(text: string): TemplateResult {
  const said = sentence(text);
  return html`<span lang=${said.lang}>${said.text}</span>`;
}

/** An instant as it was at its place; hovering shows UTC. */
export function at(instant: string | number, offsetMinutes: number): TemplateResult {
  const date = new Date(instant);
  const utc = date.toISOString();
  const there = new Date(date.getTime() + offsetMinutes * 60_000).toISOString();
  return html`<time datetime=${utc} title="${utc.slice(0, 19).replace('T', ' ')} ${messages.utc}"
    >${there.slice(0, 10)} ${there.slice(11, 16)} ${offset(offsetMinutes)}</time
  >`;
}

/** Where no place is known, the reader's own clock with its zone; hovering shows UTC. */
export function atHere(instant: string): TemplateResult {
  return at(instant, -new Date(instant).getTimezoneOffset());
}

/** Where no place is known and the record itself is shown, UTC is said. */
export function atUtc(instant: string): TemplateResult {
  return html`<time datetime=${instant}>${instant.slice(0, 10)} ${instant.slice(11, 16)} ${messages.utc}</time>`;
}

export function offset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Hundredths of a degree as people write it. */
export function celsius(hundredths: number): string {
  return `${figure(hundredths / 100, 1)} °C`;
}

/** A figure as the page's language writes it. */
export function figure(value: number, digits: number): string {
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }).replace('-', '−');
}

export function frame(state: FeedState, who: string, content: unknown): TemplateResult {
  return html`
    <header class="bar">
      <a class="brand" href="./">${messages.product}</a>
      <span class="who">${who}</span>
      <button class="plain" @click=${change}>${messages.language}</button>
    </header>
    <div role="status" aria-live="polite">
      ${state === 'lost' ? html`<p class="banner">⟳ ${messages.feedLost}</p>` : nothing}
      ${state === 'signed-out'
        ? html`<p class="banner">${messages.signedOut} <a href=${location.href}>${messages.signIn}</a></p>`
        : nothing}
    </div>
    <main>${content}</main>
  `;
}
