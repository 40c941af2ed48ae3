package io.unbroken.platform;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.PartyId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// The organisations of the demo. In production each keeps its own key, and the administrator registers what they send.
public enum Party {
    LINDENHOF(Part.COLLECTION, PartyKind.COLLECTION, "site-lindenhof"),
    POLARIS(Part.COURIER, PartyKind.COURIER, "courier-polaris"),
    RHEINTAL(Part.MANUFACTURING, PartyKind.MANUFACTURING, "facility-rheintal"),
    SEEBLICK(Part.INFUSION, PartyKind.INFUSION, "centre-seeblick");

    private final Part service;
    private final PartyKind kind;
    private final String name;

    Party(Part service, PartyKind kind, String name) {
        this.service = service;
        this.kind = kind;
        this.name = name;
    }

    /// The service that acts for it.
    public Part service() {
        return service;
    }

    public PartyKind kind() {
        return kind;
    }

    public PartyId id() {
        return new PartyId(name);
    }

    /// For whom else it may speak: the airline that flies the shipper has no key of its own, so the courier does.
    public Set<PartyId> mayActAs() {
        return switch (this) {
            case POLARIS -> Set.of(new PartyId("carrier-aurora"));
            case LINDENHOF, RHEINTAL, SEEBLICK -> Set.of();
        };
    }

    static Optional<Party> of(Part service) {
        return Arrays.stream(values()).filter(party -> party.service == service).findFirst();
    }
}
