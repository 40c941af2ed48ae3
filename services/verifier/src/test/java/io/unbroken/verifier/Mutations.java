package io.unbroken.verifier;

import io.unbroken.verifier.bundle.BundleLines;
import io.unbroken.verifier.bundle.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// Changes to the bytes of a bundle, by someone who need not know the format; and the same with a digest that fits again.
final class Mutations {

    private final SplittableRandom random;
    private final byte[] bundle;
    private final byte[] other;

    /// @param other the bundle of another journey of the same log
    Mutations(SplittableRandom random, byte[] bundle, byte[] other) {
        this.random = random;
        this.bundle = bundle;
        this.other = other;
    }

    /// A change to the file as it is.
    byte[] raw() {
        return switch (random.nextInt(6)) {
            case 0 -> flip(bundle);
            case 1 -> without(bundle, random.nextInt(bundle.length));
            case 2 -> with(bundle, random.nextInt(bundle.length + 1), (byte) random.nextInt(256));
            case 3 -> Arrays.copyOf(bundle, random.nextInt(bundle.length));
            case 4 -> concatenated(bundle, other);
            default -> BundleLines.joined(rearranged(BundleLines.split(bundle)));
        };
    }

    /// A change to the lines, and a digest over what came of it.
    byte[] digested() {
        List<byte[]> lines = BundleLines.split(bundle);
        lines.removeLast();
        if (random.nextBoolean()) {
            int at = random.nextInt(lines.size());
            lines.set(at, flip(lines.get(at)));
            return BundleLines.digested(lines);
        }
        return BundleLines.digested(rearranged(lines));
    }

    /// A change to what the lines say, with a digest that fits.
    byte[] edited() {
        List<Line> lines = new ArrayList<>(BundleLines.read(bundle));
        new Edits(random, lines, BundleLines.read(other)).apply();
        return BundleLines.write(lines);
    }

    private List<byte[]> rearranged(List<byte[]> lines) {
        int at = random.nextInt(lines.size());
        int to = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(to, lines.get(at));
            case 2 -> Collections.swap(lines, at, to);
            default -> {
                List<byte[]> others = BundleLines.split(other);
                lines.set(at, others.get(random.nextInt(others.size())));
            }
        }
        return lines;
    }

    private byte[] flip(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private static byte[] without(byte[] bytes, int at) {
        byte[] less = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, less, 0, at);
        System.arraycopy(bytes, at + 1, less, at, less.length - at);
        return less;
    }

    private static byte[] with(byte[] bytes, int at, byte one) {
        byte[] more = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, more, 0, at);
        more[at] = one;
        System.arraycopy(bytes, at, more, at + 1, bytes.length - at);
        return more;
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
