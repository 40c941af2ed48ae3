import { askMe, Refusal, type Problem } from './api';

/** A photo of a package's condition. Its bytes stay with our party; the log has the rest. */
export interface Photo {
  sha256: string;
  mediaType: 'image/jpeg';
  bytes: Uint8Array<ArrayBuffer>;
}

/** Enough to see a dent or a torn seal. */
const LONGEST_SIDE = 1_280;
/** As many bytes as the service takes. */
const LARGEST = 512 * 1024;
/** From good to plain, until it is small enough. */
const QUALITIES = [0.8, 0.6, 0.4, 0.2];
const PATIENCE_MS = 25_000;

/** Makes a photo of what a camera took. It is drawn anew, so that what the camera wrote beside the picture, such as where it was, is gone. */
export async function photoOf(taken: Blob): Promise<Photo> {
  const picture = await createImageBitmap(taken, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const drawn = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', quality));
    if (drawn?.type === 'image/jpeg' && drawn.size <= LARGEST) {
      const bytes = new Uint8Array(await drawn.arrayBuffer());
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return { sha256: [...hash].map(byte => byte.toString(16).padStart(2, '0')).join(''), mediaType: 'image/jpeg', bytes };
    }
  }
  throw new Error('expected a picture that becomes small enough');
}

/** What the log has of a photo. */
export function factOf({ sha256, mediaType, bytes }: Photo): { sha256: string; mediaType: string; bytes: number } {
  return { sha256, mediaType, bytes: bytes.length };
}

/** Sends a photo's bytes in its person's session. */
export async function sendPhoto({ sha256, mediaType, bytes }: Photo, person: string): Promise<void> {
  const me = await askMe();
  if (me.person !== person) {
    throw new Refusal(401, { detail: `Expected ${person} to be signed in.` }, undefined);
  }
  const response = await fetch(`api/photos/${sha256}`, {
    method: 'PUT',
    headers: { Accept: 'application/problem+json', 'Content-Type': mediaType, ...(me.csrf === null ? {} : { [me.csrf.header]: me.csrf.token }) },
    body: bytes,
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({})) as Problem;
    throw new Refusal(response.status, problem, undefined);
  }
}
