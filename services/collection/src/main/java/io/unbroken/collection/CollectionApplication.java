package io.unbroken.collection;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Collection sites: order, enrolment with the site's vault, identity, apheresis, packing, handing over.
@SpringBootApplication(scanBasePackages = {"io.unbroken.capture", "io.unbroken.collection"})
@ConfigurationPropertiesScan({"io.unbroken.capture", "io.unbroken.collection"})
public class CollectionApplication {

    /// Starts the service; everything it needs to know comes from the environment.
    public static void main(String[] arguments) {
        SpringApplication.run(CollectionApplication.class, arguments);
    }
}
