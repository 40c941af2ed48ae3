package io.unbroken.custody.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.loggerfile.LoggerFile;
import io.unbroken.custody.loggerfile.LoggerFileResult;
import io.unbroken.custody.loggerfile.LoggerFiles;
import io.unbroken.custody.loggerfile.Refused;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// What is no label is refused with IllegalArgumentException and nothing else; what is one is printed so that it is read as the same.
class DecodersFuzzTest {

    @FuzzTest
    void chainOfIdentityLabel(byte[] data) {
        label(
                data,
                text -> {
                    CoiId id = CoiId.parse(text);
                    require(CoiId.parse(id.scan()).equals(id));
                    require(CoiId.parse(id.printed()).equals(id));
                    require(refuses(() -> CoiId.parse(id.value() + other(id.check()))));
                });
    }

    @FuzzTest
    void donationLabel(byte[] data) {
        label(
                data,
                text -> {
                    Din din = Din.parse(text);
                    require(Din.parse(din.scan()).equals(din));
                    require(Din.parse(din.value() + din.check()).equals(din));
                    require(refuses(() -> Din.parse(din.value() + other(din.check()))));
                });
    }

    /// A file is read whole or refused whole, and the same bytes always give the same.
    @FuzzTest
    void loggerFile(byte[] data) {
        LoggerFileResult once = LoggerFiles.read(data);
        switch (once) {
            case LoggerFile _, Refused _ -> require(LoggerFiles.read(data).equals(once));
        }
    }

    private static void label(byte[] data, Consumer<String> read) {
        try {
            read.accept(new String(data, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException _) {
            // Refused, as it should be.
        }
    }

    /// Another check character than this one.
    private static char other(char check) {
        return check == 'A' ? 'B' : 'A';
    }

    private static boolean refuses(Runnable parse) {
        try {
            parse.run();
            return false;
        } catch (IllegalArgumentException _) {
            return true;
        }
    }

    // Not AssertJ, which the fuzzer would explore too.
    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("what was read is not what its print says");
        }
    }
}
