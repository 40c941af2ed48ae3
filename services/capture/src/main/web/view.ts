import { html, nothing, type TemplateResult } from 'lit';
import { signIn, signOut, type Me } from './api';
import { messages } from './messages';
import { scannerMessages } from './scanner-messages';
import { languageSwitch } from './text';

/** A word, a sign and a colour: never the colour alone. */
export function mark(kind: 'good' | 'info' | 'warning' | 'major' | 'critical' | 'absent', text: string): TemplateResult {
  const signs = { good: '✓', info: 'i', warning: '!', major: '▲', critical: '✖', absent: '∅' };
  return html`<span class="mark ${kind}"><span aria-hidden="true">${signs[kind]}</span>${text}</span>`;
}

/** The address at which every page shows how its scanner is checked. */
const SCANNER_CHECK = '#scanner';
window.addEventListener('hashchange', event => {
  if ([event.oldURL, event.newURL].some(address => new URL(address).hash === SCANNER_CHECK)) {
    location.reload();
  }
});

/**
 * What every page has around it: who is signed in, and where `switchable` says that nothing is half done, the language and the check of a scanner, which is shown
 * instead of the content at an address of its own.
 */
export function frame(me: Me | undefined, content: unknown, switchable = true): TemplateResult {
  const signedIn = me !== undefined;
  const checking = location.hash === SCANNER_CHECK;
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
      ${checking ? html`<scanner-check></scanner-check>` : content}
    </main>
    ${switchable && !checking ? html`<footer class="page-foot"><a href=${SCANNER_CHECK}>${scannerMessages.check}</a></footer>` : nothing}
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
