package io.unbroken.simulator.script;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.PersonId;

/// A demo user who acts in a journey, and the service through which they act.
public enum Actor {
    COLLECTION("collection", Service.COLLECTION, PartyKind.COLLECTION),
    COURIER("courier", Service.COURIER, PartyKind.COURIER),
    MANUFACTURING("manufacturing", Service.MANUFACTURING, PartyKind.MANUFACTURING),
    QUALITY("quality", Service.MANUFACTURING, PartyKind.MANUFACTURING),
    NURSE_1("nurse1", Service.INFUSION, PartyKind.INFUSION),
    NURSE_2("nurse2", Service.INFUSION, PartyKind.INFUSION),
    PHYSICIAN("physician", Service.INFUSION, PartyKind.INFUSION);

    private final String user;
    private final Service service;
    private final PartyKind kind;

    Actor(String user, Service service, PartyKind kind) {
        this.user = user;
        this.service = service;
        this.kind = kind;
    }

    /// The user's name at the sign-in.
    public String user() {
        return user;
    }

    public Service service() {
        return service;
    }

    /// The kind of party that they speak for.
    public PartyKind kind() {
        return kind;
    }

    /// Stands in for the person; the service puts in whoever the token names.
    PersonId person() {
        return new PersonId(user);
    }
}
