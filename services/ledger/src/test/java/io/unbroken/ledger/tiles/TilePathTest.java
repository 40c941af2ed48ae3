package io.unbroken.ledger.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TilePathTest {

    @Test
    void paths_are_those_of_the_specification() {
        assertThat(new TilePath.Hashes(0, 0, 256)).hasToString("tile/0/000");
        assertThat(new TilePath.Hashes(0, 273, 112)).hasToString("tile/0/273.p/112");
        assertThat(new TilePath.Hashes(3, 1_234_067, 256)).hasToString("tile/3/x001/x234/067");
        assertThat(new TilePath.Hashes(0, 1_000_000, 1)).hasToString("tile/0/x001/x000/000.p/1");
        assertThat(new TilePath.Entries(1_234_067, 17))
                .hasToString("tile/entries/x001/x234/067.p/17");
    }

    @Test
    void a_written_path_is_read_again() {
        for (long index :
                new long[] {0, 1, 999, 1_000, 999_999, 1L << 40, TilePath.MOST_TILES - 1}) {
            for (int width : new int[] {1, 9, 255, 256}) {
                var tile = new TilePath.Hashes(63, index, width);
                var entries = new TilePath.Entries(index, width);
                assertThat(TilePath.parse(tile.toString())).isEqualTo(tile);
                assertThat(TilePath.parse(entries.toString())).isEqualTo(entries);
            }
        }
    }

    @Test
    void what_is_no_path_or_written_otherwise_is_refused() {
        for (String other :
                List.of(
                        "",
                        "tile",
                        "tile/0",
                        "tile/0/",
                        "/tile/0/000",
                        "tile/0/000/",
                        "tile/00/000",
                        "tile/01/000",
                        "tile/64/000",
                        "tile/-1/000",
                        "tile/0/0",
                        "tile/0/0000",
                        "tile/0/x000/000",
                        "tile/0/x000/001",
                        "tile/0/001/000",
                        "tile/0/x001",
                        "tile/0/x001/x000",
                        "tile/0/000.p",
                        "tile/0/000.p/",
                        "tile/0/000.p/0",
                        "tile/0/000.p/01",
                        "tile/0/000.p/256",
                        "tile/0/000.p/257",
                        "tile/0/000.p/1/",
                        "tile/0/000.tmp",
                        "tile/0/../000",
                        "tile/0/x036/x028/x797/x018/x963/968",
                        "tile/0/x999/x999/x999/x999/x999/x999/999",
                        "tile/entries/0",
                        "tile/data/000",
                        "tile/0/000\n",
                        "tile/0/\u0660\u0660\u0660")) {
            assertThatIllegalArgumentException().as(other).isThrownBy(() -> TilePath.parse(other));
        }
    }
}
