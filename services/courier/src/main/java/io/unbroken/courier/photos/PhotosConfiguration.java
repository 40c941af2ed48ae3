package io.unbroken.courier.photos;

import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PhotosConfiguration {

    /// What stays free on the disk: the operator needs room to make room.
    private static final long SPARE = 256L * 1024 * 1024;

    @Bean
    Photos photos(PhotosProperties properties) {
        return Photos.in(Path.of(properties.directory()), SPARE);
    }
}
