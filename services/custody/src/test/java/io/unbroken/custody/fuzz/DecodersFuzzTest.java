package io.unbroken.custody.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.loggerfile.LoggerFile;
import io.unbroken.custody.loggerfile.LoggerFileResult;
import io.unbroken.custody.loggerfile.LoggerFiles;
import io.unbroken.custody.loggerfile.Refused;
import io.unbroken.custody.scanning.Decoded;
import io.unbroken.custody.scanning.Decoded.Compound;
import io.unbroken.custody.scanning.Decoded.OwnCode;
import io.unbroken.custody.scanning.Decoded.PersonData;
import io.unbroken.custody.scanning.Decoded.Unreadable;
import io.unbroken.custody.scanning.DigitalLink;
import io.unbroken.custody.scanning.ElementString;
import io.unbroken.custody.scanning.Scans;
import io.unbroken.custody.scanning.Structure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// What is no label is refused with IllegalArgumentException and nothing else; what is one is printed so that it is read as the same.
class DecodersFuzzTest {

    /// The first byte of a seed names one of these.
    private static final List<Symbology> SYMBOLOGIES =
            List.of(
                    Symbology.CODE_128,
                    Symbology.DATA_MATRIX,
                    Symbology.QR_CODE,
                    Symbology.GS1_128,
                    Symbology.TYPED,
                    Symbology.UNKNOWN);

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

    /// A scan is always read as one thing; what was read is written so that it is read as the same, and no reason repeats what was scanned.
    @FuzzTest
    void scan(byte[] data) {
        if (data.length < 2 || data.length > Scan.LONGEST) {
            return;
        }
        Symbology symbology = SYMBOLOGIES.get((data[0] & 0xff) % SYMBOLOGIES.size());
        String raw = new String(data, 1, data.length - 1, StandardCharsets.ISO_8859_1);
        switch (Scans.read(new Scan(symbology, raw))) {
            case Structure structure -> again(Symbology.DATA_MATRIX, structure.scan(), structure);
            case Compound compound -> again(Symbology.DATA_MATRIX, compound.scan(), compound);
            case ElementString elements -> again(Symbology.GS1_128, elements.scan(), elements);
            case DigitalLink link ->
                    again(Symbology.QR_CODE, link.uri("https://id.example.org"), link);
            case OwnCode own -> require(raw.endsWith(own.text()));
            case PersonData person -> require(person.structure().length() < 6);
            case Unreadable unreadable ->
                    require(raw.length() < 6 || !unreadable.explanation().contains(raw));
        }
    }

    private static void again(Symbology symbology, String scan, Decoded expected) {
        require(
                scan.length() > Scan.LONGEST
                        || Scans.read(new Scan(symbology, scan)).equals(expected));
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
