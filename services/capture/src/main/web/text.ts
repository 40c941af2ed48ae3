import { html, type TemplateResult } from 'lit';

/** The languages of our message files. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

const CHOSEN = 'unbroken-language';

/** What the person chose on this device, else what the browser asks for, else English. */
export const language: Language = chosen() ?? (navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en');
document.documentElement.lang = language;

function chosen(): Language | undefined {
  const kept = localStorage.getItem(CHOSEN);
  return kept !== null && kept in languages ? (kept as Language) : undefined;
}

/** The texts of a page in the reader's language. English says which texts there are; the compiler holds the others to them. */
export function speak<Texts>(texts: Record<Language, Texts>): Texts {
  return texts[language];
}

/** A list of languages. Everything on the page is written anew, so a page offers it where nothing is half done. */
export function languageSwitch(label: string): TemplateResult {
  const choose = (event: Event): void => {
    localStorage.setItem(CHOSEN, (event.target as HTMLSelectElement).value);
    location.reload();
  };
  return html`<label class="languages">${label}
    <select @change=${choose}>
      ${Object.entries(languages).map(([code, name]) => html`<option value=${code} lang=${code} ?selected=${code === language}>${name}</option>`)}
    </select>
  </label>`;
}

/** `11/12` is November to some and December to others: the month is a word, the day has 24 hours. */
const CLOCKS = { en: 'en-GB', de: 'de-DE' } as const;

/** An instant on the reader's clock, in the reader's language. */
export function clockTime(instant: string | number): string {
  return new Date(instant).toLocaleString(CLOCKS[language], { dateStyle: 'medium', timeStyle: 'short' });
}

/** An instant on the clock of whoever stated it, to the second, with that clock's offset: as it stands in what is signed. */
export function statedTime(instant: string, offsetMinutes: number): string {
  const there = new Date(Date.parse(instant) + offsetMinutes * 60_000);
  const clock = there.toLocaleString(CLOCKS[language], { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });
  const away = Math.abs(offsetMinutes);
  const two = (part: number): string => String(Math.trunc(part)).padStart(2, '0');
  return `${clock} (UTC${offsetMinutes < 0 ? '−' : '+'}${two(away / 60)}:${two(away % 60)})`;
}

/** A code of the model as words, where there is no better text: `IN_MANUFACTURE` becomes `In manufacture`. */
export function words(code: string): string {
  const spaced = code.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
