package io.unbroken.tracking;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts tracking.
@SpringBootApplication
@ConfigurationPropertiesScan
public class TrackingApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(TrackingApplication.class, arguments);
    }
}
