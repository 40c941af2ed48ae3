package io.unbroken.ledger.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeafBytesTest {

    private static final long TIME = 1_795_000_000_000L;
    private static final String TAG = "00000013" + hex("io.unbroken.leaf.v1");

    @Test
    void every_field_follows_its_length() {
        byte[] leaf =
                LeafBytes.of(
                        ascii("key"),
                        ascii("value"),
                        TIME,
                        List.of(
                                new LeafHeader("ce_id", ascii("1")),
                                new LeafHeader("é", null),
                                new LeafHeader("", new byte[0])));

        assertThat(HexFormat.of().formatHex(leaf))
                .isEqualTo(
                        TAG
                                + ("00000003" + hex("key"))
                                + ("00000005" + hex("value"))
                                + ("00000008" + "000001a1ee565e00")
                                + ("00000005" + hex("ce_id") + "00000001" + hex("1"))
                                + ("00000002" + "c3a9" + "ffffffff")
                                + ("00000000" + "00000000"));
    }

    @Test
    void an_absent_key_or_value_is_not_an_empty_one() {
        byte[] none = new byte[0];
        Set<Hash> hashes = new HashSet<>();
        hashes.add(LeafBytes.hash(null, null, TIME, List.of()));
        hashes.add(LeafBytes.hash(none, null, TIME, List.of()));
        hashes.add(LeafBytes.hash(null, none, TIME, List.of()));
        hashes.add(LeafBytes.hash(none, none, TIME, List.of()));
        hashes.add(LeafBytes.hash(none, none, TIME + 1, List.of()));
        hashes.add(LeafBytes.hash(none, none, TIME, List.of(new LeafHeader("", null))));
        hashes.add(LeafBytes.hash(none, none, TIME, List.of(new LeafHeader("", none))));

        assertThat(hashes).hasSize(7);
        assertThat(hashes).contains(Hash.leaf(LeafBytes.of(null, null, TIME, List.of())));
    }

    @Test
    void the_order_of_headers_counts() {
        var a = new LeafHeader("a", ascii("1"));
        var b = new LeafHeader("b", ascii("2"));

        assertThat(LeafBytes.hash(null, null, TIME, List.of(a, b)))
                .isNotEqualTo(LeafBytes.hash(null, null, TIME, List.of(b, a)));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(ascii(text));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
