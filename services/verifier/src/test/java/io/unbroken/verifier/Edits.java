package io.unbroken.verifier;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.wire.HeaderNames;
import io.unbroken.verifier.bundle.BundleLines;
import io.unbroken.verifier.bundle.Line;
import io.unbroken.verifier.bundle.Line.Checkpoint;
import io.unbroken.verifier.bundle.Line.Consistency;
import io.unbroken.verifier.bundle.Line.DerivedHistory;
import io.unbroken.verifier.bundle.Line.Entry;
import io.unbroken.verifier.bundle.Line.Header;
import io.unbroken.verifier.bundle.Line.StoredHeader;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.bundle.Line.TreeHead;
import io.unbroken.verifier.bundle.Line.WriterSchema;
import io.unbroken.verifier.testing.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// Changes by someone who knows the format: each leaves a bundle that is well formed, and false in one thing.
final class Edits {

    private final SplittableRandom random;
    private final List<Line> lines;
    private final List<Line> others;

    Edits(SplittableRandom random, List<Line> lines, List<Line> others) {
        this.random = random;
        this.lines = lines;
        this.others = others;
    }

    void apply() {
        switch (random.nextInt(12)) {
            case 0 -> replace(Header.class, this::header);
            case 1 -> replace(Checkpoint.class, line -> new Checkpoint(damaged(line.note())));
            case 2 -> replace(Consistency.class, this::consistency);
            case 3 -> replace(Entry.class, this::entry);
            case 4 -> replace(WriterSchema.class, this::schema);
            case 5 -> replace(DerivedHistory.class, this::history);
            case 6 -> dropAndDeriveAgain();
            case 7 -> addFromOther();
            case 8 -> swapValues();
            default -> replace(StoredRecord.class, this::record);
        }
    }

