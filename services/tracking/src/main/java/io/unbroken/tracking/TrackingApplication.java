package io.unbroken.tracking;

import io.unbroken.tracking.audit.AuditCommand;
import io.unbroken.tracking.rebuild.RebuildCommand;
import io.unbroken.tracking.sealer.RestoreTilesCommand;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts tracking; with the argument `audit` looks through all that it has, with `rebuild` derives it anew, with `restore-store` or `restore-tiles` makes
/// again what was lost.
@SpringBootApplication
@ConfigurationPropertiesScan
public class TrackingApplication {

    public static void main(String[] arguments) throws IOException {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "audit" ->
                    System.exit(
                            new AuditCommand(System.getenv(), InstantSource.system())
                                    .run(System.out));
            case "rebuild" ->
                    System.exit(rebuild().run(List.of(arguments).subList(1, arguments.length)));
            case "restore-store" -> System.exit(rebuild().restoreStore());
            case "restore-tiles" ->
                    System.exit(
                            new RestoreTilesCommand(
                                            System.getenv(), System.out, InstantSource.system())
                                    .run());
            default -> SpringApplication.run(TrackingApplication.class, arguments);
        }
    }

    private static RebuildCommand rebuild() {
        return new RebuildCommand(System.getenv(), System.out, InstantSource.system());
    }
}
