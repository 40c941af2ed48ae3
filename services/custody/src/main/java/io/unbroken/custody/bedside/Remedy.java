package io.unbroken.custody.bedside;

/// What to do at the bedside if a check does not hold. There is no way around it.
public enum Remedy {
    /// Do not use the unit; bring it back where it was kept, and call.
    PUT_ASIDE(Contact.LABORATORY),
    /// Another person scans wristband and labels.
    SECOND_PERSON(Contact.NOBODY),
    /// Both begin again from the wristband.
    SCAN_AGAIN(Contact.NOBODY),
    /// Quality has to look at it and to decide.
    CALL_QUALITY(Contact.QUALITY),
    /// The laboratory that keeps the cells has to look at it.
    CALL_LABORATORY(Contact.LABORATORY),
    /// The physician has to decide.
    CALL_PHYSICIAN(Contact.PHYSICIAN),
    /// The platform does not answer; those who run it have to.
    CALL_SUPPORT(Contact.SUPPORT);

    private final Contact contact;

    Remedy(Contact contact) {
        this.contact = contact;
    }

    /// Whom to call.
    public Contact contact() {
        return contact;
    }

    /// Who can be called; names and numbers are each centre's own.
    public enum Contact {
        NOBODY,
        QUALITY,
        LABORATORY,
        PHYSICIAN,
        SUPPORT
    }
}