    private <T extends Line> void replace(Class<T> kind, UnaryOperator<T> edit) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (kind.isInstance(lines.get(i))) {
                places.add(i);
            }
        }
        if (!places.isEmpty()) {
            int at = places.get(random.nextInt(places.size()));
            lines.set(at, edit.apply(kind.cast(lines.get(at))));
        }
    }

    private Header header(Header line) {
        return switch (random.nextInt(5)) {
            case 0 ->
                    new Header(
                            ((Header) others.getFirst()).coi(),
                            line.format(),
                            line.origin(),
                            line.records(),
                            line.rules(),
                            line.size());
            case 1 ->
                    new Header(
                            line.coi(),
                            line.format(),
                            line.origin() + "2",
                            line.records(),
                            line.rules(),
                            line.size());
            case 2 ->
                    new Header(
                            line.coi(),
                            line.format(),
                            line.origin(),
                            line.records(),
                            line.rules() + 1,
                            line.size());
            case 3 ->
                    new Header(
                            line.coi(),
                            line.format(),
                            line.origin(),
                            line.records() + 1,
                            line.rules(),
                            line.size());
            default ->
                    new Header(
                            line.coi(),
                            line.format(),
                            line.origin(),
                            line.records(),
                            line.rules(),
                            line.size() + 1);
        };
    }

    private Consistency consistency(Consistency line) {
        return switch (random.nextInt(3)) {
            case 0 -> new Consistency(line.from() + 1, line.proof(), line.root());
            case 1 -> new Consistency(line.from(), line.proof(), hash(line.root()));
            default -> new Consistency(line.from(), hashes(line.proof()), line.root());
        };
    }

    private Entry entry(Entry line) {
        List<TreeHead> heads = new ArrayList<>(line.heads());
        int at = random.nextInt(heads.size());
        TreeHead head = heads.get(at);
        switch (random.nextInt(5)) {
            case 0 -> heads.set(at, new TreeHead(hash(head.root()), head.size(), head.tree()));
            case 1 -> heads.set(at, new TreeHead(head.root(), head.size() + 1, head.tree()));
            case 2 -> heads.remove(at);
            case 3 -> {
                return new Entry(heads, line.index() + 1, line.proof());
            }
            default -> {
                return new Entry(heads, line.index(), hashes(line.proof()));
            }
        }
        return new Entry(heads, line.index(), line.proof());
    }

    private WriterSchema schema(WriterSchema line) {
        return switch (random.nextInt(3)) {
            case 0 -> new WriterSchema(line.id() + 100, line.schema());
            case 1 -> new WriterSchema(line.id(), line.schema().replaceFirst("long", "int"));
            default ->
                    new WriterSchema(
                            line.id(),
                            others.stream()
                                    .filter(WriterSchema.class::isInstance)
                                    .map(each -> ((WriterSchema) each).schema())
                                    .filter(text -> !text.equals(line.schema()))
                                    .findFirst()
                                    .orElseThrow());
        };
    }

    private DerivedHistory history(DerivedHistory line) {
        if (random.nextInt(4) == 0) {
            return (DerivedHistory) others.getLast();
        }
        byte[] changed = line.canonical().clone();
        int at = random.nextInt(changed.length);
        changed[at] = (byte) (changed[at] == 'x' ? 'y' : 'x');
        return new DerivedHistory(changed);
    }

    private StoredRecord record(StoredRecord line) {
        return switch (random.nextInt(8)) {
            case 0 -> of(line, line.headers(), line.key(), Optional.of(bytes(line.value())));
            case 1 -> of(line, line.headers(), Optional.of(bytes(line.key())), line.value());
            case 2, 3 -> of(line, headers(line.headers()), line.key(), line.value());
            case 4 -> at(line, line.offset() + 1, line.partition(), line.time(), line.proof());
            case 5 -> at(line, line.offset(), line.partition() + 1, line.time(), line.proof());
            case 6 -> at(line, line.offset(), line.partition(), line.time() + 1, line.proof());
            default -> at(line, line.offset(), line.partition(), line.time(), hashes(line.proof()));
        };
    }

    private List<StoredHeader> headers(List<StoredHeader> before) {
        List<StoredHeader> headers = new ArrayList<>(before);
        int at = random.nextInt(headers.size());
        StoredHeader header = headers.get(at);
        switch (random.nextInt(4)) {
            case 0 -> headers.set(at, new StoredHeader(header.name() + "x", header.value()));
            case 1 ->
                    headers.set(
                            at,
                            new StoredHeader(header.name(), Optional.of(bytes(header.value()))));
            case 2 -> headers.remove(at);
            default -> Collections.swap(headers, at, (at + 1) % headers.size());
        }
        return headers;
    }

    // The forger leaves out what does not suit, and derives the history from what is left. The last
    // record of a signer can be left
    // out like this, as no later one names it; that one of before cannot.
    private void dropAndDeriveAgain() {
        List<StoredRecord> named =
                lines.stream()
                        .filter(StoredRecord.class::isInstance)
                        .map(StoredRecord.class::cast)
                        .filter(record -> TopicCatalogue.kind(record.topic()).isPresent())
                        .filter(this::hasSuccessor)
                        .toList();
        if (named.isEmpty()) {
            lines.removeIf(Entry.class::isInstance);
            return;
        }
        lines.remove(named.get(random.nextInt(named.size())));
        deriveAgain();
    }

    private boolean hasSuccessor(StoredRecord record) {
        return lines.stream()
                .filter(StoredRecord.class::isInstance)
                .map(StoredRecord.class::cast)
                .anyMatch(later ->
                        later.topic().equals(record.topic())
                                && header(later, HeaderNames.KEY)
                                        .equals(header(record, HeaderNames.KEY))
                                && Long.parseLong(header(later, HeaderNames.SEQUENCE))
                                        > Long.parseLong(header(record, HeaderNames.SEQUENCE)));
    }

    // A record of another journey, with its own good proof, put in its place; and the history
    // derived anew.
    private void addFromOther() {
        List<StoredRecord> theirs =
                others.stream()
                        .filter(StoredRecord.class::isInstance)
                        .map(StoredRecord.class::cast)
                        .filter(record -> !lines.contains(record))
                        .toList();
        lines.add(theirs.get(random.nextInt(theirs.size())));
        lines.sort(Comparator.comparingInt(Edits::rank).thenComparing(Edits::position));
        deriveAgain();
    }

    private void swapValues() {
        List<StoredRecord> records = new ArrayList<>();
        lines.stream()
                .filter(StoredRecord.class::isInstance)
                .forEach(line -> records.add((StoredRecord) line));
        StoredRecord a = records.get(random.nextInt(records.size()));
        StoredRecord b = records.get(random.nextInt(records.size()));
        lines.replaceAll(line ->
                line.equals(a)
                        ? of(a, b.headers(), b.key(), b.value())
                        : line.equals(b) ? of(b, a.headers(), a.key(), a.value()) : line);
    }

    private void deriveAgain() {
        try {
            var header = (Header) lines.getFirst();
            lines.set(0, BundleLines.counted(lines).getFirst());
            var schemas = new BundleSchemas();
            var testimony = new Testimony(new CoiId(header.coi()), ROOT, schemas);
            for (Line line : lines) {
                if (line instanceof WriterSchema schema) {
                    schemas.add(schema);
                } else if (line instanceof StoredRecord record) {
                    testimony.add(record, 0);
                }
            }
            lines.set(lines.size() - 1, new DerivedHistory(testimony.history().canonical()));
        } catch (Unproven stranger) {
            // A record of another journey has no place in a history; the forger leaves it as it
            // was.
            return;
        }
    }

    private static final PublicKey ROOT = new World().trust().root();

    private static int rank(Line line) {
        return switch (line) {
            case Header _ -> 0;
            case Checkpoint _ -> 1;
            case Consistency _ -> 2;
            case Entry _ -> 3;
            case WriterSchema _ -> 4;
            case StoredRecord record ->
                    record.topic().startsWith("keys")
                            ? 5
                            : record.topic().startsWith("profiles")
                                    ? 6
                                    : record.topic().startsWith("tel") ? 8 : 7;
            case DerivedHistory _ -> 9;
        };
    }

    private static String position(Line line) {
        return switch (line) {
            case StoredRecord record ->
                    "%s/%05d/%09d".formatted(record.topic(), record.partition(), record.offset());
            case WriterSchema schema -> "%09d".formatted(schema.id());
            case Entry entry -> "%09d".formatted(entry.index());
            case Header _, Checkpoint _, Consistency _, DerivedHistory _ -> "";
        };
    }

    private static String header(StoredRecord record, String name) {
        return record.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(header ->
                        new String(
                                Base64.getDecoder().decode(header.value().orElseThrow()),
                                StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static StoredRecord of(
            StoredRecord record,
            List<StoredHeader> headers,
            Optional<String> key,
            Optional<String> value) {
        return new StoredRecord(
                headers,
                key,
                record.offset(),
                record.partition(),
                record.proof(),
                record.time(),
                record.topic(),
                value);
    }

    private static StoredRecord at(
            StoredRecord record, long offset, int partition, long time, List<String> proof) {
        return new StoredRecord(
                record.headers(),
                record.key(),
                offset,
                partition,
                proof,
                time,
                record.topic(),
                record.value());
    }

    private String bytes(Optional<String> base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.orElseThrow());
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String hash(String base64) {
        return bytes(Optional.of(base64));
    }

    private List<String> hashes(List<String> before) {
        List<String> hashes = new ArrayList<>(before);
        if (hashes.isEmpty() || random.nextInt(3) == 0) {
            hashes.add(hash(Base64.getEncoder().encodeToString(new byte[32])));
        } else if (random.nextBoolean()) {
            hashes.removeLast();
        } else {
            hashes.set(0, hash(hashes.getFirst()));
        }
        return hashes;
    }

    private String damaged(String note) {
        char[] characters = note.toCharArray();
        int at = random.nextInt(characters.length);
        characters[at] = characters[at] == 'A' ? 'B' : 'A';
        return new String(characters);
    }
}
