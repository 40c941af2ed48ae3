package io.unbroken.custody.bedside;

import io.unbroken.custody.status.PointOfUse;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What must hold at the bedside, the most serious first: the wrong patient before the wrong time.
public enum BedsideCheck {
    /// Wristband and labels belong to one chain of identity.
    ONE_CHAIN(Remedy.PUT_ASIDE),
    /// The units are of this journey, have not come to their end, and both people scanned the same ones.
    UNITS(Remedy.PUT_ASIDE),
    /// Two different people scanned, each on their own.
    TWO_PEOPLE(Remedy.SECOND_PERSON),
    /// Nothing in the history names another patient, unit or chain.
    IDENTITY(Remedy.CALL_QUALITY),
    /// Nobody but the parties said what the history says.
    INTEGRITY(Remedy.CALL_QUALITY),
    /// A product was ordered for this patient, and its rules are known.
    ORDER(Remedy.CALL_QUALITY),
    /// Quality released these very units by signature.
    RELEASE(Remedy.CALL_QUALITY),
    /// All tests that the product demands have passed, or it was decided on them.
    QUALITY(Remedy.CALL_QUALITY),
    /// Custody is unbroken from the patient's vein on.
    CUSTODY(Remedy.CALL_QUALITY),
    /// The units are in an infusion centre's custody, inspected and accepted.
    SITE(Remedy.CALL_LABORATORY),
    /// It is this centre that holds them.
    THIS_SITE(Remedy.CALL_LABORATORY),
    /// The temperature is known and in range, or it was decided on what was not.
    COLD_CHAIN(Remedy.CALL_QUALITY),
    /// The units have not expired.
    EXPIRY(Remedy.CALL_LABORATORY),
    /// The clock that runs from thaw, or whatever the product ties it to, has begun and not run out.
    THAW(Remedy.CALL_LABORATORY),
    /// Lymphodepletion is complete.
    LYMPHODEPLETION(Remedy.CALL_PHYSICIAN),
    /// The history has two people's confirmation of every unit that can still be used.
    EVERY_UNIT(Remedy.SCAN_AGAIN),
    /// What this centre knows is fresh: the brokers can be heard, and what was scanned has come back from the history.
    FRESH(Remedy.CALL_SUPPORT),
    /// Nothing new has been said since the answer that is on the screen.
    UNCHANGED(Remedy.SCAN_AGAIN),
    /// The answer's own time has not run out.
    TIME(Remedy.SCAN_AGAIN),
    /// A rule that this centre's software does not know yet.
    ANOTHER_RULE(Remedy.CALL_QUALITY);

    /// Those that tracking judges at each point; the names are those of the history's checks.
    private static final Set<BedsideCheck> AT_THAW =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            IDENTITY,
                            INTEGRITY,
                            ORDER,
                            RELEASE,
                            QUALITY,
                            CUSTODY,
                            SITE,
                            COLD_CHAIN,
                            LYMPHODEPLETION,
                            EXPIRY));

    private static final Set<BedsideCheck> AT_INFUSION = atInfusion();

    private final Remedy remedy;

    BedsideCheck(Remedy remedy) {
        this.remedy = remedy;
    }

    /// What to do if it does not hold.
    public Remedy remedy() {
        return remedy;
    }

    /// The check of the history's check of that name; tracking's `TWO_PEOPLE` is of all units, not of those that were scanned.
    static BedsideCheck ofHistory(String name) {
        if (name.equals("TWO_PEOPLE")) {
            return EVERY_UNIT;
        }
        return Arrays.stream(values())
                .filter(check -> check.name().equals(name) && AT_INFUSION.contains(check))
                .findFirst()
                .orElse(ANOTHER_RULE);
    }

    /// What tracking judges at that point.
    static Set<BedsideCheck> judgedAt(PointOfUse point) {
        return point == PointOfUse.INFUSION ? AT_INFUSION : AT_THAW;
    }

    private static Set<BedsideCheck> atInfusion() {
        Set<BedsideCheck> checks = EnumSet.of(THAW, EVERY_UNIT);
        checks.addAll(AT_THAW);
        return Collections.unmodifiableSet(checks);
    }
}
