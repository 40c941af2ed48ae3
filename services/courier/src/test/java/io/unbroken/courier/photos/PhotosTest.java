package io.unbroken.courier.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.unbroken.capture.http.BadInput;
import io.unbroken.custody.event.Fact.Photo;
import io.unbroken.custody.identity.PhotoHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotosTest {

    private static final byte[] PICTURE = HexFormat.of().parseHex("ffd8ffe000104a464946ffd9");
    private static final byte[] TEXT = {'<', 's', 'v', 'g', '>'};

    @TempDir private Path directory;

    @Test
    void a_photo_is_kept_under_its_hash_however_often_it_is_sent() throws Exception {
        // given
        Photos photos = Photos.in(directory, 0);

        // when
        photos.keep(hash(PICTURE), PICTURE);
        photos.keep(hash(PICTURE), PICTURE);

        // then
        assertThat(photos.find(hash(PICTURE))).contains(PICTURE);
        assertThat(Photos.in(directory, 0).find(hash(PICTURE))).contains(PICTURE);
        assertThat(photos.has(new Photo(hash(PICTURE), "image/jpeg", PICTURE.length))).isTrue();
        assertThat(photos.has(new Photo(hash(PICTURE), "image/png", PICTURE.length))).isFalse();
        assertThat(photos.has(new Photo(hash(PICTURE), "image/jpeg", 1))).isFalse();
        assertThat(names()).containsExactly(hash(PICTURE) + ".jpg");
    }

    @Test
    void what_is_no_picture_or_another_one_is_refused_and_not_kept() throws Exception {
        // given
        Photos photos = Photos.in(directory, 0);

        // then
        refused(photos, hash(TEXT), TEXT, "Expected a JPEG picture");
        refused(photos, hash(new byte[0]), new byte[0], "Expected a JPEG picture");
        refused(photos, hash(TEXT), PICTURE, "Expected the bytes whose SHA-256");
        assertThat(names()).isEmpty();
        assertThat(photos.find(hash(PICTURE))).isEmpty();
    }

    @Test
    void a_crash_before_the_name_leaves_nothing_that_is_served_or_stays() throws Exception {
        // given: written and not yet moved to its place
        Files.write(directory.resolve(hash(PICTURE) + "123.part"), PICTURE);

        // when
        Photos photos = Photos.in(directory, 0);

        // then
        assertThat(photos.find(hash(PICTURE))).isEmpty();
        assertThat(names()).isEmpty();
        photos.keep(hash(PICTURE), PICTURE);
        assertThat(photos.find(hash(PICTURE))).contains(PICTURE);
    }

    @Test
    void a_photo_that_the_disk_has_spoilt_is_not_there_and_can_be_sent_again() throws Exception {
        // given
        Photos photos = Photos.in(directory, 0);
        photos.keep(hash(PICTURE), PICTURE);
        Files.write(directory.resolve(hash(PICTURE) + ".jpg"), TEXT);

        // then
        assertThat(photos.find(hash(PICTURE))).isEmpty();
        photos.keep(hash(PICTURE), PICTURE);
        assertThat(photos.find(hash(PICTURE))).contains(PICTURE);
    }

    @Test
    void a_photo_whose_name_was_not_made_durable_is_so_when_it_is_sent_again() throws Exception {
        // given: it is at its place, and the disk failed before its name was on it
        var forced = new AtomicInteger();
        Photos photos =
                Photos.in(
                        directory,
                        0,
                        _ -> {
                            if (forced.incrementAndGet() == 1) {
                                throw new IOException("the disk failed");
                            }
                        });
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> photos.keep(hash(PICTURE), PICTURE));
        assertThat(photos.find(hash(PICTURE))).contains(PICTURE);

        // when
        photos.keep(hash(PICTURE), PICTURE);

        // then
        assertThat(forced).hasValue(2);
    }

    @Test
    void a_full_disk_takes_no_more() throws Exception {
        // given
        Photos photos = Photos.in(directory, Long.MAX_VALUE / 2);

        // then
        refused(photos, hash(PICTURE), PICTURE, "There is no room left");
        assertThat(names()).isEmpty();
    }

    @Test
    void many_at_once_keep_one_whole_photo() throws Exception {
        // given
        Photos photos = Photos.in(directory, 0);

        // when
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent =
                    Stream.generate(() -> hands.submit(() -> photos.keep(hash(PICTURE), PICTURE)))
                            .limit(20)
                            .toList();
            for (Future<?> each : sent) {
                each.get();
            }
        }

        // then
        assertThat(photos.find(hash(PICTURE))).contains(PICTURE);
        assertThat(names()).containsExactly(hash(PICTURE) + ".jpg");
    }

    private static void refused(Photos photos, PhotoHash name, byte[] bytes, String why) {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> photos.keep(name, bytes))
                .withMessageStartingWith(why);
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static PhotoHash hash(byte[] bytes) {
        try {
            return new PhotoHash(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
