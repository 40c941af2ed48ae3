package io.unbroken.tracking.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.unbroken.custody.history.CanonicalJson;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.profile.EditionId;
import io.unbroken.custody.profile.Editions;
import io.unbroken.custody.profile.Editions.Effect;
import io.unbroken.custody.profile.SignedEdition;
import io.unbroken.tracking.authentication.PublishedProfiles;
import io.unbroken.tracking.authentication.PublishedProfiles.Published;
import io.unbroken.tracking.authentication.PublishedProfiles.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The rules of products by which histories are judged, and what does not count.
@RestController
class ProfilesController {

    private final PublishedProfiles profiles;

    ProfilesController(PublishedProfiles profiles) {
        this.profiles = profiles;
    }

    /// @param editions by product, then version, then place on the log
    /// @param unreadable records that say nothing of any product
    record ProfilesView(List<EditionView> editions, List<RefusedView> unreadable) {}

    /// @param effect what it does: COUNTS, SUSPENDS (from `effectiveFrom` on the product has no rules), NONE
    /// @param why in one sentence; absent if it counts
    /// @param profile the rules, in the form in which they are published
    record EditionView(
            Effect effect,
            @Nullable String why,
            EditionId id,
            Instant time,
            PersonId author,
            PersonId approver,
            PartyId party,
            KeyId key,
            long offset,
            Instant recordTime,
            @JsonRawValue @Schema(type = "object") String profile) {

        static EditionView of(Editions.Judged judged) {
            SignedEdition said = judged.said();
            return new EditionView(
                    judged.effect(),
                    judged.why().orElse(null),
                    said.edition().id(),
                    said.edition().time(),
                    said.edition().authored().person(),
                    said.edition().approved().person(),
                    said.party(),
                    said.key(),
                    said.place(),
                    said.recordTime(),
                    new String(
                            CanonicalJson.bytes(said.edition().profile()), StandardCharsets.UTF_8));
        }
    }

    record RefusedView(long offset, Instant recordTime, String reason, String detail) {

        static RefusedView of(Refused refused) {
            return new RefusedView(
                    refused.offset(), refused.recordTime(), refused.reason(), refused.detail());
        }
    }

    @Operation(
            summary =
                    "All editions of products' rules on the log: which count, and why others do not")
    @GetMapping("/api/profiles")
    ProfilesView profiles() {
        Published published = profiles.published();
        return new ProfilesView(
                published.editions().judged().stream().map(EditionView::of).toList(),
                published.unreadable().stream().map(RefusedView::of).toList());
    }
}
