package io.unbroken.custody.loggerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Files of our own writing, and short ways to read them.
final class Fixture {

    private Fixture() {}

    static byte[] bytes(String name) {
        try (InputStream file = Fixture.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static LoggerFile read(byte[] file) {
        LoggerFileResult result = LoggerFiles.read(file);
        assertThat(result).isInstanceOf(LoggerFile.class);
        return (LoggerFile) result;
    }

    static LoggerFile read(String text, CsvMapping mapping) {
        LoggerFileResult result = LoggerFiles.read(utf8(text), mapping);
        assertThat(result).isInstanceOf(LoggerFile.class);
        return (LoggerFile) result;
    }

    static Refused refused(String text) {
        return refused(text, CsvMapping.none());
    }

    static Refused refused(String text, CsvMapping mapping) {
        LoggerFileResult result = LoggerFiles.read(utf8(text), mapping);
        assertThat(result).isInstanceOf(Refused.class);
        return (Refused) result;
    }
}
