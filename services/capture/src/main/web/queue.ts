import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { askMe, Refusal, send, whenSigningOut, type Me, type Problem } from './api';
import { messages } from './messages';
import { sendPhoto, type Photo } from './photo';
import { afterMissed, afterPhoto, chainOf, inTurn, PASSING } from './turns';

/**
 * What becomes of a scan: QUEUED here alone; SENDING; RECEIVED, all in-sync replicas of the log have it; SEALED, a signed
 * checkpoint covers it. REFUSED by the service, which says why. Nothing is forgotten before SEALED.
 */
export type State = 'queued' | 'sending' | 'received' | 'sealed' | 'refused';

/** What the service signed for what it took: where the log has it. */
export interface Receipt {
  id: string;
  topic: string;
  partition: number;
  offset: number;
  recordTime: string;
}

/** Something that was said at this device. Who, when, where and what are never changed again, whoever signs in later. */
export interface Kept {
  /** The event's id, and so the idempotency key: however often it is sent, it is recorded once. */
  readonly id: string;
  /** The staff id of who was signed in. Only that person's session sends it. */
  readonly who: string;
  /** When, by this device's clock. */
  readonly when: string;
  readonly where: string | undefined;
  /** Where it is posted, and exactly what. */
  readonly path: string;
  /** Changed once at most, while nothing of it can be on the log: when the photo that it names could not be kept. */
  readonly body: string;
  /** For people. */
  readonly title: string;
  readonly subject: string;
  state: State;
  receipt?: Receipt;
  problem?: Problem & { status: number };
  sealedAt?: string;
  /** Sent before the event that names it, and gone from here when that is on the log: until then the service may lose it. */
  readonly photo?: Photo | undefined;
  /** Whether the service has said that it keeps the photo. */
  photoKept?: boolean;
  /** Whether the service had not the photo that it had kept. */
  photoMissed?: boolean;
  /** Of what names a photo: whether it may be on the log although no answer said so. Then it is never changed again. */
  unanswered?: boolean;
  /** How often the photo could not be sent although the service answered. */
  photoTries?: number;
  /** Why the photo was refused. What was said is sent without it. */
  photoRefused?: string;
}

/** How the queue stands with the service. */
export type Link = 'idle' | 'sending' | 'away' | 'signed-out';

interface Store extends DBSchema {
  scans: { key: string; value: Kept & { order: number } };
  notes: { key: string; value: unknown };
}

/** As often as the page tries by itself; a browser tells of a network later than it is there, or never. */
const DRAIN_MS = 30_000;
/** While something waits and a person looks on; a browser may not tell that the network is back. */
const RETRY_MS = 5_000;
/** Checkpoints come about each second. */
const SEAL_MS = 2_000;
/** As many positions as the service answers at once. */
const MOST_POSITIONS = 500;
/** What is sealed is shown for a day; then the log alone has it. */
const SHOWN_MS = 24 * 3_600_000;

/** Whether something was refused because the service does not have the photo that it names. */
function isMissed({ status, problem }: Refusal): boolean {
  return status === 400 && problem.field === 'fact.photo';
}

/** Scans between the device and the log, in IndexedDB: they outlive the page, the browser and the session. */
export class Queue extends EventTarget {
  link: Link = 'idle';
  /** The last time that the service took something. */
  lastSent: string | undefined;
  /** Who the service said is signed in; the last known while it does not answer. */
  me: Me | undefined;
  private waiting: number | undefined;
  private draining = false;
  private again = false;

  private constructor(
    private readonly store: IDBPDatabase<Store>,
    private scans: (Kept & { order: number })[],
    /** This device, for ever: a browser profile is a device. */
    readonly device: string,
  ) {
    super();
  }

