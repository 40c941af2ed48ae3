package io.unbroken.platform.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/// How to start one part: a main class on a class path, under [Guarded].
///
/// @param name the part's name, also that of its log file
/// @param classPath entries, the guard's own first
/// @param flags of the JVM
/// @param main the class to run
/// @param arguments of that class
/// @param environment added to the parent's own
public record Launch(
        String name,
        List<String> classPath,
        List<String> flags,
        String main,
        List<String> arguments,
        Map<String, String> environment) {

    public Launch {
        classPath = List.copyOf(classPath);
        flags = List.copyOf(flags);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /// The main class that an executable jar names.
    ///
    /// @throws UncheckedIOException if the jar cannot be read or names none
    public static String mainOf(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            var manifest = file.getManifest();
            var main =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Main-Class");
            if (main == null) {
                throw new IOException("expected an executable jar, found no Main-Class in " + jar);
            }
            return main;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<String> command() {
        var command = new ArrayList<String>();
        if (SessionLeader.AVAILABLE) {
            command.add(SessionLeader.COMMAND);
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(String.join(java.io.File.pathSeparator, classPath));
        command.add(Guarded.class.getName());
        command.add(main);
        command.addAll(arguments);
        return command;
    }
}
