package io.unbroken.tracking;

import io.unbroken.tracking.audit.AuditCommand;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts tracking, or with the argument `audit` looks through all that it has.
@SpringBootApplication
@ConfigurationPropertiesScan
public class TrackingApplication {

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("audit")) {
            System.exit(new AuditCommand(System.getenv(), InstantSource.system()).run(System.out));
        }
        SpringApplication.run(TrackingApplication.class, arguments);
    }
}
