import type { Problem } from './api';
import { kinds, sentences } from './refusals-de';
import { translated } from './sentences';
import { language } from './text';

/** Longer than any field's name; what the model says of a value begins with it, but the service has it in a member of its own. */
const FIELD = 'x';

/** What a service says of a request that it does not do, in the page's language: exactly what it says, if that is known there; else the kind of problem; else in its English. */
export function told(problem: Problem, status: number): string {
  const said = problem.detail ?? problem.title ?? `HTTP ${status}`;
  return language === 'en' ? said : (german(problem) ?? said);
}

function german({ type, detail, field }: Problem): string | undefined {
  const where = field === undefined || field === '' ? '' : ` (${field})`;
  const exact = detail === undefined ? undefined : (translated(detail, sentences) ?? ofValue(detail));
  const kind = kinds[type?.split('/').at(-1) ?? ''];
  return exact === undefined ? (kind === undefined ? undefined : `${kind}${where}`) : `${exact}${where}`;
}

/** A sentence of which the service has taken the field's name away. */
function ofValue(detail: string): string | undefined {
  return translated(`${FIELD}: ${detail}`, sentences)?.replace(`${FIELD}: `, '');
}
