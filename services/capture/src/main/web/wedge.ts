import { LONGEST_SCAN, ofScanner, type Scan } from './scan';

/** A scanner types a character at least this often; people do not. */
const FASTEST_HAND_MS = 80;
/** Shorter bursts are keys that were hit together. */
const SHORTEST = 3;
const GROUP_SEPARATOR = '\u001d';

/** A text field into which a scan went before it was known to be one. */
interface Field {
  element: HTMLInputElement | HTMLTextAreaElement;
  before: string;
}

/**
 * Hears a scanner that is a keyboard, wherever the focus is: characters at most 80 ms apart, ended by Enter. `Ctrl` + `]` is the
 * group separator. A scan that landed in a text field is taken out of it again, and its Enter presses no button.
 */
export function hearScanner(take: (scan: Scan) => void): () => void {
  let characters = '';
  let last = 0;
  let field: Field | undefined;

  const hear = (event: KeyboardEvent): void => {
    const fast = event.timeStamp - last <= FASTEST_HAND_MS;
    if (!fast) {
      characters = '';
      field = undefined;
    }
    if (event.key === 'Enter') {
      if (fast && characters.length >= SHORTEST) {
        event.preventDefault();
        event.stopPropagation();
        if (field !== undefined) {
          field.element.value = field.before;
          field.element.dispatchEvent(new Event('input', { bubbles: true }));
        }
        const scan = ofScanner(characters);
        characters = '';
        if (scan.raw !== '') {
          take(scan);
        }
      }
      return;
    }
    const character = typed(event);
    if (character === undefined) {
      return;
    }
    if (characters === '') {
      field = textField(event.target);
    } else if (field === undefined) {
      // The second fast key: nobody scrolls or presses a button with it.
      event.preventDefault();
    }
    last = event.timeStamp;
    if (characters.length < 2 * LONGEST_SCAN) {
      characters += character;
    }
  };
  window.addEventListener('keydown', hear, { capture: true });
  return () => window.removeEventListener('keydown', hear, { capture: true });
}

/** The character that a key types; none if it types nothing. */
export function typed(event: KeyboardEvent): string | undefined {
  // `Ctrl` with `Alt` is how some systems tell of AltGr, by which many keyboards type brackets and backslashes.
  if ((event.ctrlKey && !event.altKey) || event.metaKey) {
    return event.ctrlKey && (event.key === ']' || event.code === 'BracketRight') ? GROUP_SEPARATOR : undefined;
  }
  if (event.key === GROUP_SEPARATOR) {
    return GROUP_SEPARATOR;
  }
  return event.key.length === 1 ? event.key : undefined;
}

function textField(target: EventTarget | null): Field | undefined {
  const text = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type));
  return text ? { element: target, before: target.value } : undefined;
}
