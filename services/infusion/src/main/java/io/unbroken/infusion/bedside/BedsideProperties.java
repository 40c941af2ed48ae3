package io.unbroken.infusion.bedside;

import io.unbroken.custody.bedside.BedsideRules;
import io.unbroken.custody.bedside.Remedy.Contact;
import io.unbroken.custody.identity.PartyId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// What a centre demands of two people's checks, and whom they call.
///
/// @param longestReturn how long what was scanned may take to come back from the history
/// @param farthestApart how far the two checks may be apart
/// @param shortestSwitch how long two people at one device take at least
/// @param goStands how long a GO stands
/// @param quality whom to call for a decision of quality
/// @param laboratory whom to call who keeps the cells
/// @param physician whom to call for a physician's decision
/// @param support whom to call if the platform does not answer
@Validated
@ConfigurationProperties("unbroken.bedside")
public record BedsideProperties(
        @NotNull Duration longestReturn,
        @NotNull Duration farthestApart,
        @NotNull Duration shortestSwitch,
        @NotNull Duration goStands,
        @NotBlank String quality,
        @NotBlank String laboratory,
        @NotBlank String physician,
        @NotBlank String support) {

    BedsideRules rules(PartyId site, Duration longestSilence) {
        return new BedsideRules(
                site, longestSilence, longestReturn, farthestApart, shortestSwitch, goStands);
    }

    /// Name and number; empty text if nobody is to be called.
    String call(Contact contact) {
        return switch (contact) {
            case NOBODY -> "";
            case QUALITY -> quality;
            case LABORATORY -> laboratory;
            case PHYSICIAN -> physician;
            case SUPPORT -> support;
        };
    }
}
