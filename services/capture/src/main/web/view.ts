import { html, nothing, type TemplateResult } from 'lit';
import { signIn, signOut, type Me } from './api';
import { messages } from './messages';
import { languageSwitch } from './text';

/** A word, a sign and a colour: never the colour alone. */
export function mark(kind: 'good' | 'info' | 'warning' | 'major' | 'critical' | 'absent', text: string): TemplateResult {
  const signs = { good: '✓', info: 'i', warning: '!', major: '▲', critical: '✖', absent: '∅' };
  return html`<span class="mark ${kind}"><span aria-hidden="true">${signs[kind]}</span>${text}</span>`;
}

/** What every page has around it: who is signed in, and the language where `switchable` says that nothing is half done. */
export function frame(me: Me | undefined, content: unknown, switchable = true): TemplateResult {
  const signedIn = me !== undefined;
  return html`
    <header class="bar">
      <a class="brand" href="./">${messages.product}</a>
      ${switchable ? languageSwitch(messages.language) : nothing}
      <span class="who">${signedIn ? messages.signedInAs(me.person) : nothing}</span>
      ${!switchable
        ? nothing
        : signedIn
          ? html`<button class="plain" @click=${() => void signOut().catch(() => window.alert(messages.signOutOffline))}>${messages.signOut}</button>`
          : html`<button class="plain" @click=${signIn}>${messages.signIn}</button>`}
    </header>
    <main>
      ${signedIn && me.roles.length === 0 ? html`<p class="banner" role="alert">${messages.otherParty(me.person, me.party)}</p>` : nothing}
      ${content}
    </main>
  `;
}

/** Large choices, none of them chosen beforehand: what nobody looked at is not stated. */
export function choices<Value extends string>(name: string, label: string, options: Record<Value, string>, chosen: Value | undefined, choose: (value: Value) => void): TemplateResult {
  return html`<fieldset class="choices">
    <legend>${label}</legend>
    ${(Object.entries(options) as [Value, string][]).map(
      ([value, text]) => html`<label class="check"><input type="radio" name=${name} value=${value} .checked=${chosen === value} @change=${() => choose(value)} />${text}</label>`,
    )}
  </fieldset>`;
}
