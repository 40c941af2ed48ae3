package io.unbroken.courier.photos;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Where photos are kept.
///
/// @param directory a directory on a disk that is backed up; made if it is not there
@Validated
@ConfigurationProperties("unbroken.photos")
record PhotosProperties(
        @NotBlank(message = "set UNBROKEN_PHOTOS_DIRECTORY to where photos are kept")
                String directory) {}
