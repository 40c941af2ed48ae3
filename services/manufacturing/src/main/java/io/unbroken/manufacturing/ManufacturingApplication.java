package io.unbroken.manufacturing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The facility: receipt, manufacture, results, release, dispatch.
@SpringBootApplication(scanBasePackages = {"io.unbroken.capture", "io.unbroken.manufacturing"})
@ConfigurationPropertiesScan({"io.unbroken.capture", "io.unbroken.manufacturing"})
public class ManufacturingApplication {

    /// Starts the service; everything it needs to know comes from the environment.
    public static void main(String[] arguments) {
        SpringApplication.run(ManufacturingApplication.class, arguments);
    }
}
