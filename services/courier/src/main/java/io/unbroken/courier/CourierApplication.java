package io.unbroken.courier;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Couriers: handoffs, milestones, loggers.
@SpringBootApplication(scanBasePackages = {"io.unbroken.capture", "io.unbroken.courier"})
@ConfigurationPropertiesScan({"io.unbroken.capture", "io.unbroken.courier"})
public class CourierApplication {

    /// Starts the service; everything it needs to know comes from the environment.
    public static void main(String[] arguments) {
        SpringApplication.run(CourierApplication.class, arguments);
    }
}
