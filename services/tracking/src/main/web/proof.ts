/**
 * Checks an evidence bundle in the browser as far as hashes and the log's signature go (docs/reference/evidence.md): the hash of the file,
 * each record's leaf hash, its way to the head of its partition, the heads' way to the checkpoint, and the signature on that. Signatures of
 * events and the derivation of the history are left to ./unbroken verify.
 */
export type Fault = 'FORMAT' | 'DIGEST' | 'CHECKPOINT' | 'ENTRY' | 'INCLUSION' | 'RECORDS';

export type Outcome =
  | { holds: true; coi: string; records: number; heads: number; size: number; history: string }
  | { holds: false; fault: Fault; line: number; where: string };

interface StoredRecord {
  topic: string;
  partition: number;
  offset: number;
  time: number;
  key?: string;
  value?: string;
  headers: { name: string; value?: string }[];
  proof: string[];
}

type Bytes = Uint8Array<ArrayBuffer>;

class Broken extends Error {
  constructor(readonly fault: Fault, readonly where = '') {
    super(fault);
  }
}

const utf8 = new TextEncoder();
/** Of these trees the whole is in each bundle, and the root is computed from all leaves. */
const whole = ['keys.v1', 'profiles.v1'];
const HASH = 32;
const SIGNATURE = 64;
const KEY_ID = 4;
const ED25519 = 1;

/** @param vkey the log's key, as /ledger/key gives it */
export async function check(bundle: Bytes, vkey: string): Promise<Outcome> {
  let line = 0;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bundle);
    const lines = text.split('\n');
    require(lines.pop() === '' && lines.length > 2, 'FORMAT');
    const last = lines.length;
    const proof = new Proof(vkey);
    for (const each of lines.slice(0, -1)) {
      line++;
      await proof.line(each);
    }
    proof.complete();
    await proof.wholeTrees();
    line = last;
    const before = bundle.subarray(0, bundle.length - utf8.encode(lines[last - 1]).length - 1);
    require(lines[last - 1] === `{"digest":"${hex(await sha256(before))}"}`, 'DIGEST');
    return proof.outcome();
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'NotSupportedError') {
      throw failure;
    }
    const broken = failure instanceof Broken ? failure : new Broken('FORMAT');
    return { holds: false, fault: broken.fault, line, where: broken.where };
  }
}

class Proof {
  private coi = '';
  private expected = -1;
  private records = 0;
  private size = 0;
  private root = '';
  private origin = '';
  private history = '';
  private readonly heads = new Map<string, { size: number; root: string }>();
  private readonly leaves = new Map<string, Bytes[]>();

  constructor(private readonly vkey: string) {}

  async line(text: string): Promise<void> {
    const said = JSON.parse(text) as Record<string, any>;
    const kind = Object.keys(said)[0] ?? '';
    switch (kind) {
      case 'header':
        require(said.header.format === 'io.unbroken.evidence.v1', 'FORMAT');
        this.coi = said.header.coi;
        this.expected = said.header.records;
        this.origin = said.header.origin;
        this.size = said.header.size;
        return;
      case 'checkpoint':
        return this.checkpoint(said.checkpoint.note);
      case 'entry':
        return this.entry(said.entry);
      case 'record':
        return this.record(said.record as StoredRecord);
      case 'history':
        this.history = text.slice('{"history":'.length, -1);
        return;
      case 'schema':
      case 'consistency':
        return;
      default:
        throw new Broken('FORMAT');
    }
  }

  /** A signed note: text, an empty line, signatures (C2SP signed-note, tlog-checkpoint). */
  private async checkpoint(note: string): Promise<void> {
    const split = note.lastIndexOf('\n\n');
    const text = note.slice(0, split + 1);
    const [origin, size, root] = text.split('\n');
    require(split > 0 && origin === this.origin && Number(size) === this.size && root !== undefined, 'CHECKPOINT');
    this.root = root ?? '';
    const [name = '', id = '', material = ''] = split3(this.vkey.trim());
    const key = bytes(material);
    require(name === origin && key.length === 1 + HASH && key[0] === ED25519, 'CHECKPOINT');
    const own = (await sha256(join(utf8.encode(`${name}\n`), key))).subarray(0, KEY_ID);
    require(hex(own) === id, 'CHECKPOINT');
    const signature = note.slice(split + 2).split('\n').filter(one => one.startsWith(`— ${name} `)).map(one => bytes(one.slice(name.length + 3)))
      .find(one => one.length === KEY_ID + SIGNATURE && hex(one.subarray(0, KEY_ID)) === id);
    require(signature !== undefined, 'CHECKPOINT');
    const publicKey = await crypto.subtle.importKey('raw', key.subarray(1), { name: 'Ed25519' }, false, ['verify']);
    require(await crypto.subtle.verify({ name: 'Ed25519' }, publicKey, (signature as Bytes).subarray(KEY_ID), utf8.encode(text)), 'CHECKPOINT');
  }

