import { told } from './refusals';

/** RFC 9457: what a service says of a request that it does not do. */
export interface Problem {
  type?: string;
  title?: string;
  detail?: string;
  field?: string;
  signature?: SignatureDue;
  /** What the sign-in lacked that came with a challenge. */
  missing?: 'SIGN_IN' | 'COMPONENTS' | 'SIGN_IN_OF_ITS_OWN';
}

/** What has to be signed: the person is shown it, signs in again, and the same is sent once more with the challenge. */
export interface SignatureDue {
  challenge: string;
  signer: string;
  meaning: string;
  contentHash: string;
  /** A sign-in from before does not count; seconds. */
  since: number;
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
    super(told(problem, status));
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
export async function send<Answer>(path: string, body: unknown, options: Sending = {}): Promise<Answer> {
  const text = await sendForText(path, body, options);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** How a change is sent: `person` who has to be signed in, `challenge` that was signed, `accept` what the answer is if no JSON. */
interface Sending {
  method?: string;
  person?: string;
  challenge?: string;
  accept?: string;
}

/** The same, for an answer that is no JSON, such as a label: `accept` names what it is. */
export async function sendForText(path: string, body: unknown, options: Sending = {}): Promise<string> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const me = await (known ?? askMe());
  try {
    return await change(me, path, text, options);
  } catch (failure) {
    if (!(failure instanceof Refusal) || failure.status !== 403) {
      throw failure;
    }
    // A session of its own time has a token of its own: ask once more.
    return change(await askMe(), path, text, options);
  }
}

function change(me: Me, path: string, body: string, { method = 'POST', person, challenge, accept }: Sending): Promise<string> {
  if (person !== undefined && person !== me.person) {
    throw new Refusal(401, { detail: `Expected ${person} to be signed in.` }, undefined);
  }
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (me.csrf !== null) {
    headers[me.csrf.header] = me.csrf.token;
  }
  if (accept !== undefined) {
    headers['Accept'] = `${accept}, application/problem+json`;
  }
  if (challenge !== undefined) {
    headers['Unbroken-Signature'] = challenge;
  }
  return requestText(path, { method, headers, body });
}

async function request<Answer>(path: string, options: { method: string }): Promise<Answer> {
  const text = await requestText(path, options);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function requestText(path: string, options: { method: string; headers?: Record<string, string>; body?: string }): Promise<string> {
  const response = await fetch(path, {
    ...options,
    headers: { Accept: 'application/json, application/problem+json', ...options.headers },
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await response.text();
  if (!response.ok) {
    const problem = problemOf(text);
    if (response.status === 401 && problem.signature === undefined) {
      known = undefined;
    }
    const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
    throw new Refusal(response.status, problem, Number.isFinite(seconds) ? seconds : undefined);
  }
  return text;
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
  location.assign(`sign-in?page=${thisPage()}`);
}

/** In which the address of a page names the record whose person is back from signing in for it. */
const SIGNED = 'signed';

/** Goes to sign in again although somebody is signed in, and comes back to this page, which has to keep meanwhile what is to be signed. */
export function signInToSign(due: SignatureDue, id: string): void {
  const page = location.pathname.split('/').pop() ?? '';
  location.assign(`sign-in?page=${encodeURIComponent(`${page === '' ? 'index.html' : page}?${SIGNED}=${id}`)}&since=${due.since}`);
}

/** The record whose person has come back from signing in for it: told once, so that a page loaded again is not taken for it. */
export function signedFor(): string | undefined {
  const address = new URL(location.href);
  const id = address.searchParams.get(SIGNED) ?? undefined;
  if (id !== undefined) {
    address.searchParams.delete(SIGNED);
    history.replaceState(null, '', address.href.replace(/index\.html$/, ''));
  }
  return id;
}

function thisPage(): string {
  const page = location.pathname.split('/').pop() ?? '';
  return encodeURIComponent(page + location.search);
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