  /** Opens this service's queue and begins to send. What was being sent when the browser died is sent again. */
  static async open(): Promise<Queue> {
    const store = await openDB<Store>('unbroken', 1, {
      upgrade: made => {
        made.createObjectStore('scans', { keyPath: 'id' });
        made.createObjectStore('notes');
      },
    });
    const device = ((await store.get('notes', 'device')) as string | undefined) ?? `web-${crypto.randomUUID().slice(0, 13)}`;
    await store.put('notes', device, 'device');
    const queue = new Queue(store, [], device);
    await queue.reload();
    queue.lastSent = (await store.get('notes', 'lastSent')) as string | undefined;
    queue.me = (await store.get('notes', 'me')) as Me | undefined;
    await queue.forget();
    // Whoever scans next is not the one who has left.
    whenSigningOut(async () => {
      queue.me = undefined;
      await store.delete('notes', 'me');
    });
    const drain = (): void => void queue.drain();
    window.addEventListener('online', drain);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && drain());
    window.setInterval(drain, DRAIN_MS);
    drain();
    return queue;
  }

  /** All of them, oldest first. */
  all(): readonly Kept[] {
    return this.scans;
  }

  in(...states: State[]): readonly Kept[] {
    return this.scans.filter(scan => states.includes(scan.state));
  }

  /** Something that this device keeps beside its scans, such as a step that is half done. */
  async note<Value>(name: string): Promise<Value | undefined> {
    return (await this.store.get('notes', `page/${name}`)) as Value | undefined;
  }

  /** All that is kept whose names begin so. */
  async notes<Value>(prefix: string): Promise<Value[]> {
    return (await this.store.getAll('notes', IDBKeyRange.bound(`page/${prefix}`, `page/${prefix}\uffff`))) as Value[];
  }

  async keepNote(name: string, value: unknown): Promise<void> {
    await (value === undefined ? this.store.delete('notes', `page/${name}`) : this.store.put('notes', value, `page/${name}`));
  }

  /** Keeps something for good and then tries to send it: all of it or nothing, also if the browser dies. When this has returned, a dying browser loses nothing. */
  async add(...all: Pick<Kept, 'id' | 'who' | 'when' | 'where' | 'path' | 'body' | 'title' | 'subject' | 'photo'>[]): Promise<void> {
    const last = this.scans.at(-1)?.order ?? 0;
    const scans = all.map((said, i) => ({ ...said, order: last + 1 + i, state: 'queued' as const }));
    // Strict: on the disk and not only with the operating system, which forgets when the battery dies.
    const keeping = this.store.transaction('scans', 'readwrite', { durability: 'strict' });
    await Promise.all([...scans.map(async scan => keeping.store.add(scan)), keeping.done]).catch((failure: unknown) => {
      try {
        // One that could not even be asked for has undone nothing.
        keeping.abort();
      } catch {
        // The browser has undone all of it.
      }
      throw new Error(messages.cannotKeep(String(failure)));
    });
    this.scans = [...this.scans, ...scans];
    this.changed();
    void navigator.storage?.persist?.();
    void this.drain();
  }

  /** Sends what was refused once more: the reason may be gone. */
  async retry(id: string): Promise<void> {
    await this.change(id, { state: 'queued', problem: undefined, photoMissed: false });
    void this.drain();
  }

  /** Only what the service refused, and only because a person says so. */
  async remove(id: string): Promise<void> {
    if (this.scans.some(scan => scan.id === id && scan.state === 'refused')) {
      await this.store.delete('scans', id);
      this.scans = this.scans.filter(scan => scan.id !== id);
      this.changed();
    }
  }

  /** Sends what waits, in its order, and asks what is sealed. One tab at a time. */
  async drain(): Promise<void> {
    this.again = true;
    if (this.draining) {
      return;
    }
    this.draining = true;
    try {
      while (this.again) {
        this.again = false;
        await this.alone(async () => {
          await this.reload();
          await this.sendAll();
        });
      }
    } finally {
      this.draining = false;
    }
    window.clearTimeout(this.waiting);
    const soon = this.link === 'idle' && this.in('received').length > 0 ? SEAL_MS : this.link === 'away' && this.in('queued').length > 0 ? RETRY_MS : undefined;
    if (soon !== undefined && document.visibilityState === 'visible') {
      this.waiting = window.setTimeout(() => void this.drain(), soon);
    }
  }

  private async alone(work: () => Promise<void>): Promise<void> {
    await ('locks' in navigator ? navigator.locks.request('unbroken-queue', work) : work());
  }

  /** Another tab may have sent or added something. Nobody sends while this is asked: what says so was left by a browser that died. */
  private async reload(): Promise<void> {
    const scans = (await this.store.getAll('scans')).sort((a, b) => a.order - b.order);
    this.scans = scans.map(scan => (scan.state === 'sending' ? { ...scan, state: 'queued' } : scan));
    this.changed();
  }

  private async sendAll(): Promise<void> {
    try {
      this.me = await askMe();
      await this.store.put('notes', { ...this.me, csrf: null }, 'me');
      this.become('idle');
      const held = new Set<string>();
      for (const scan of inTurn(this.in('queued'))) {
        if (scan.who === this.me.person && !held.has(chainOf(scan)) && !(await this.sendOne(scan))) {
          held.add(chainOf(scan));
        }
      }
      await this.askSeals();
      await this.forget();
      this.become(held.size > 0 ? 'away' : 'idle');
    } catch (failure) {
      this.become(failure instanceof Refusal && failure.status === 401 ? 'signed-out' : 'away');
    }
  }

  /** Sends one. Whether what follows of its chain may be sent too: not while its photo waits for another try. */
  private async sendOne(scan: Kept): Promise<boolean> {
    await this.change(scan.id, { state: 'sending' });
    this.become('sending');
    try {
      const body = scan.photo === undefined || scan.photoKept === true ? scan.body : await this.photographed(scan, scan.photo);
      if (body === undefined) {
        await this.change(scan.id, { state: 'queued' });
        return false;
      }
      const receipt = await this.post(scan, body);
      this.lastSent = new Date().toISOString();
      await this.store.put('notes', this.lastSent, 'lastSent');
      await this.change(scan.id, { state: 'received', receipt, problem: undefined, photo: undefined });
      return true;
    } catch (failure) {
      if (failure instanceof Refusal && isMissed(failure) && (await this.mended(scan, failure))) {
        return this.sendOne(this.scans.find(({ id }) => id === scan.id) ?? scan);
      }
      // What has to be signed is not sent later by itself: its person has to be there.
      const unsigned = failure instanceof Refusal && failure.problem.signature !== undefined;
      if (unsigned || (failure instanceof Refusal && failure.status !== 401 && !PASSING.includes(failure.status))) {
        await this.change(scan.id, { state: 'refused', problem: { ...failure.problem, status: failure.status } });
        return true;
      }
      await this.change(scan.id, { state: 'queued' });
      throw failure;
    }
  }

  /** Sends what was said. If it names a photo, what is kept says meanwhile that it may be on the log, and after an answer that it is not. */
  private async post(scan: Kept, body: string): Promise<Receipt> {
    const { id, path, who, photo, unanswered } = scan;
    if (photo === undefined) {
      return send<Receipt>(path, body, { person: who });
    }
    await this.change(id, { unanswered: true });
    try {
      return await send<Receipt>(path, body, { person: who });
    } catch (failure) {
      if (failure instanceof Refusal && !PASSING.includes(failure.status)) {
        await this.change(id, { unanswered: unanswered === true });
      }
      throw failure;
    }
  }

  /** Does something about a photo that the service has lost. Whether there is something that can be done. */
  private async mended(scan: Kept, refusal: Refusal): Promise<boolean> {
    switch (afterMissed(scan)) {
      case 'AGAIN':
        await this.change(scan.id, { photoKept: false, photoMissed: true });
        return true;
      case 'WITHOUT':
        await this.withoutPhoto(scan, refusal.message);
        return true;
      case 'REFUSED':
        return false;
    }
  }

  /** Sends a photo, and tells what is to be sent after it; nothing yet if the photo is to be tried again. */
  private async photographed(scan: Kept, photo: Photo): Promise<string | undefined> {
    try {
      await sendPhoto(photo, scan.who);
    } catch (failure) {
      const refusal = failure instanceof Refusal ? failure : undefined;
      if (refusal === undefined) {
        // With no network it is not the photo that fails: then this fails too.
        await askMe();
      }
      const tries = (scan.photoTries ?? 0) + 1;
      switch (afterPhoto(refusal?.status, tries)) {
        case 'SIGN_IN':
          throw failure;
        case 'AGAIN':
          await this.change(scan.id, { photoTries: tries });
          return undefined;
        case 'WITHOUT':
          return scan.unanswered === true ? scan.body : this.withoutPhoto(scan, refusal?.message ?? messages.photoNotSent);
      }
    }
    await this.change(scan.id, { photoKept: true });
    return scan.body;
  }

  /** Nothing of it can be on the log, so it may still be said without. */
  private async withoutPhoto(scan: Kept, why: string): Promise<string> {
    const said = JSON.parse(scan.body) as { fact: Record<string, unknown> };
    const { photo: _, ...fact } = said.fact;
    const body = JSON.stringify({ ...said, fact });
    await this.change(scan.id, { body, photo: undefined, photoRefused: why });
    return body;
  }

  private async askSeals(): Promise<void> {
    const received = this.in('received').filter(scan => scan.receipt !== undefined).slice(0, MOST_POSITIONS);
    if (received.length === 0) {
      return;
    }
    const positions = received.map(({ receipt }) => ({ topic: receipt?.topic, partition: receipt?.partition, offset: receipt?.offset }));
    const answer = await send<{ seals: { state: 'RECEIVED' | 'SEALED' }[] }>('api/seals', { positions });
    for (const [i, seal] of answer.seals.entries()) {
      const scan = received[i];
      if (seal.state === 'SEALED' && scan !== undefined) {
        await this.change(scan.id, { state: 'sealed', sealedAt: new Date().toISOString() });
      }
    }
  }

  /** Only what is sealed. */
  private async forget(): Promise<void> {
    const old = this.scans.filter(scan => scan.state === 'sealed' && Date.now() - Date.parse(scan.sealedAt ?? '') > SHOWN_MS);
    for (const scan of old) {
      await this.store.delete('scans', scan.id);
    }
    this.scans = this.scans.filter(scan => !old.includes(scan));
  }

  private async change(id: string, to: Partial<Omit<Kept, 'id' | 'who' | 'when'>>): Promise<void> {
    const scan = this.scans.find(kept => kept.id === id);
    if (scan !== undefined) {
      const changed = { ...scan, ...to };
      await this.store.put('scans', changed);
      this.scans = this.scans.map(kept => (kept.id === id ? changed : kept));
      this.changed();
    }
  }

  private become(link: Link): void {
    this.link = link;
    this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
