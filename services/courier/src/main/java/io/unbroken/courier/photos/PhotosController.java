package io.unbroken.courier.photos;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.capture.http.BadInput;
import io.unbroken.capture.http.StrictJson;
import io.unbroken.custody.event.Fact.Photo;
import io.unbroken.custody.identity.PhotoHash;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes photos of packages, and gives them to this party's people alone.
@RestController
class PhotosController {

    /// Nobody's browser makes anything else of a photo than a picture.
    private static final String PICTURE_ALONE = "default-src 'none'; sandbox";

    private final Photos photos;

    PhotosController(Photos photos) {
        this.photos = photos;
    }

    @Operation(
            summary = "Keep a photo of a package's condition, before the event that names it",
            description =
                    "A JPEG picture of at most 512 kB whose SHA-256 is in the address. It stays here; the log has its hash. Sent again, it changes nothing.")
    @PutMapping(path = "/api/photos/{sha256}", consumes = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<Void> keep(@PathVariable String sha256, HttpServletRequest request) {
        photos.keep(named(sha256), StrictJson.body(request, Photo.LARGEST));
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "A photo that this party keeps")
    @GetMapping(path = "/api/photos/{sha256}", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> photo(@PathVariable String sha256) {
        PhotoHash named = named(sha256);
        byte[] bytes =
                photos.find(named)
                        .orElseThrow(() -> BadInput.absent("No photo is kept under this hash."));
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(named.value() + ".jpg")
                                .build()
                                .toString())
                .header("Content-Security-Policy", PICTURE_ALONE)
                .body(bytes);
    }

    private static PhotoHash named(String sha256) {
        try {
            return new PhotoHash(sha256);
        } catch (IllegalArgumentException form) {
            throw BadInput.field("sha256", String.valueOf(form.getMessage()));
        }
    }
}
