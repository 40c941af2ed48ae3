package io.unbroken.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cannot work is refused at once, in one line that says what to do.
final class RefusalTest {
    @TempDir private Path directory = Path.of("");

    @Test
    void a_taken_port_is_named_with_its_holder_and_the_way_out() throws IOException {
        var ports = Ports.free();
        try (var _ = new ServerSocket(ports.of(Part.COURIER), 1, InetAddress.getLoopbackAddress());
                var data = DataDirectory.open(directory.resolve("data"))) {
            var platform =
                    Platform.on(Installation.find(), data, new Addresses(ports, Optional.empty()));

            assertThatThrownBy(
                            () -> platform.requireFreePorts(List.of(Part.COLLECTION, Part.COURIER)))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining(
                            "port "
                                    + ports.of(Part.COURIER)
                                    + " is taken by java (process "
                                    + ProcessHandle.current().pid()
                                    + ")")
                    .hasMessageContaining("--ports")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void a_data_directory_serves_one_run_at_a_time() {
        try (var _ = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("in use by another run")
                    .hasMessageContaining("--data");
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void a_directory_of_someone_else_is_never_erased() throws IOException {
        Files.writeString(directory.resolve("thesis.txt"), "three years of work");

        assertThatThrownBy(() -> DataDirectory.erase(directory))
                .isInstanceOf(PlatformException.class);
        assertThat(directory.resolve("thesis.txt")).exists();
    }

    @Test
    void secrets_are_made_once_and_only_their_owner_may_read_them() throws IOException {
        try (var data = DataDirectory.open(directory)) {
            var secrets = new Secrets(data.keys());
            secrets.create();
            var first = secrets.pageClientSecret();
            secrets.create();

            assertThat(secrets.pageClientSecret()).isEqualTo(first).hasSize(64);
            assertThat(secrets.privateKey(Party.POLARIS))
                    .content()
                    .startsWith("-----BEGIN PRIVATE KEY-----\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.keys())))
                    .isEqualTo("rwx------");
            try (var files = Files.list(data.keys())) {
                assertThat(files.filter(file -> !file.toString().endsWith(".public.pem")))
                        .contains(
                                secrets.logPrivateKey(),
                                secrets.demoUserSecretFile(),
                                secrets.privateKey(Party.POLARIS))
                        .allSatisfy(file ->
                                assertThat(
                                                PosixFilePermissions.toString(
                                                        Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }
}
