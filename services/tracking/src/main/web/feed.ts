import { read, Refusal, type AlertMessage, type Checkpoint, type JourneyItem, type ListedAlert, type Reading } from './api';

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

/**
 * Listens to the one stream that this browser holds: the tab that has the lock opens it and tells the others. A browser has six
 * connections per origin, so a stream for each tab would hang them all.
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
  if (!('locks' in navigator)) {
    stream(hear);
    return;
  }
  const others = new BroadcastChannel('unbroken-feed');
  others.onmessage = (event: MessageEvent<Message>) => hear(event.data);
  const tellAll = (message: Message): void => {
    hear(message);
    others.postMessage(message);
  };
  void navigator.locks.request('unbroken-feed', () => {
    stream(tellAll);
    // Held until the tab closes; then another takes over.
    return new Promise<never>(() => {});
  });
}

function stream(tell: (message: Message) => void): void {
  let waiting: number | undefined;
  let silent: number | undefined;
  const source = new EventSource('api/feed');
  const heard = (): void => {
    window.clearTimeout(silent);
    silent = window.setTimeout(() => {
      source.close();
      window.clearTimeout(waiting);
      tell({ kind: 'state', state: 'lost' });
      stream(tell);
    }, SILENCE_MS);
  };
  source.onopen = () => {
    heard();
    window.clearTimeout(waiting);
    waiting = undefined;
    tell({ kind: 'state', state: 'live' });
    // What is shown may have been loaded before the stream began, or changes missed while it was away.
    tell({ kind: 'reload' });
  };
  source.onerror = () => {
    // The browser is at it by itself, or we are below; no second stream beside that.
    window.clearTimeout(silent);
    waiting ??= window.setTimeout(() => tell({ kind: 'state', state: 'lost' }), PATIENCE_MS);
    if (source.readyState === EventSource.CLOSED) {
      window.clearTimeout(waiting);
      void again(tell);
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
async function again(tell: (message: Message) => void): Promise<void> {
  const state = await read('api/me').then(
    (): FeedState => 'lost',
    (failure: unknown): FeedState => (failure instanceof Refusal && failure.status === 401 ? 'signed-out' : 'lost'),
  );
  tell({ kind: 'state', state });
  window.setTimeout(() => stream(tell), RETRY_MS);
}
