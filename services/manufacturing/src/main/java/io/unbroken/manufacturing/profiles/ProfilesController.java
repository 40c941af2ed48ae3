package io.unbroken.manufacturing.profiles;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.capture.http.BadInput;
import io.unbroken.capture.http.EventRules;
import io.unbroken.capture.http.StrictJson;
import io.unbroken.capture.publishing.Publication;
import io.unbroken.capture.publishing.Publisher;
import io.unbroken.capture.publishing.Receipt;
import io.unbroken.capture.security.Caller;
import io.unbroken.capture.signatures.Signatures;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.profile.EditionId;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.custody.profile.ProfileMeaning;
import io.unbroken.custody.profile.ProfileSignature;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Takes editions of products' rules. The caller approves; somebody else has written them.
@RestController
class ProfilesController {

    /// A product's rules are some three kilobytes.
    private static final int LARGEST_EDITION = 32 * 1024;

    private static final String QUALITY = "QUALITY";

    private final StrictJson json;
    private final EventRules rules;
    private final Signatures signatures;
    private final Publisher publisher;
    private final Clock clock;

    ProfilesController(
            StrictJson json,
            EventRules rules,
            Signatures signatures,
            Publisher publisher,
            Clock clock) {
        this.json = json;
        this.rules = rules;
        this.signatures = signatures;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// An edition as quality sends it. Who approves it is not in it: that is whoever is signed in.
    ///
    /// @param id the idempotency key
    /// @param time when it was approved, by the sender's clock
    /// @param author who wrote the rules
    record ProfileRequest(EditionId id, Instant time, PersonId author, ProductProfile profile) {}

    @Operation(
            summary = "Publish an edition of a product's rules",
            description =
                    "For quality, who approves what somebody else has written. 201 with a signed receipt once all in-sync replicas have it. 401 with a challenge if it is not signed. 409 if the id was used for another content: both are recorded.")
    @PostMapping(path = "/api/profiles", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Receipt> publish(
            HttpServletRequest request,
            Authentication signedIn,
            @RequestHeader(name = Signatures.HEADER, required = false) @Nullable String challenge) {
        Caller caller = Caller.of(signedIn);
        if (!caller.roles().contains(QUALITY)) {
            throw BadInput.notEntitled("profile", "Only quality approves a product's rules.");
        }
        ProfileRequest said = json.read(request, LARGEST_EDITION, ProfileRequest.class);
        ProfileEdition edition = edition(said, caller.person());
        rules.requireNotAhead("time", edition.time());
        if (publisher.receipt(edition.id().value()).isEmpty()) {
            requireAhead(edition.profile());
        }
        signatures.require(edition, caller, challenge);
        return switch (publisher.publish(edition)) {
            case Publication.Recorded recorded ->
                    ResponseEntity.status(HttpStatus.CREATED).body(recorded.receipt());
            case Publication.Conflicting _ ->
                    throw BadInput.conflict(
                            "id",
                            "This id was used before for another content. Both are recorded.");
        };
    }

    /// What reaches back would not count; here its author learns so.
    private void requireAhead(ProductProfile profile) {
        if (profile.version() > 1 && !profile.effectiveFrom().isAfter(clock.instant())) {
            throw BadInput.field(
                    "profile.effectiveFrom",
                    "Expected a time that is ahead: what was judged by the edition before stays judged.");
        }
    }

    private static ProfileEdition edition(ProfileRequest request, PersonId approver) {
        try {
            return new ProfileEdition(
                    request.id(),
                    request.time(),
                    request.profile(),
                    new ProfileSignature(request.author(), ProfileMeaning.PROFILE_AUTHORED),
                    new ProfileSignature(approver, ProfileMeaning.PROFILE_APPROVED_BY_QUALITY));
        } catch (IllegalArgumentException rule) {
            throw BadInput.of(rule);
        }
    }
}
