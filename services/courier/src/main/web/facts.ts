import { said, type Queue, type Said, type Scan } from '@unbroken/kit';
import { messages } from './messages';

export type Milestone = keyof typeof messages.milestones;

export function reached(queue: Queue, who: string, coi: string, shipper: string, milestone: Milestone, place: string, scans: readonly Scan[]): Said {
  const told = { title: messages.milestone, subject: `${shipper} · ${messages.milestones[milestone]} · ${place}`, place };
  return said(queue, who, coi, scans, { type: 'TransportMilestoneReached', milestone, shipper, place }, told);
}
