package io.unbroken.ledger.testing;

import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.files.TooLong;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file system in memory that stops at any step and, as a real one after a power cut, forgets what was not forced.
///
/// A process that is killed loses the step it was in: [#killAt]. A machine that loses power also loses content and names since
/// they were forced, each or not as chance has it: [#losePower].
public final class CrashingDisk implements FileOperations {

    /// A process that was killed by the test.
    public static final class Killed extends RuntimeException {
        Killed() {
            super("killed by the test");
        }
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final Random random;
    private final Map<Path, Directory> directories;
    private long steps;
    private long killAt = NEVER;

    /// An empty disk with one directory.
    public CrashingDisk(Path root, long seed) {
        this.random = new Random(seed);
        this.directories = new HashMap<>();
        directories.put(root, new Directory());
    }

    private CrashingDisk(CrashingDisk other, long seed) {
        this.random = new Random(seed);
        this.directories = new HashMap<>();
        other.directories.forEach((path, directory) -> directories.put(path, directory.copy()));
    }

    /// An independent disk with the same content.
    public CrashingDisk copy(long seed) {
        return new CrashingDisk(this, seed);
    }

    /// Kills at the step of that number, counted from now, 0 the next one. That step is done in part or not at all.
    public void killAt(long step) {
        steps = 0;
        killAt = step;
    }

    /// Kills no more.
    public void go() {
        killAt = NEVER;
    }

    /// Steps that changed something since [#killAt].
    public long steps() {
        return steps;
    }

    /// Forgets what was not forced: each name and each content is the forced one or the present one.
    public void losePower() {
        directories.values().forEach(directory -> directory.losePower(random));
        // What no directory leads to any more is gone.
        boolean gone = true;
        while (gone) {
            gone = directories.keySet().removeIf(path -> !path.equals(root()) && !reachable(path));
        }
    }

    /// All files, with their content.
    public Map<Path, byte[]> files() {
        Map<Path, byte[]> files = new HashMap<>();
        directories.forEach((path, directory) ->
                directory.names.forEach((name, node) -> {
                    if (node.content != null) {
                        files.put(path.resolve(name), node.content);
                    }
                }));
        return files;
    }

    /// Changes a file behind the back of all.
    public void tamper(Path file, byte[] bytes) {
        Node node = Objects.requireNonNull(node(file));
        node.content = bytes;
        node.forced = bytes;
    }

    /// Takes a file away behind the back of all.
    public void remove(Path file) {
        Directory directory = directory(file);
        directory.names.remove(name(file));
        directory.forced.remove(name(file));
    }

    @Override
    public Optional<byte[]> read(Path file, int most) throws IOException {
        Node node = node(file);
        if (node == null || node.content == null) {
            return Optional.empty();
        }
        if (node.content.length > most) {
            throw new TooLong(file, most);
        }
        return Optional.of(node.content.clone());
    }

    @Override
    public boolean exists(Path path) {
        return directories.containsKey(path) || node(path) != null;
    }

    @Override
    public List<String> names(Path path) {
        Directory directory = directories.get(path);
        return directory == null ? List.of() : List.copyOf(directory.names.keySet());
    }

    @Override
    public void createDirectory(Path path) throws IOException {
        step();
        if (directories.containsKey(path)) {
            return;
        }
        require(path).names.put(name(path), new Node());
        directories.put(path, new Directory());
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        Directory directory = require(file);
        if (killed()) {
            // Begun: the file is there, with some of the bytes.
            Node node = directory.names.computeIfAbsent(name(file), _ -> new Node());
            node.content = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            throw new Killed();
        }
        directory.names.computeIfAbsent(name(file), _ -> new Node()).content = bytes.clone();
    }

    @Override
    public void force(Path file) throws IOException {
        step();
        Node node = node(file);
        if (node == null) {
            throw new NoSuchFileException(file.toString());
        }
        node.forced = node.content;
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step();
        Directory source = require(from);
        Node node = source.names.remove(name(from));
        if (node == null) {
            throw new NoSuchFileException(from.toString());
        }
        require(to).names.put(name(to), node);
    }

    @Override
    public void forceDirectory(Path path) throws IOException {
        step();
        Directory directory = directories.get(path);
        if (directory == null) {
            throw new NoSuchFileException(path.toString());
        }
        directory.forced.clear();
        directory.forced.putAll(directory.names);
    }

    @Override
    public void delete(Path path) throws IOException {
        step();
        Directory inside = directories.get(path);
        if (inside != null && !inside.names.isEmpty()) {
            throw new IOException("expected an empty directory, found names in " + path);
        }
        directories.remove(path);
        Directory directory = directories.get(path.getParent());
        if (directory != null) {
            directory.names.remove(name(path));
        }
    }

    private void step() {
        if (killed()) {
            throw new Killed();
        }
    }

    private boolean killed() {
        return steps++ >= killAt;
    }

    private Path root() {
        return directories.keySet().stream()
                .min((a, b) -> Integer.compare(a.getNameCount(), b.getNameCount()))
                .orElseThrow();
    }

    private boolean reachable(Path path) {
        Directory parent = directories.get(path.getParent());
        return parent != null && parent.names.containsKey(name(path));
    }

    private @Nullable Node node(Path file) {
        Directory directory = directories.get(file.getParent());
        return directory == null ? null : directory.names.get(name(file));
    }

    private Directory directory(Path file) {
        return Objects.requireNonNull(directories.get(file.getParent()));
    }

    private Directory require(Path file) throws IOException {
        Directory directory = directories.get(file.getParent());
        if (directory == null) {
            throw new NoSuchFileException(file.toString());
        }
        return directory;
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /// A file, or the place of a directory, which has no content.
    private static final class Node {
        private byte @Nullable [] content;
        private byte @Nullable [] forced;

        private Node copy() {
            var copy = new Node();
            copy.content = content;
            copy.forced = forced;
            return copy;
        }

        private void losePower(Random random) {
            if (content != null && !Arrays.equals(content, forced)) {
                byte[] old = forced == null ? new byte[0] : forced;
                content =
                        switch (random.nextInt(3)) {
                            case 0 -> old;
                            case 1 -> Arrays.copyOf(content, random.nextInt(content.length + 1));
                            default -> content;
                        };
                forced = content;
            }
        }
    }

    /// The names in a directory: as they are, and as they were forced.
    private static final class Directory {
        private final Map<String, Node> names = new HashMap<>();
        private final Map<String, Node> forced = new HashMap<>();

        private Directory copy() {
            Map<Node, Node> copies = new HashMap<>();
            var copy = new Directory();
            names.forEach(
                    (name, node) -> copy.names.put(name, copies.computeIfAbsent(node, Node::copy)));
            forced.forEach((name, node) ->
                    copy.forced.put(name, copies.computeIfAbsent(node, Node::copy)));
            return copy;
        }

        private void losePower(Random random) {
            Set<String> all = new HashSet<>(names.keySet());
            all.addAll(forced.keySet());
            for (String name : new ArrayList<>(all)) {
                Node now = names.get(name);
                Node before = forced.get(name);
                Node left = random.nextBoolean() ? now : before;
                if (left == null) {
                    names.remove(name);
                    forced.remove(name);
                } else {
                    left.losePower(random);
                    names.put(name, left);
                    forced.put(name, left);
                }
            }
        }
    }
}
