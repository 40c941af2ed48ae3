package io.unbroken.infusion;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Infusion centres: receipt, lymphodepletion, thaw, identity, infusion, and the answer at the bedside.
@SpringBootApplication(scanBasePackages = {"io.unbroken.capture", "io.unbroken.infusion"})
@ConfigurationPropertiesScan({"io.unbroken.capture", "io.unbroken.infusion"})
public class InfusionApplication {

    /// Starts the service; everything it needs to know comes from the environment.
    public static void main(String[] arguments) {
        SpringApplication.run(InfusionApplication.class, arguments);
    }
}
