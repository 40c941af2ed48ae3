package io.unbroken.capture.http;

import io.unbroken.custody.identity.Identifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Answers write an identifier as its text, as requests give it.
@Configuration(proxyBeanMethods = false)
class IdentifiersAsText {

    @Bean
    JacksonModule identifiers() {
        return new SimpleModule("identifiers").addSerializer(Identifier.class, new Text());
    }

    private static final class Text extends StdSerializer<Identifier> {
        Text() {
            super(Identifier.class);
        }

        @Override
        public void serialize(
                Identifier identifier, JsonGenerator generator, SerializationContext context) {
            generator.writeString(identifier.value());
        }
    }
}
