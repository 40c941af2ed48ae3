package io.unbroken.capture.http;

import io.unbroken.capture.publishing.Receipt;
import io.unbroken.custody.loggerfile.LoggerFormat;
import io.unbroken.custody.telemetry.FileHash;
import java.util.List;

/// What a logger's file gave.
///
/// @param sha256 the file's hash
/// @param samples how many samples were taken
/// @param marked how many readings are kept and not judged: times without a value, and what cannot be true
/// @param conditions how many values of other sensors were taken
/// @param days how many day summaries it reported
/// @param differences where the device's own results differ from what its samples give, in words
/// @param unread settings in the file that are not known
/// @param receipts one for each block, and one for the device's own results
record LoggerFileReceipt(
        FileHash sha256,
        LoggerFormat format,
        int samples,
        int marked,
        int conditions,
        int days,
        List<String> differences,
        List<String> unread,
        List<Receipt> receipts) {}
