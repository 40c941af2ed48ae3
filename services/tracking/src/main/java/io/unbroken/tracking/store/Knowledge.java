package io.unbroken.tracking.store;

/// How much somebody knew of what decides on histories beside the records of journeys and loggers. The same for all instances that
/// have read these topics equally far.
///
/// @param keys how many records of the topic of keys
/// @param editions how many records of the topic of profiles
public record Knowledge(long keys, long editions) {

    public static final Knowledge NONE = new Knowledge(0, 0);

    /// Whether nothing of `other` is unknown here.
    public boolean covers(Knowledge other) {
        return keys >= other.keys && editions >= other.editions;
    }

    /// What both know together.
    public Knowledge union(Knowledge other) {
        return new Knowledge(Math.max(keys, other.keys), Math.max(editions, other.editions));
    }
}
