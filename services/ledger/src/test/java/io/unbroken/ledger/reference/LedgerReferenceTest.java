package io.unbroken.ledger.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.leaf.LeafBytes;
import io.unbroken.ledger.leaf.LeafHeader;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.HashLines;
import io.unbroken.ledger.merkle.InclusionProof;
import io.unbroken.ledger.note.Cosigner;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.tiles.TilePath;
import io.unbroken.schemas.keys.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The reference of the ledger's formats, with a vector against which other implementations can check themselves.
class LedgerReferenceTest {

    private static final Path PAGE = Path.of("../../docs/reference/ledger.md");
    private static final long TIME = 1_795_000_000_000L;

    private final byte[] leaf =
            LeafBytes.of(
                    ascii("CHA0126000001"),
                    ascii("value"),
                    TIME,
                    List.of(new LeafHeader("ce_id", ascii("1")), new LeafHeader("empty", null)));
    private final Hash first = Hash.leaf(leaf);
    private final Hash second = LeafBytes.hash(null, ascii("value"), TIME + 1, List.of());
    private final Heads heads =
            new Heads(
                    List.of(
                            new Head(
                                    new TreeName("collection.events.v1", 0),
                                    2,
                                    Frontier.EMPTY.appendAll(List.of(first, second)).root()),
                            new Head(new TreeName("keys.v1", 0), 1, first)));
    private final NoteSigner log = new NoteSigner("unbroken.local/log", key(1));
    private final Cosigner witness = new Cosigner("hospital.example/witness", key(2));

    @Test
    void the_reference_page_shows_what_the_code_does() throws IOException {
        if (Boolean.getBoolean("unbroken.regenerate")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("make it with -Dunbroken.regenerate=true")
                .isEqualTo(page());
    }

    private String page() throws IOException {
        Frontier master = Frontier.EMPTY.append(second).append(heads.leaf());
        var proof = new InclusionProof(1, 2, List.of(second));
        assertThat(proof.verifies(heads.leaf(), master.root())).isTrue();
        Note signed = log.sign(Checkpoint.of(log.name(), master.size(), master.root()).text());
        Note cosigned =
                signed.with(List.of(witness.cosign(signed.text(), Instant.ofEpochMilli(TIME))));
        String template =
                Files.readString(
                        Path.of("src/test/resources/io/unbroken/ledger/reference/ledger.md"));
        return template.replace("{leaf}", wrapped(HexFormat.of().formatHex(leaf)))
                .replace("{leaf hash}", first.toString())
                .replace("{second hash}", second.toString())
                .replace("{node}", heads.heads().getFirst().root().toString())
                .replace("{empty}", Hash.EMPTY.toString())
                .replace("{frontier}", wrapped(HexFormat.of().formatHex(master.bytes())))
                .replace("{heads}", new String(heads.bytes(), StandardCharsets.US_ASCII))
                .replace("{heads hash}", heads.leaf().toString())
                .replace("{proof}", HashLines.format(proof.path()))
                .replace("{note}", cosigned.toString())
                .replace("{log key}", log.verifierKey().toString())
                .replace("{witness key}", witness.verifierKey().toString())
                .replace("{tile}", new TilePath.Hashes(0, 1_234_067, 17).toString())
                .replace("{entries}", new TilePath.Entries(1_234_067, TilePath.FULL).toString());
    }

    private static String wrapped(String hex) {
        return hex.replaceAll("(.{64})(?=.)", "$1\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static SigningKey key(int fill) {
        var seed = new byte[32];
        Arrays.fill(seed, (byte) fill);
        return SigningKey.of(seed);
    }
}
