import { read, Refusal, type AlertMessage, type Checkpoint, type JourneyItem, type ListedAlert, type Me, type Reading } from './api';

/** Shorter breaks are not worth a person's attention. */
const PATIENCE_MS = 10_000;
/** The server pings after 15 s of silence; two missed pings and the connection is dead, whatever the browser thinks. */
const SILENCE_MS = 35_000;
/** A server that turned us away (503, 401) is asked again this often. */
const RETRY_MS = 10_000;

export type FeedState = 'live' | 'lost' | 'signed-out';

export interface FeedListener {
  /** A journey changed. */
  changed(journey: JourneyItem): void;
  /** A logger that is with cells has a new reading. */
  measured(reading: Reading): void;
  /** More of the log is sealed. */
  sealed(checkpoint: Checkpoint): void;
  /** An alert was raised, changed or closed. */
  alerted?(message: AlertMessage): void;
  /** Somebody has seen an alert. */
  acknowledged?(alert: ListedAlert): void;
  /** Something may have been missed: load anew. */
  reload(): void;
  state(state: FeedState): void;
}

type Message =
  | { kind: 'changed'; journey: JourneyItem }
  | { kind: 'measured'; reading: Reading }
  | { kind: 'sealed'; checkpoint: Checkpoint }
  | { kind: 'alerted'; message: AlertMessage }
  | { kind: 'acknowledged'; alert: ListedAlert }
  | { kind: 'reload' }
  | { kind: 'state'; state: FeedState };

type Tell = (message: Message) => void;

/**
 * Listens to the one stream that this browser holds for the person who is signed in: the tab that has the lock opens it and tells the
 * others. A browser has six connections per origin, so a stream for each tab would hang them all.
 */
export function listen(listener: FeedListener): void {
  const hear = (message: Message): void => {
    switch (message.kind) {
      case 'changed':
        return listener.changed(message.journey);
      case 'measured':
        return listener.measured(message.reading);
      case 'sealed':
        return listener.sealed(message.checkpoint);
      case 'alerted':
        return listener.alerted?.(message.message);
      case 'acknowledged':
        return listener.acknowledged?.(message.alert);
      case 'reload':
        return listener.reload();
      case 'state':
        return listener.state(message.state);
    }
  };
  void whoever(hear).then(person => share(person, hear));
}

/**
 * Shares the stream among the tabs of one person alone: what one sees is not for another who signs in after them in the same browser.
 * When that happens these tabs hear nothing more, for their person's session is over.
 */
function share(person: string, hear: Tell): void {
  const left = new AbortController();
  const others = new BroadcastChannel(`unbroken-feed ${person}`);
  const people = new BroadcastChannel('unbroken-people');
  left.signal.addEventListener('abort', () => {
    others.close();
    people.close();
    hear({ kind: 'state', state: 'signed-out' });
  });
  people.onmessage = (event: MessageEvent<string>) => {
    if (event.data !== person) {
      left.abort();
    }
  };
  people.postMessage(person);
  if (!('locks' in navigator)) {
    stream(hear, person, left);
    return;
  }
  others.onmessage = (event: MessageEvent<Message>) => hear(event.data);
  const tellAll = (message: Message): void => {
    hear(message);
    others.postMessage(message);
  };
  const held = new Promise<void>(done => left.signal.addEventListener('abort', () => done()));
  navigator.locks
    .request(`unbroken-feed ${person}`, { signal: left.signal }, () => {
      stream(tellAll, person, left);
      // Held until the tab closes, then another takes over; or until somebody else is here.
      return held;
    })
    .catch((failure: unknown) => {
      if (!left.signal.aborted) {
        throw failure;
      }
    });
}

function stream(tellAll: Tell, person: string, left: AbortController): void {
  let waiting: number | undefined;
  let silent: number | undefined;
  let theirs = false;
  if (left.signal.aborted) {
    return;
  }
  const source = new EventSource('api/feed');
  const end = (): void => {
    source.close();
    window.clearTimeout(waiting);
    window.clearTimeout(silent);
    left.signal.removeEventListener('abort', end);
  };
  left.signal.addEventListener('abort', end);
  // Nothing is lost of what comes before we know: everything is loaded anew then.
  const tell = (message: Message): void => {
    if (theirs) {
      tellAll(message);
    }
  };
  const heard = (): void => {
    window.clearTimeout(silent);
    silent = window.setTimeout(() => {
      end();
      tellAll({ kind: 'state', state: 'lost' });
      stream(tellAll, person, left);
    }, SILENCE_MS);
  };
  source.onopen = () => {
    heard();
    // The browser comes back by itself, and by then somebody else may be signed in.
    void read<Me>('api/me').then(
      me => {
        if (me.name !== person) {
          left.abort();
        } else if (source.readyState === EventSource.OPEN) {
          theirs = true;
          window.clearTimeout(waiting);
          waiting = undefined;
          tell({ kind: 'state', state: 'live' });
          // What is shown may have been loaded before the stream began, or changes missed while it was away.
          tell({ kind: 'reload' });
        }
      },
      () => {
        end();
        void again(tellAll, person, left);
      },
    );
  };
  source.onerror = () => {
    theirs = false;
    // The browser is at it by itself, or we are below; no second stream beside that.
    window.clearTimeout(silent);
    waiting ??= window.setTimeout(() => tellAll({ kind: 'state', state: 'lost' }), PATIENCE_MS);
    if (source.readyState === EventSource.CLOSED) {
      end();
      void again(tellAll, person, left);
    }
  };
  source.addEventListener('ping', heard);
  source.addEventListener('journey', event => {
    heard();
    tell({ kind: 'changed', journey: JSON.parse((event as MessageEvent<string>).data) as JourneyItem });
  });
  source.addEventListener('temperature', event => {
    heard();
    tell({ kind: 'measured', reading: JSON.parse((event as MessageEvent<string>).data) as Reading });
  });
  source.addEventListener('sealed', event => {
    heard();
    tell({ kind: 'sealed', checkpoint: JSON.parse((event as MessageEvent<string>).data) as Checkpoint });
  });
  source.addEventListener('alert', event => {
    heard();
    tell({ kind: 'alerted', message: JSON.parse((event as MessageEvent<string>).data) as AlertMessage });
  });
  source.addEventListener('acknowledged', event => {
    heard();
    tell({ kind: 'acknowledged', alert: JSON.parse((event as MessageEvent<string>).data) as ListedAlert });
  });
  source.addEventListener('snapshot', () => {
    heard();
    tell({ kind: 'reload' });
  });
}

/** The browser gives up on an answer that is not a stream; we do not. */
async function again(tellAll: Tell, person: string, left: AbortController): Promise<void> {
  const me = await read<Me>('api/me').catch((failure: unknown) => unreachable(failure));
  if (left.signal.aborted) {
    return;
  }
  if (typeof me !== 'string' && me.name !== person) {
    left.abort();
    return;
  }
  tellAll({ kind: 'state', state: typeof me === 'string' ? me : 'lost' });
  window.setTimeout(() => stream(tellAll, person, left), RETRY_MS);
}

/** Who is signed in; asks until it knows. */
async function whoever(hear: Tell): Promise<string> {
  for (;;) {
    try {
      return (await read<Me>('api/me')).name;
    } catch (failure) {
      hear({ kind: 'state', state: unreachable(failure) });
      await new Promise(resolve => window.setTimeout(resolve, RETRY_MS));
    }
  }
}

function unreachable(failure: unknown): FeedState {
  return failure instanceof Refusal && failure.status === 401 ? 'signed-out' : 'lost';
}
