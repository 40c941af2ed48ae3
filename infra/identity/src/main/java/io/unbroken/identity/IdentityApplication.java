package io.unbroken.identity;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts the provider.
@SpringBootApplication
@ConfigurationPropertiesScan
public class IdentityApplication {
    /// Runs until it is told to stop.
    public static void main(String[] arguments) {
        SpringApplication.run(IdentityApplication.class, arguments);
    }
}
