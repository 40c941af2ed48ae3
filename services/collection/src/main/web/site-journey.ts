import { factsOf, type Facts, type HandoffCode, type Stated } from '@unbroken/kit';

/** What is to be done next at a site, in its order. */
export const TASKS = ['identity', 'collect', 'labels', 'pack', 'give', 'waiting'] as const;
export type Task = (typeof TASKS)[number];

/** How many different people check the identity before cells are collected. */
export const CHECKERS = 2;

/** Something that is to be done, with some of a journey's bags if there are any yet. */
export interface Due {
  task: Task;
  /** Which of several of its kind: a seal, a handoff. */
  which: string;
  materials: readonly string[];
  packed?: { shipper: string; seal: string; loggers: readonly string[]; materials: readonly string[] };
  given?: HandoffCode;
  /** Sealed shippers of these bags with another that was discarded: opened first. */
  toOpen?: readonly string[];
}

/** One journey as people at the site work on it. */
export interface SiteJourney {
  coi: string;
  order: string;
  product: string;
  patient: string;
  checkedBy: readonly string[];
  dins: readonly string[];
  /** None when the courier has all of it, or what is left came to an end. */
  dues: readonly Due[];
}

/** What a journey's events come to, as on the log; absent if it did not begin here. */
export function siteJourney(coi: string, events: readonly Stated[], we: readonly string[]): SiteJourney | undefined {
  const enrolled = factsOf(events, 'PatientEnrolled').at(-1);
  if (enrolled === undefined) {
    return undefined;
  }
  const ordered = factsOf(events, 'TherapyOrdered').at(-1);
  const checks = factsOf(events, 'IdentityConfirmed').filter(check => check.purpose === 'COLLECTION' && check.wristband === enrolled.patient);
  const checkedBy = [...new Set(checks.map(check => check.by))];
  const dins = factsOf(events, 'MaterialCollected').map(collected => collected.din);
  const before: Due = { task: checkedBy.length < CHECKERS ? 'identity' : 'collect', which: '', materials: [] };
  return {
    coi,
    order: ordered?.order ?? '',
    product: ordered?.product ?? '',
    patient: enrolled.patient,
    checkedBy,
    dins,
    dues: dins.length === 0 && factsOf(events, 'Discarded').length === 0 ? [before] : bags(coi, events, we),
  };
}

/** What is to be done with each bag; one of several that was discarded or given on ends nothing for the others. */
function bags(coi: string, events: readonly Stated[], we: readonly string[]): Due[] {
  const taken = factsOf(events, 'HandoffAccepted').map(accepted => accepted.handoff);
  const discarded = factsOf(events, 'Discarded').flatMap(each => each.materials);
  const groups = new Map<string, Due>();
  const add = (due: Due): void => {
    const key = JSON.stringify([due.task, due.which]);
    const toOpen = [...new Set([...(groups.get(key)?.toOpen ?? []), ...(due.toOpen ?? [])])];
    groups.set(key, { ...due, materials: [...(groups.get(key)?.materials ?? []), ...due.materials], ...(toOpen.length === 0 ? {} : { toOpen }) });
  };
  for (const material of collected(events).filter(each => !discarded.includes(each))) {
    const materials = [material];
    const last = events.findLast(event => moved(event, we).includes(material));
    if (last?.type === 'HandoffReleased') {
      const release = last.fact as Facts['HandoffReleased'];
      if (!taken.includes(release.handoff)) {
        add({ task: 'waiting', which: release.handoff, materials, given: { ...release, coi } });
      }
    } else if (last?.type === 'Packed') {
      const { shipper, seal, loggers, contents } = last.fact as Facts['Packed'];
      const behind = contents.map(label => label.material);
      add(
        behind.some(each => discarded.includes(each))
          ? { task: 'pack', which: '', materials, toOpen: [shipper] }
          : { task: 'give', which: seal, materials, packed: { shipper, seal, loggers, materials: behind } },
      );
    } else {
      add({ task: isLabelled(material, events) ? 'pack' : 'labels', which: '', materials });
    }
  }
  return [...groups.values()];
}

function collected(events: readonly Stated[]): string[] {
  return factsOf(events, 'MaterialCollected').flatMap(each => each.units.map(unit => unit.material));
}

/** Whether labels were accounted for after the bag was filled. */
function isLabelled(material: string, events: readonly Stated[]): boolean {
  const filled = events.findLastIndex(event => collected([event]).includes(material));
  return factsOf(events.slice(filled), 'LabelsReconciled').length > 0;
}

/** The bags of which an event of ours says that they are somewhere else now. */
function moved(event: Stated, we: readonly string[]): readonly string[] {
  if (event.type === 'Packed' && we.includes(event.party)) {
    return (event.fact as Facts['Packed']).contents.map(label => label.material);
  }
  if (event.type === 'HandoffReleased') {
    const { from, materials } = event.fact as Facts['HandoffReleased'];
    return we.includes(from) ? materials : [];
  }
  return [];
}
