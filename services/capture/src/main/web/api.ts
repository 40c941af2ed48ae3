/** RFC 9457: what a service says of a request that it does not do. */
export interface Problem {
  type?: string;
  title?: string;
  detail?: string;
  field?: string;
}

/** Who is signed in, and the token that a page sends with each change. */
export interface Me {
  person: string;
  roles: string[];
  party: string;
  csrf: { header: string; token: string } | null;
}

/** An answer other than success. No answer at all is a `TypeError` of fetch, or a timeout. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
  }
}

/** Longer than a service waits for its brokers. */
const PATIENCE_MS = 25_000;

let known: Promise<Me> | undefined;

/** Who is signed in, as the service says now. */
export function askMe(): Promise<Me> {
  const asked = request<Me>('api/me', { method: 'GET' });
  known = asked;
  asked.catch(() => (known = undefined));
  return asked;
}

export function ask<Answer>(path: string): Promise<Answer> {
  return request<Answer>(path, { method: 'GET' });
}

/**
 * Sends a change with the session's token. The token is a session's and so one person's: if somebody else has signed in since
 * `person` was asked for, nothing is sent.
 */
export async function send<Answer>(path: string, body: unknown, options: { method?: string; person?: string } = {}): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const me = await (known ?? askMe());
  try {
    return await change<Answer>(me, path, text, options);
  } catch (failure) {
    if (!(failure instanceof Refusal) || failure.status !== 403) {
      throw failure;
    }
    // A session of its own time has a token of its own: ask once more.
    return change<Answer>(await askMe(), path, text, options);
  }
}

function change<Answer>(me: Me, path: string, body: string, { method = 'POST', person }: { method?: string; person?: string }): Promise<Answer> {
  if (person !== undefined && person !== me.person) {
    throw new Refusal(401, { detail: `Expected ${person} to be signed in.` }, undefined);
  }
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (me.csrf !== null) {
    headers[me.csrf.header] = me.csrf.token;
  }
  return request<Answer>(path, { method, headers, body });
}

async function request<Answer>(path: string, options: { method: string; headers?: Record<string, string>; body?: string }): Promise<Answer> {
  const response = await fetch(path, {
    ...options,
    headers: { Accept: 'application/json, application/problem+json', ...options.headers },
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await response.text();
  if (!response.ok) {
    if (response.status === 401) {
      known = undefined;
    }
    const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
    throw new Refusal(response.status, problemOf(text), Number.isFinite(seconds) ? seconds : undefined);
  }
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

function problemOf(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}

/** Goes to sign in and comes back to this page with its parameters. */
export function signIn(): void {
  const page = location.pathname.split('/').pop() ?? '';
  location.assign(`sign-in?page=${encodeURIComponent(page + location.search)}`);
}

const leaving: (() => Promise<void>)[] = [];

/** Runs when a person signs out, before the page is left: what is kept of who they are goes. */
export function whenSigningOut(work: () => Promise<void>): void {
  leaving.push(work);
}

/** Ends the session here and at the provider, so that the next person at this device is asked who they are. */
export async function signOut(): Promise<void> {
  const me = await askMe();
  const response = await fetch('logout', { method: 'POST', headers: me.csrf === null ? {} : { [me.csrf.header]: me.csrf.token } });
  known = undefined;
  await Promise.all(leaving.map(work => work()));
  const next = await response.text();
  location.assign(response.ok && /^https?:/.test(next) ? next : './');
}