  private async entry(entry: { heads: { tree: string; size: number; root: string }[]; index: number; proof: string[] }): Promise<void> {
    const text = `io.unbroken.heads.v1\n${entry.heads.map(head => `${head.tree} ${head.size} ${head.root}\n`).join('')}`;
    const root = await rootOf(await leaf(utf8.encode(text)), entry.index, this.size, entry.proof);
    require(root === this.root, 'ENTRY', `${entry.index}`);
    entry.heads.forEach(head => this.heads.set(head.tree, head));
  }

  private async record(record: StoredRecord): Promise<void> {
    const where = `${record.topic}/${record.partition}/${record.offset}`;
    const tree = `${record.topic}/${record.partition}`;
    const head = this.heads.get(tree);
    require(head !== undefined, 'INCLUSION', where);
    this.records++;
    const hash = await leaf(leafBytes(record));
    if (whole.includes(record.topic)) {
      const leaves = this.leaves.get(tree) ?? [];
      require(record.offset === leaves.length, 'RECORDS', where);
      leaves.push(hash);
      this.leaves.set(tree, leaves);
      return;
    }
    require((await rootOf(hash, record.offset, head?.size ?? 0, record.proof)) === head?.root, 'INCLUSION', where);
  }

  complete(): void {
    require(this.root !== '' && this.history !== '', 'FORMAT');
    require(this.records === this.expected, 'RECORDS');
  }

  async wholeTrees(): Promise<void> {
    for (const topic of whole) {
      const tree = `${topic}/0`;
      const head = this.heads.get(tree);
      const leaves = this.leaves.get(tree) ?? [];
      require(head !== undefined && leaves.length === head.size, 'RECORDS', tree);
      require(base64(await treeRoot(leaves)) === head?.root, 'INCLUSION', tree);
    }
  }

  outcome(): Outcome {
    return { holds: true, coi: this.coi, records: this.records, heads: this.heads.size, size: this.size, history: this.history };
  }
}

/** RFC 9162, 2.1.3.2: the root of the tree in which this leaf is; empty if the proof is too long or too short. */
async function rootOf(leafHash: Bytes, index: number, size: number, path: string[]): Promise<string> {
  let node = index;
  let last = size - 1;
  let root = leafHash;
  if (index >= size) {
    return '';
  }
  for (const text of path) {
    const beside = bytes(text);
    if (last === 0 || beside.length !== HASH) {
      return '';
    }
    if (node % 2 === 1 || node === last) {
      root = await inner(beside, root);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      root = await inner(root, beside);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? base64(root) : '';
}

/** The root of all leaves, RFC 9162, 2.1.1: pairs are joined level by level, the odd one goes up as it is. */
async function treeRoot(leaves: Bytes[]): Promise<Bytes> {
  let level = leaves;
  while (level.length > 1) {
    const above: Bytes[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i] as Bytes, level[i + 1]];
      above.push(right === undefined ? left : await inner(left, right));
    }
    level = above;
  }
  return level[0] ?? (await sha256(new Uint8Array()));
}

/** All that the log holds of a record but its place: fields, each after its length; absent is the length 0xFFFFFFFF. */
function leafBytes(record: StoredRecord): Bytes {
  const field = (value: Bytes | undefined): Bytes[] => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, value?.length ?? 0xffffffff);
    return value === undefined ? [length] : [length, value];
  };
  const optional = (value: string | undefined): Bytes | undefined => (value === undefined ? undefined : bytes(value));
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(record.time));
  return join(
    ...field(utf8.encode('io.unbroken.leaf.v1')), ...field(optional(record.key)), ...field(optional(record.value)), ...field(time),
    ...record.headers.flatMap(header => [...field(utf8.encode(header.name)), ...field(optional(header.value))]),
  );
}

function leaf(content: Bytes): Promise<Bytes> {
  return sha256(join(new Uint8Array([0]), content));
}

function inner(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(join(new Uint8Array([1]), left, right));
}

async function sha256(content: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', content));
}

function join(...parts: Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function bytes(text: string): Bytes {
  return Uint8Array.from(atob(text), character => character.charCodeAt(0));
}

function base64(content: Bytes): string {
  return btoa(String.fromCharCode(...content));
}

function hex(content: Bytes): string {
  return [...content].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** A vkey: name, id and key between plus signs; the key may have plus signs too. */
function split3(vkey: string): string[] {
  const [name = '', id = '', ...key] = vkey.split('+');
  return [name, id, key.join('+')];
}

function require(holds: boolean, fault: Fault, where = ''): void {
  if (!holds) {
    throw new Broken(fault, where);
  }
}
