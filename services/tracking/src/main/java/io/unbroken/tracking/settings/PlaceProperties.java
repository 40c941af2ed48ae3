package io.unbroken.tracking.settings;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Where the catalogue of places is, by which shipments stand on the map that no logger locates.
///
/// @param file CSV lines `code,name,latitude,longitude`; empty for the airports that come with us alone
@Validated
@ConfigurationProperties("unbroken.tracking.places")
public record PlaceProperties(@NotNull String file) {}
