import { language, translated } from '@unbroken/kit';
import { sentences } from '../../../../tracking/src/main/web/messages/sentences-de';

/** What the model says in a sentence of its own, in the page's language, or in English where it is not known. */
export function sentence(text: string): string {
  return language === 'de' ? (translated(text, sentences) ?? text) : text;
}
