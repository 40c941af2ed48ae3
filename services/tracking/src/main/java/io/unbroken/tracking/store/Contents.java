package io.unbroken.tracking.store;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/// Everything of a namespace that a comparison looks at.
public interface Contents {

    /// All journeys that keep records.
    SortedSet<CoiId> journeys();

    /// The journeys of which a version was written that is not below this one.
    SortedSet<CoiId> writtenSince(long version);

    /// The digests of those of these journeys that keep records.
    Map<CoiId, Digest> digests(SortedSet<CoiId> some);

    /// The ids of the positions of what is in quarantine for all to see.
    SortedSet<String> quarantined();

    /// A journey in short.
    ///
    /// @param version of its document
    /// @param records SHA-256 of each record that it keeps, by the id of its position
    /// @param history SHA-256 of its history
    /// @param summary SHA-256 of its summary
    /// @param readable whether the document has our form; the others are empty if not
    record Digest(
            CoiId coi,
            long version,
            SortedMap<String, Bytes> records,
            Bytes history,
            Bytes summary,
            boolean readable) {

        private static final Bytes NONE = Bytes.of(new byte[0]);

        /// Fields that say how and when a document was written, and what is told by the others.
        private static final List<String> NOT_OF_THE_SUMMARY =
                List.of(
                        "version",
                        "keys",
                        "editions",
                        "boot",
                        "updatedAt",
                        "inbox",
                        "history",
                        "last");

        /// The digest of a document.
        public static Digest of(JourneyDocument journey) {
            Document summary = Documents.of(journey);
            var records = new TreeMap<String, Bytes>();
            List<Document> inbox = summary.getList("inbox", Document.class);
            for (int i = 0; i < inbox.size(); i++) {
                records.put(journey.inbox().get(i).record().position().id(), sha256(inbox.get(i)));
            }
            NOT_OF_THE_SUMMARY.forEach(summary::remove);
            return new Digest(
                    journey.coi(),
                    journey.version(),
                    records,
                    sha256(journey.history().array()),
                    sha256(summary),
                    true);
        }

        /// Of a document that has not our form.
        static Digest misshapen(CoiId coi, long version) {
            return new Digest(coi, version, new TreeMap<>(), NONE, NONE, false);
        }

        private static Bytes sha256(Document document) {
            var buffer = new BasicOutputBuffer();
            new DocumentCodec()
                    .encode(
                            new BsonBinaryWriter(buffer),
                            document,
                            EncoderContext.builder().build());
            return sha256(buffer.toByteArray());
        }

        private static Bytes sha256(byte[] bytes) {
            try {
                return Bytes.of(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }
    }
}
