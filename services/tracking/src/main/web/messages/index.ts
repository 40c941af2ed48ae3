import { de } from './de';
import { en, type Messages } from './en';
import { translated, type Sentences } from '../../../../../capture/src/main/web/sentences';
import { sentences as inGerman } from './sentences-de';

/** Where a person's choice is kept; without one the browser's language counts. */
const CHOSEN = 'unbroken-language';
const languages: Record<string, Messages> = { en, de };
/** The model's own sentences; it writes in English. */
const sentences: Record<string, Sentences> = { de: inGerman };

function chosen(): string {
  const wanted = localStorage.getItem(CHOSEN) ?? navigator.language.slice(0, 2);
  return wanted in languages ? wanted : 'en';
}

export const language = chosen();
document.documentElement.lang = language;
export const messages: Messages = languages[language] ?? en;

/** The page in the other language. */
export function change(): void {
  localStorage.setItem(CHOSEN, language === 'de' ? 'en' : 'de');
  location.reload();
}

/** The model writes lengths of time as ISO 8601 (`PT1H25M`); people read `1 h 25 min`. */
export function readable(text: string): string {
  return text.replace(/-?\bPT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?\b/g, (whole, hours?: string, minutes?: string, seconds?: string) => {
    const { min, s } = messages.lengths;
    const parts = [days(hours), minutes && `${minutes} ${min}`, seconds && `${seconds} ${s}`].filter(part => part);
    return parts.length === 0 ? whole : parts.join(' ');
  });
}

function days(hours: string | undefined): string | undefined {
  const all = Number(hours ?? 0);
  const { d, h } = messages.lengths;
  return all < 48 ? hours && `${hours} ${h}` : [`${Math.floor(all / 24)} ${d}`, all % 24 === 0 ? '' : `${all % 24} ${h}`].join(' ').trim();
}

/** A length of time to the minute. */
export function lasting(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  const hours = Math.floor(minutes / 60);
  const { d, h, min } = messages.lengths;
  return hours >= 48 ? `${Math.floor(hours / 24)} ${d} ${hours % 24} ${h}` : hours > 0 ? `${hours} ${h} ${minutes % 60} ${min}` : `${minutes} ${min}`;
}

/** A code of the model as words: `IN_MANUFACTURE` and `HandoffReleased` become `In manufacture` and `Handoff released`. */
export function words(code: string): string {
  const known = messages.codes[code];
  if (known !== undefined) {
    return known;
  }
  const spaced = code.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** What a finding means, in a plain sentence; nothing where the model's own sentence is all there is. */
export function meaning(code: string): string {
  return messages.meanings[code] ?? '';
}

/** What the model says in a sentence of its own, in the page's language, or in English where it is not known; and in which. */
export function sentence(text: string): { text: string; lang: string } {
  const known = language === 'en' ? undefined : translated(text, sentences[language] ?? {});
  return known === undefined ? { text: readable(text), lang: 'en' } : { text: readable(known), lang: language };
}
