package io.unbroken.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where the built parts are.
///
/// @param root the directory of the repository
public record Installation(Path root) {
    private static final String VERSION = "0.1.0-SNAPSHOT";

    /// The repository around the current directory, so that any module's tests find it; or the one that `unbroken.home` names.
    public static Installation find() {
        var named = System.getProperty("unbroken.home");
        if (named != null) {
            return new Installation(Path.of(named).toAbsolutePath());
        }
        return Stream.iterate(
                        Path.of("").toAbsolutePath(), java.util.Objects::nonNull, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve("infra/platform/pom.xml")))
                .findFirst()
                .map(Installation::new)
                .orElseThrow(() ->
                        new PlatformException(
                                "run this inside of the repository, or name it by -Dunbroken.home"));
    }

    /// Our own classes alone: the guard, beside an application's jar.
    String guard() {
        return root.resolve("infra/platform/target/classes").toString();
    }

    /// The benchmarks with all that they need.
    List<String> benchmarksClassPath() {
        return classPath("benchmarks", root.resolve("infra/benchmarks/target/classes").toString());
    }

    /// Our own classes with all that they need.
    List<String> classPath() {
        return classPath("platform", guard());
    }

    private List<String> classPath(String module, String classes) {
        var file = root.resolve("infra/%s/target/classpath.txt".formatted(module));
        try {
            return List.of(
                    (classes + java.io.File.pathSeparator + Files.readString(file).strip())
                            .split(java.io.File.pathSeparator));
        } catch (IOException missing) {
            throw new PlatformException(
                    "%s is not built: %s is missing. Run ./unbroken build".formatted(module, file),
                    missing);
        }
    }

    Path registryJar() {
        return built(root.resolve("infra/platform/target/registry/quarkus-run.jar"));
    }

    Path identityJar() {
        return built(root.resolve("infra/identity/target/identity-" + VERSION + "-app.jar"));
    }

    Path serviceJar(Part service) {
        return built(
                root.resolve(
                        "services/%1$s/target/%1$s-%2$s-app.jar"
                                .formatted(service.key(), VERSION)));
    }

    /// The simulator's jar and what it needs.
    public List<String> simulatorClassPath() {
        var target = root.resolve("infra/simulator/target");
        var jar = built(target.resolve("simulator-" + VERSION + ".jar"));
        return List.of(guard(), jar.toString(), target.resolve("lib") + "/*");
    }

    private static Path built(Path jar) {
        if (!Files.exists(jar)) {
            throw new PlatformException(
                    jar + " is missing. Build first: mvn -q -DskipTests package");
        }
        return jar;
    }
}
