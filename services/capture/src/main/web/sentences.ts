/**
 * Sentences that the model or a service writes in English, in another language. Each is named as it stands in the code, with `%s`, `%d` and `%c` for what it is
 * about; `{1}`, `{2}`… are the same in the other language.
 */
export type Sentences = Readonly<Record<string, string>>;

interface Pattern {
  form: RegExp;
  text: string;
}

const made = new WeakMap<Sentences, readonly Pattern[]>();
const PLACES = /%%|%[sdc]/g;
const FORMS: Readonly<Record<string, string>> = { '%%': '%', '%s': '(.*?)', '%d': '(-?\\d+)', '%c': '(.)' };

/** The sentence in the other language, and whatever of what it is about is a sentence too; nothing if it is not known. */
export function translated(sentence: string, texts: Sentences): string | undefined {
  for (const { form, text } of patterns(texts)) {
    const found = form.exec(sentence);
    if (found !== null) {
      return text.replace(/\{(\d+)\}/g, (_, place: string) => {
        const part = found[Number(place)] ?? '';
        return translated(part, texts) ?? part;
      });
    }
  }
  return undefined;
}

/** Those that say most themselves first: what is about anything would take them all. */
function patterns(texts: Sentences): readonly Pattern[] {
  const known = made.get(texts);
  if (known !== undefined) {
    return known;
  }
  const own = (template: string): number => template.replace(PLACES, '').length;
  const all = Object.entries(texts)
    .toSorted(([a], [b]) => own(b) - own(a))
    .map(([template, text]) => ({ form: new RegExp(`^${expression(template)}$`, 's'), text }));
  made.set(texts, all);
  return all;
}

function expression(template: string): string {
  const plain = template.split(PLACES).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const places = [...template.matchAll(PLACES)].map(([place]) => FORMS[place] ?? '');
  return plain.map((part, i) => part + (places[i] ?? '')).join('');
}
