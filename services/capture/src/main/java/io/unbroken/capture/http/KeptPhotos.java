package io.unbroken.capture.http;

import io.unbroken.custody.event.Fact.Photo;

/// The photos that this party keeps, at the services that keep any.
public interface KeptPhotos {

    /// Whether exactly this photo is kept for good.
    boolean has(Photo photo);
}
