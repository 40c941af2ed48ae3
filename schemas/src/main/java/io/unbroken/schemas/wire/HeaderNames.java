package io.unbroken.schemas.wire;

/// The headers of a signed record; all values are UTF-8 text.
public final class HeaderNames {

    /// The signing key's id.
    public static final String KEY = "ub-key";

    /// The signature's 64 bytes in Base64.
    public static final String SIGNATURE = "ub-signature";

    /// The record's running number among its signer's for the same Kafka key, decimal, from 1.
    public static final String SEQUENCE = "ub-sequence";

    /// The hash of the record before, 64 hexadecimal digits, all zero for the first.
    public static final String PREVIOUS = "ub-previous";

    /// The event's or block's identifier (CloudEvents binary mode).
    public static final String ID = "ce_id";

    /// What kind of thing the record says (CloudEvents).
    public static final String TYPE = "ce_type";

    /// The party (CloudEvents).
    public static final String SOURCE = "ce_source";

    /// When it happened, RFC 3339 (CloudEvents).
    public static final String TIME = "ce_time";

    /// The version of CloudEvents.
    public static final String SPEC_VERSION = "ce_specversion";

    /// Always `application/avro`.
    public static final String CONTENT_TYPE = "content-type";

    /// W3C trace context; added by whoever sends.
    public static final String TRACE_PARENT = "traceparent";

    private HeaderNames() {}
}
